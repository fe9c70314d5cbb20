"""Who is who: candidates are listed, only a curator merges, and a merged patient is one everywhere."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import caseweave
from caseweave import KnowledgeGraph, Problems

from .conftest import Fields, Run, Write, paper

COURSE: tuple[tuple[str, str, int], ...] = (
    ("fever", "fever", 2),
    ("low", "hypotension", 3),
    ("rash", "maculopapular rash", 9),
    ("itch", "itch", 11),
    ("red", "erythema", 12),
    ("sore", "skin pain", 13),
)
PEOPLE = ["Rowan A", "Rush B", "Sedge CD"]


def course(shift: int = 0, days: Sequence[tuple[str, str, int]] = COURSE) -> list[Fields]:
    """Tell a course, all of it later by some days."""
    return [{"id": name, "finding": label, "when": f"day {day + shift}"} for name, label, day in days]


def man(age: int = 18, sex: str = "male") -> list[Fields]:
    """Say who the patient is."""
    return [{"id": "sex", "demographic": sex}, {"id": "age", "demographic": "age", "value": age, "unit": "a"}]


def report(name: str, *told: Fields, authors: Sequence[str] = ("Elder X",), **head: Any) -> Fields:
    """Write a paper on one patient."""
    return paper(name, *told, authors=list(authors), **head)


def test_the_two_young_men_of_the_real_papers_are_two(real: KnowledgeGraph) -> None:
    """Both 18, both male, both with relapsed B-ALL in the skin: no candidates."""
    assert real.candidates == ()
    assert real.ask("duplicates").rows == ()


def test_a_republication_is_listed(write: Write) -> None:
    """The same course under another id, with some of the authors: what they share is named."""
    first = report("rowan2024", *man(), *course(), authors=PEOPLE)
    again = report("sedge2025", *man(), *course(), authors=["Sedge C.", "Rowan A", "Moss E"])
    kg = write(first, again)
    (found,) = kg.candidates
    assert found.cases == ("rowan2024", "sedge2025")
    assert [text.split(":")[0] for text in found.shared] == ["author", "course", "product"]
    assert "Rowan A; Sedge C" in found.shared[0]
    assert kg.ask("duplicates").records() == [
        {"case": "rowan2024", "other": "sedge2025", "score": found.score, "shared": "; ".join(found.shared)}
    ]


def test_a_republication_of_a_real_paper_is_listed(tmp_path: Path) -> None:
    """Kovalenko's patient under another id, in a paper with other first authors."""
    folder = tmp_path / "papers"
    shutil.copytree(caseweave.resources.sources(), folder)  # type: ignore[arg-type]
    text = (folder / "kovalenko2023.yaml").read_text("utf-8")
    for old, new in (
        ("id: kovalenko2023\n", "id: copied2024\n"),
        ("  kovalenko2023:\n", "  copied2024:\n"),
        ("doi: 10.29011/2574-7754.101503", "doi: 10.9999/copied"),
        ("[Kovalenko I, ", "[Elder X, "),
    ):
        assert old in text
        text = text.replace(old, new)
    (folder / "copied2024.yaml").write_text(text, "utf-8")
    kg = caseweave.load(folder)
    assert [one.cases for one in kg.candidates] == [("copied2024", "kovalenko2023")]


def test_demographics_alone_are_nothing(write: Write) -> None:
    """The same age, sex, diagnosis and product by other authors."""
    told = [*man(), {"id": "b-all", "diagnosis": "relapsed B-ALL"}, {"id": "cutis", "diagnosis": "leukemia cutis"}]
    assert write(report("rowan2024", *told), report("sedge2025", *told, authors=PEOPLE)).candidates == ()


@pytest.mark.parametrize("other", [man(sex="female"), man(age=30)], ids=["sex", "age"])
def test_what_rules_a_match_out(other: list[Fields], write: Write) -> None:
    """Another sex or another age: no candidates, however much they share; a birthday rules nothing out."""
    first = report("rowan2024", *man(), *course(), authors=PEOPLE)
    assert write(first, report("sedge2025", *other, *course(), authors=PEOPLE)).candidates == ()
    assert write(first, report("sedge2025", *man(age=19), *course(), authors=PEOPLE)).candidates


