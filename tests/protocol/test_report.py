"""The report on a protocol: what each selector takes, could take and nearly takes, and what no essential row takes."""

from __future__ import annotations

import pytest

from caseweave.corpus import load_catalogue
from caseweave.model import LocalTerm, PaperFile
from caseweave.protocol.definition import Group, Item, Protocol
from caseweave.protocol.membership import membership
from caseweave.protocol.report import Report, report
from caseweave.protocol.selector import Named
from caseweave.protocol.terms import with_terms
from caseweave.statements import statements, times
from caseweave.vocabulary import joined

from .telling import catalogue, corpus, said
from .test_membership import selector, told

PAPER = told(
    said("drug", "treatment", "amoxicillin", "day 0"),
    said("fever", "finding", "fever", "day 2"),
    said("hot", "adverse event", "fever", "day 3"),
    said("unwell", "finding", "clinical finding"),
    said("mark", "finding", "skin finding"),
    said("itch", "finding", "itch", "day 4"),
    said("end", "outcome", "death"),
    zero="drug",
)


def reported(paper: PaperFile, terms: tuple[LocalTerm, ...] = ()) -> Report:
    """Report on a small protocol."""
    made = corpus(paper)
    network = times(made)
    records = statements(made, network)
    known = with_terms(catalogue(), terms)
    protocol = Protocol(
        id="my",
        title="",
        terms=terms,
        selectors={"heat": selector("{finding: fever}"), "itching": selector("{finding: itch, phase: after}")},
        groups=(
            Group("Signs", (Item(title="Fever", group="Signs", of=Named("heat"), show="whether"),)),
            Group(
                "Rest",
                (Item(title="All", group="Rest", of=selector("{kind: finding}"), show="names", essential=False),),
            ),
        ),
    )
    return report(membership(protocol, records, known, network), records, known, catalogue())


def test_each_selector_tells_what_it_takes_and_misses() -> None:
    """By case; the same term in another kind is named."""
    assert list(map(str, reported(PAPER).coverage)) == [
        "heat, fox2021: takes 1; fox2021/hot names the term in another kind",
        "itching, fox2021: takes 1",
    ]


def test_what_no_essential_row_takes_is_left() -> None:
    """A row that is only shown among all does not count."""
    (left,) = reported(PAPER).leftovers
    assert str(left) == (
        "fox2021: no essential row takes fox2021/drug, fox2021/hot, fox2021/unwell, fox2021/mark, fox2021/itch, "
        "fox2021/end"
    )


def test_a_local_term_just_below_a_root_is_warned_of() -> None:
    """One that stands deeper is not, nor is one of the catalogue."""
    terms = (LocalTerm(label="odd sign", broader="clinical finding"), LocalTerm(label="odd rash", broader="skin rash"))
    found = reported(PAPER, terms)
    assert [str(one) for one in found.near_roots] == [
        "'odd sign' hangs just below 'clinical finding', where no narrower question finds it; name a nearer term"
    ]
    assert list(found.lines())[-1] == str(found.near_roots[0])


def test_terms_of_several_files_add_up() -> None:
    """One concept with what each says of it; a synonym goes to the first that has it."""
    strange = LocalTerm(label="strange rash", broader="skin rash", synonyms=("oddness",))
    one = with_terms(load_catalogue(), (LocalTerm(label="odd sign", broader="symptom", synonyms=("oddness",)),))
    two = with_terms(load_catalogue(), (LocalTerm(label="odd sign", broader="skin finding"), strange))
    made = joined((one, two))
    assert {made[curie].label for curie in made.resolve("odd sign").broader} == {"symptom", "skin finding"}
    assert made.resolve("oddness").label == "odd sign"
    assert len(made) == len(one) + 1


def test_a_protocol_may_name_what_stands_above_a_known_term() -> None:
    """Nothing of what the catalogue says is lost; another identifier, or a term nobody knows, is refused."""
    made = with_terms(catalogue(), (LocalTerm(label="fever", broader="symptom"),))
    assert {"clinical finding", "symptom"} <= {made[curie].label for curie in made.resolve("fever").broader}
    with pytest.raises(ValueError, match="is HP:0001945 already"):
        with_terms(catalogue(), (LocalTerm(label="fever", broader="symptom", iri="https://example.org/fever"),))
    with pytest.raises(ValueError, match="'nowhere' names no concept"):
        with_terms(catalogue(), (LocalTerm(label="fever", broader="nowhere"),))
