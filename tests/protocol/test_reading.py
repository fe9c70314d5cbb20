"""Protocol files: the three that ship read whole; every fault is told with its line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from caseweave.model import Problems, Term
from caseweave.protocol.definition import Item, Protocol
from caseweave.protocol.file import BASE, UnknownProtocolError, choose, load, names, read
from caseweave.protocol.selector import (
    ZERO,
    AllOf,
    KindKey,
    Named,
    Selector,
)
from caseweave.protocol.selector_reader import SelectorReader
from caseweave.yamltext import scan

from .selectors import SELECTOR
from .telling import catalogue

HEAD = "id: my\ntitle: A question\n"


def protocol(folder: Path, text: str, name: str = "my") -> Protocol:
    """Read a protocol file of this text."""
    path = folder / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return read(path, catalogue())


def faults(folder: Path, text: str) -> list[str]:
    """Return what is wrong with a file after the usual head, each as line, column, field and message."""
    with pytest.raises(Problems) as found:
        protocol(folder, HEAD + text)
    return [str(fault).removeprefix(f"{folder}/my.yaml:") for fault in found.value.problems]


def sub(text: str, name: str = "seizure") -> str:
    """Write a `select:` of one selector."""
    return f"select:\n  {name}: {text}\n"


@pytest.mark.parametrize("name", ["any-case", "drug-eruption", "car-t-skin"])
def test_what_ships_reads_whole(name: str) -> None:
    """Every name and term of it leads somewhere, and all of them inherit the rows for the rest."""
    made = load(catalogue(), name)
    assert made.id == name
    assert next(item.title for item in made.items if item.rest) == "Lesions"
    assert len({item.title for item in made.items}) == len(made.items)
    assert made.extends == (() if name == BASE else (BASE,))


def test_the_only_protocol_of_a_folder_counts(tmp_path: Path) -> None:
    """Else any-case: in a folder without one, and in one with two."""
    assert choose().name == "car-t-skin.yaml"
    assert choose(place=tmp_path).name == "any-case.yaml"
    (tmp_path / "protocols").mkdir()
    (tmp_path / "protocols" / "one.yaml").write_text("id: one\ntitle: One\n")
    assert choose(place=tmp_path).name == "one.yaml"
    assert names(tmp_path) == ("one", "any-case", "drug-eruption")
    (tmp_path / "protocols" / "two.yaml").write_text("id: two\ntitle: Two\n")
    assert choose(place=tmp_path).name == "any-case.yaml"
    assert choose("TWO", tmp_path).name == "two.yaml"


def test_an_unknown_protocol_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    """By name, and by path."""
    with pytest.raises(UnknownProtocolError, match="there are: any-case, drug-eruption"):
        choose("skin", tmp_path)
    with pytest.raises(UnknownProtocolError, match=r"no protocol file 'none\.yaml'"):
        choose("none.yaml", tmp_path)


def test_own_groups_come_first_then_what_is_inherited(tmp_path: Path) -> None:
    """A bare name moves the inherited row, a row of the same title takes its place, and the rest stays."""
    made = protocol(
        tmp_path,
        HEAD
        + "drop: [Sex, Death]\n"
        + "items:\n  Question:\n    - Survival from day 0\n    - {item: Diagnosis, of: diagnosis, show: first}\n",
    )
    assert [group.title for group in made.groups][:3] == ["Question", "Source", "Patient"]
    first, second = made.groups[0].items
    assert (first.title, first.essential) == ("Survival from day 0", True)
    assert second.show == "first"
    titles = [item.title for item in made.items]
    assert titles.count("Diagnosis") == 1
    assert {"Sex", "Death"}.isdisjoint(titles)
    assert "Age" in titles


def test_dropping_all_leaves_what_is_named_again_and_the_rest(tmp_path: Path) -> None:
    """Lanes are the inherited ones where the file has none."""
    made = protocol(tmp_path, HEAD + "drop: all\nitems:\n  Who: [Age]\n")
    assert [item.title for item in made.items if not item.rest] == ["Age"]
    assert [item for item in made.items if item.rest] == [item for item in load(catalogue(), BASE).items if item.rest]
    assert made.lanes == load(catalogue(), BASE).lanes


def test_a_file_beside_can_be_inherited_from(tmp_path: Path) -> None:
    """Its own base is inherited too, and its selectors can be given another meaning."""
    protocol(tmp_path, "id: base\ntitle: Base\n" + sub("{finding: fever}", "heat") + "drop: all\n", "base")
    made = protocol(tmp_path, HEAD + "extends: base\n" + sub("{of: heat, state: absent}", "cold"))
    assert made.extends == (BASE, "base")
    assert made.rests_on(Named("cold")) == {"cold", "heat"}


def test_measures_rows_and_zero_are_what_they_say(tmp_path: Path) -> None:
    """Defaults included: a result is counted from day 0 unless the file says from what."""
    made = protocol(
        tmp_path,
        HEAD
        + "zero: {name: start of the drug, of: drug}\n"
        + "select:\n  drug: {treatment: any, state: present}\n  fever: {finding: fever}\n"
        + "measures:\n  to fever: {first: fever}\n  between: {gap: [drug, zero]}\n"
        + "  hot: {maximum: fever, of: grade}\n  steps: {course: fever, reaches: cleared, from: [zero, fever]}\n"
        + "items:\n  A:\n    - {item: Heat, measure: steps, from: fever, also: to fever, days: no, essential: no}\n",
    )
    assert made.zero_of == Named("drug")
    assert [rule.unit for rule in made.measures.values()] == ["d", "d", "d", None, "d"]
    assert made.measures["to fever"].origins == (ZERO,)
    assert made.measures["between"].looks == (Named("drug"), ZERO)
    assert made.measures["hot"].origins == ()
    assert made.measures["steps"].origins == (ZERO, Named("fever"))
    row = made.item("Heat")
    assert row == Item(
        title="Heat", group="A", measure="steps", origin=Named("fever"), also="to fever", days=False, essential=False
    )


def test_numbers_of_the_search_are_kept(tmp_path: Path) -> None:
    """With the reasons for what was left out."""
    made = protocol(
        tmp_path, HEAD + "search: {on: 2026-01-31, found: 120, excluded: [{reason: no patient, records: 100}]}\n"
    )
    assert made.search is not None
    assert (made.search.found, made.search.excluded[0].reason, made.search.screened) == (120, "no patient", None)


def test_a_term_of_its_own_may_stand_above_a_known_one(tmp_path: Path) -> None:
    """What the protocol says of a known term adds up."""
    text = "terms:\n  - {label: heat sign, broader: clinical finding}\n  - {label: fever, broader: heat sign}\n"
    made = protocol(tmp_path, HEAD + text + sub("{finding: heat sign}", "heat"))
    assert made.selectors["heat"] == AllOf((KindKey("finding", (Term("caseweave:heat-sign", "heat sign"),)),))


SELECTORS = {
    "{finding: feverr}": "unknown term 'feverr'; did you mean 'fever'",
    "{treatment: seizure}": "'seizure' is a selector; after `treatment` stands a term: write `of: seizure` instead",
    "{of: fever}": "'fever' is a term, no selector; write it after its kind or `under`: `{under: fever}`",
    "{of: seizures}": "unknown selector 'seizures'; did you mean 'seizure'?",
    "zero": "`zero` is day 0, not a selector",
    "any": "`any` stands after a kind or a column",
    "{treatment: fever}": "'fever' is a phenotype, not a treatment; write `",
    "{finding: fever, site: fever}": "'fever' is a phenotype; wanted: anatomy",
    "{findin: fever}": "unknown key; did you mean 'finding'?",
    "{finding: fever, lesion: any}": "no statement is of two kinds; write `kind: [finding, lesion]` with `under`",
    "{finding: none}": "`none` says nothing of a finding",
    "{finding: {a: b}}": "found a mapping; after `finding` stands a term",
    "{phase: later}": "'later' is not one of: before, after",
    "{course: gone}": "'gone' is not one of: appears",
    "{course: {extent: gone}}": "'gone' is not one of: appears",
    "{zero: no}": "'no' is not one of: yes",
    "{not: {not: {finding: any}}}": "a `not` inside a `not`",
    "{query: a.rq, finding: any}": "`query` stands alone",
    "{not: {query: a.rq}}": "`query` stands alone, not in a `not`",
    "{}": "found an empty mapping",
    "[]": "found an empty list",
    "''": "found nothing; write one text",
    "{of: survival}": "'survival' is a measure; name a selector here",
    "{of: seizure}": "'seizure' rests on itself; break the circle",
}


@pytest.mark.parametrize(("text", "wanted"), SELECTORS.items(), ids=SELECTORS)
def test_a_faulty_selector_is_told_once_with_its_line(tmp_path: Path, text: str, wanted: str) -> None:
    """One fault, on the line of the selector, with the cure."""
    found = faults(tmp_path, sub(text))
    assert len(found) == 1
    assert found[0].startswith("4:")
    assert wanted in found[0]


MEASURES = {
    "{finding: any}": "unknown key",
    "{first: fever, last: fever}": "names first and last of the verbs; write exactly one of",
    "{course: fever}": "missing; add `reaches: …` to `course`",
    "{first: fever, reaches: cleared}": "belongs to `course`, not to `first`; remove it",
    "{maximum: fever}": "missing; add `of: …` to `maximum`",
    "{gap: [fever]}": "write the two ends: `gap: [from this, to this]`",
    "{gap: [fever, fever], from: zero}": "`gap` is not counted from a zero; remove it",
    "{nearest: fever, to: fever}": "'fever' is a selector; name a measure here",
    "{nearest: fever, to: it}": "'it' rests on itself; break the circle",
    "{nearest: fever, to: surviva}": "unknown measure 'surviva'; did you mean 'survival'?",
    "{first: survival}": "'survival' is a measure; name a selector here",
}


@pytest.mark.parametrize(("text", "wanted"), MEASURES.items(), ids=MEASURES)
def test_a_faulty_measure_is_told_with_its_line(tmp_path: Path, text: str, wanted: str) -> None:
    """One fault, with the cure."""
    found = faults(tmp_path, sub("{finding: fever}", "fever") + f"measures:\n  it: {text}\n")
    assert len(found) == 1, found
    assert found[0].startswith("6:")
    assert wanted in found[0]


ROWS = {
    "Agee": "'Agee' is no inherited row; did you mean 'Age'?",
    "{item: A}": "answered by nothing; add `of: …` with `show: …`, or `measure: …`",
    "{of: death, show: names}": "missing; add `item: …`",
    "{item: A, of: death}": "missing; add `show: …`",
    "{item: A, of: death, show: nicely}": "'nicely' is not one of: names",
    "{item: A, of: death, show: names, measure: survival}": "answered in two ways",
    "{item: A, measure: survival, show: names}": "belongs to `of`, not to `measure`",
    "{item: A, of: death, show: names, also: survival}": "belongs to `measure`; remove it",
    "{item: A, of: death, show: read}": "`show: read` tells how much of the paper was read",
    "{item: A, of: death, show: names, split: yes}": "belongs to a row with `rest: yes`",
    "{item: A, measure: survival, from: death}": "'survival' is counted from zero, not from death",
    "{item: A, of: death, show: names, days: maybe}": "'maybe' is not one of: yes, no",
    "{item: A, of: death, show: names, else: fever}": "'fever' is a term, no selector",
}


@pytest.mark.parametrize(("text", "wanted"), ROWS.items(), ids=ROWS)
def test_a_faulty_row_is_told_once_with_its_line(tmp_path: Path, text: str, wanted: str) -> None:
    """One fault, with the cure."""
    found = faults(tmp_path, f"items:\n  A:\n    - {text}\n")
    assert len(found) == 1
    assert found[0].startswith("5:")
    assert wanted in found[0]


HEADS = {
    "titel: x\n": "3:1: titel: unknown key; did you mean 'title'?",
    "extends: nothing\n": "no protocol 'nothing'; there are: any-case, drug-eruption",
    "extends: my\n": "my extends my: a circle",
    "zero: {of: death}\n": "missing; add `name: …`",
    "zero: {name: cure, of: {outcome: any, phase: after}}\n": "day 0 rests on `phase`, which is counted from it",
    "zero: {name: cure, of: complication}\n": "day 0 rests on `phase`",
    "select: {zero: {finding: any}}\n": "'zero' means something already",
    "drop: [Lesions]\n": "'Lesions' takes what no other row took and cannot be dropped",
    "drop: [Agee]\n": "'Agee' is no inherited row; did you mean 'Age'?",
    "items:\n  A: [Age, Age]\n": "a second row 'Age'",
    "lanes: [{lane: A}]\n": "missing; add `of: …`",
    "search: {found: many}\n": "'many' is no whole number",
    "search: {on: today}\n": "'today' is not a date of the calendar",
    "terms: [{label: hot}]\n": "missing; add `broader: …`",
    "terms: [{label: hot, broader: nowhere}]\n": "nowhere",
    "terms: [{label: hot, broader: fever, iri: x y}]\n": "write an http or https address",
    "select: {a: {finding: any}}\nmeasures: {a: {first: a}}\n": "already a selector, on line 3",
}


@pytest.mark.parametrize(("text", "wanted"), HEADS.items(), ids=HEADS)
def test_a_faulty_head_is_told_once(tmp_path: Path, text: str, wanted: str) -> None:
    """One fault, with the cure."""
    found = faults(tmp_path, text)
    assert len(found) == 1, found
    assert wanted in found[0]


def test_all_faults_are_told_at_once_each_with_its_own_line(tmp_path: Path) -> None:
    """And a term whose declaration is faulty is not unknown besides."""
    found = faults(
        tmp_path,
        "terms:\n  - {label: hot, broader: nowhere}\nselect:\n  a: {finding: hot}\n  b: {finding: feverr}\n"
        "  c: unknown\nitems:\n  G:\n    - {item: A}\n    - nobody\n",
    )
    assert [fault.split(":")[0] for fault in found] == ["4", "7", "8", "11", "12"]


def test_a_file_named_otherwise_is_refused(tmp_path: Path) -> None:
    """The id is the name of the file."""
    with pytest.raises(Problems, match="'other' stands in a file named 'my'"):
        protocol(tmp_path, "id: other\ntitle: x\n")


def test_text_that_is_no_mapping_is_a_fault(tmp_path: Path) -> None:
    """As is a file that is no YAML."""
    with pytest.raises(Problems, match="found a list; write a mapping"):
        protocol(tmp_path, "- a\n")
    with pytest.raises(Problems, match="not YAML"):
        protocol(tmp_path, "a: [\n")


@given(SELECTOR)
def test_a_selector_written_and_read_is_the_same(selector: Selector) -> None:
    """For every selector of the language."""
    tree = scan(f"a: {selector}".encode(), "my.yaml")
    assert isinstance(tree.value, dict)
    reader = SelectorReader(tree, catalogue())
    assert reader.selector(tree.value["a"], ("a",)) == selector
    assert reader.problems == []