def test_one_team_and_two_courses(write: Write) -> None:
    """All authors, the hospital, the trial and the product are shared, but no day of two long courses."""
    place = {"id": "seen", "procedure": "hospital admission", "qualifiers": {"setting": "St Elsewhere", "trial": "X1"}}
    first = report("rowan2024", place, *course(), authors=PEOPLE)
    assert write(first, report("sedge2025", place, *course(shift=30), authors=PEOPLE)).candidates == ()
    (found,) = write(first, report("sedge2025", place, authors=PEOPLE)).candidates
    assert [text.split(":")[0] for text in found.shared] == ["author", "institution", "product", "trial"]


@pytest.mark.parametrize(("shared", "listed"), [(4, False), (5, True)])
def test_five_dated_observations_make_a_course(shared: int, listed: bool, write: Write) -> None:
    """Told by strangers of patients who got one drug, a course is a mark of a patient from its fifth observation on."""
    days = COURSE[:shared]
    first, again = report("rowan2024", *course(days=days)), report("sedge2025", *course(days=days), authors=PEOPLE)
    assert bool(write(first, again).candidates) is listed


def test_two_patients_of_one_paper_are_two(write: Write) -> None:
    """A paper knows its own patients."""
    told = [{**one, "id": f"{one['id']}-{case[-1]}", "case": case} for case in ("r-a", "r-b") for one in course()]
    zero = [{"id": f"zero-{case[-1]}", "treatment": "tisagenlecleucel", "case": case} for case in ("r-a", "r-b")]
    cases = {case: {"zero": f"zero-{case[-1]}"} for case in ("r-a", "r-b")}
    assert write(paper("rowan2024", *zero, *told, cases=cases, zero=False)).candidates == ()


def test_what_very_many_share_tells_none_apart(write: Write) -> None:
    """A course that forty cases have is a habit of writing, not a patient."""
    assert write(*(report(f"rowan{2000 + number}", *course()) for number in range(40))).candidates == ()


def test_check_notes_candidates(write: Write, tmp_path: Path, run: Run) -> None:
    """As a note, at the case, with the cure; it is no fault."""
    kg = write(report("rowan2024", *course(), authors=PEOPLE), report("sedge2025", *course(), authors=PEOPLE))
    (found,) = [one for one in kg.check() if one.rule == "cases-may-be-one-patient"]
    assert (found.severity, found.problem.field) == ("note", "cases.rowan2024")
    assert "'sedge2025'" in found.problem.message
    assert "`same_as`" in found.problem.message
    done = run("check", "--sources", tmp_path)
    assert done.returncode == 0
    assert b"cases-may-be-one-patient" in done.stdout


SAME = {"case": "rowan2024", "evidence": "The Methods name the first report."}


def merged(write: Write, *told: Fields) -> KnowledgeGraph:
    """Load two papers of which the second says that its patient is that of the first."""
    cases = {"sedge2025": {"zero": "infusion", "zeros": {"infusion": "infusion"}, "same_as": SAME}}
    return write(report("rowan2024", *man(), *course()), report("sedge2025", *told, cases=cases))


def test_same_as_makes_one_patient(write: Write) -> None:
    """One case in statements, queries and tables, named by both papers; no candidate any more."""
    kg = merged(write, *man(), *course())
    assert {record.case for record in kg.statements} == {"rowan2024"}
    assert kg.candidates == ()
    assert kg.comparison.record.heads == (("rowan2024", "Elder 2024a / Elder 2024b"),)
    assert {row["paper"] for row in kg.ask("cases").records()} == {"rowan2024", "sedge2025"}
    assert list(kg.comparison.frame().columns) == ["rowan2024"]
    assert kg.network.graph.nodes["rowan2024"]


def test_a_third_paper_may_be_on_the_patient_of_two(write: Write) -> None:
    """The patient is named once, by the one id the graph knows, however many papers report them."""
    cases = {"sedge2025": {"zero": "infusion", "zeros": {"infusion": "infusion"}, "same_as": SAME}}
    first, third = (report(name, *man(), *course(), authors=PEOPLE) for name in ("rowan2024", "moss2026"))
    kg = write(first, report("sedge2025", *man(), *course(), authors=PEOPLE, cases=cases), third)
    assert [one.cases for one in kg.candidates] == [("moss2026", "rowan2024")]
    assert not [one for one in kg.check() if one.severity == "error"]


def test_same_as_stands_in_the_graph_with_its_evidence(write: Write) -> None:
    """The other id points at the patient; nothing is said of it but that."""
    ask = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX cw: <https://w3id.org/caseweave/ontology#>
    PREFIX case: <https://w3id.org/caseweave/case/>
    SELECT ?why { case:sedge2025 prov:alternateOf case:rowan2024 ; cw:reason ?why }"""
    kg = merged(write, *man())
    assert kg.ask(ask).rows == ((SAME["evidence"],),)
    assert kg.ask("SELECT ?s { ?s ?p <https://w3id.org/caseweave/case/sedge2025> }").rows == ()


def test_papers_on_one_patient_may_disagree(write: Write) -> None:
    """Their accounts are held against each other on the clock both count by."""
    kg = merged(write, {"id": "none", "finding": "fever", "state": "absent", "when": "day 2"})
    (found,) = kg.disagreements
    assert (found.scope, found.kind) == ("between papers", "state")
    assert [side.name for side in found.sides] == ["rowan2024/fever", "sedge2025/none"]


def test_papers_that_say_the_same_do_not_disagree(write: Write) -> None:
    """Not even where each is at odds with itself: that is within each paper."""
    odds = [
        {"id": "fever", "finding": "fever", "when": "day 2"},
        {"id": "none", "finding": "fever", "state": "absent", "when": "day 2", "section": "Abstract"},
    ]
    cases = {"sedge2025": {"zero": "infusion", "zeros": {"infusion": "infusion"}, "same_as": SAME}}
    kg = write(report("rowan2024", *odds), report("sedge2025", *odds, cases=cases))
    assert [one.scope for one in kg.disagreements] == ["within paper", "within paper"]


def test_papers_on_two_patients_never_disagree(write: Write) -> None:
    """Without `same_as` two papers speak of two people."""
    other = [{"id": "none", "finding": "fever", "state": "absent", "when": "day 2"}]
    assert write(report("rowan2024", *course()), report("sedge2025", *other)).disagreements.records == ()


@pytest.mark.parametrize(
    ("same", "fault"),
    [
        ({"case": "rowan2024"}, "evidence: missing"),
        ({"case": "sedge2025", "evidence": "x"}, "names a case of this very file"),
        ("rowan2024", "same_as"),
    ],
)
def test_faulty_same_as_is_refused(same: object, fault: str, write: Write) -> None:
    """Evidence is not optional, and one patient has one id in a file."""
    cases = {"sedge2025": {"zero": "infusion", "same_as": same}}
    with pytest.raises(Problems) as error:
        write(report("rowan2024"), report("sedge2025", cases=cases))
    assert fault in str(error.value)


def test_same_as_may_not_run_in_a_circle(write: Write) -> None:
    """The message names the way round."""
    one = report("rowan2024", cases={"rowan2024": {"same_as": {"case": "sedge2025", "evidence": "x"}}})
    other = report("sedge2025", cases={"sedge2025": {"same_as": {"case": "rowan2024", "evidence": "x"}}})
    with pytest.raises(Problems, match="rowan2024 is sedge2025 is rowan2024 runs in a circle"):
        write(one, other)


def test_the_patient_of_a_cited_paper_cannot_be_merged_here(write: Write) -> None:
    """That is said in that paper's own file."""
    claim = {"id": "claim", "case": "moss2019", "finding": "fever"}
    cases = {"rowan2024": {"zero": "infusion"}, "moss2019": {"same_as": {"case": "fern2021", "evidence": "x"}}}
    with pytest.raises(Problems, match="say so in that paper's own file"):
        write(report("rowan2024", claim, cases=cases, cites={"moss2019": "discusses"}))
