"""Relayed claims held against the original: a verdict for each, and disagreements where it differs."""

from __future__ import annotations

from typing import Any

import pytest

from caseweave import KnowledgeGraph
from caseweave.model import Verdict

from .conftest import Fields, Write, paper

ABSTRACT = {"section": "Abstract"}
CRS = {"id": "crs", "adverse event": "CRS"}


def relaying(*claims: Fields) -> Fields:
    """Write a paper that speaks of the patient of sedge2020."""
    zero = {"id": "their-infusion", "treatment": "CD19 CAR-T", "case": "sedge2020", "when": "day 0"}
    told = [{**claim, "id": "claim", "case": "sedge2020"} for claim in claims]
    cases = {
        "rowan2024": {"zero": "infusion", "zeros": {"infusion": "infusion"}},
        "sedge2020": {"zero": "their-infusion", "zeros": {"infusion": "their-infusion"}},
    }
    return paper("rowan2024", zero, *told, cases=cases, cites={"sedge2020": "discusses"})


def judged(write: Write, claim: Fields, *own: Fields, **head: Any) -> tuple[Verdict, KnowledgeGraph]:
    """Hold one claim against an original that says this of its own patient."""
    kg = write(relaying(claim), paper("sedge2020", *own, **head))
    (verdict,) = [one for one in kg.verdicts if one.statement.endswith("/claim")]
    return verdict, kg


AGREES: list[tuple[Fields, Fields]] = [
    (CRS, CRS),
    (CRS, {**CRS, "grade": "2", "when": "day 4"}),
    ({**CRS, "state": "proposed"}, {**CRS, "state": "proposed"}),
    ({**CRS, "state": "absent"}, {**CRS, "state": "absent"}),
    ({**CRS, "grade": "2"}, {**CRS, "grade": "2"}),
    ({**CRS, "when": "day 4"}, {**CRS, "when": "between day 3 and day 5"}),
    ({**CRS, "when": "after their-infusion"}, CRS),
    ({"lesion": "skin lesion"}, {"id": "rash", "lesion": "maculopapular rash"}),
    ({"finding": "leukemia cells", "state": "absent"}, {"id": "c", "outcome": "clearance of leukemia cells"}),
    ({"demographic": "age", "value": 29, "unit": "a"}, {"id": "age", "demographic": "age", "value": 29, "unit": "a"}),
    ({"procedure": "skin biopsy", "site": "skin"}, {"id": "b", "procedure": "skin biopsy"}),
    (
        {"lesion": "skin lesion", "course": {"overall": "cleared"}},
        {"id": "rash", "lesion": "skin rash", "course": {"overall": "cleared"}, "when": "day 20"},
    ),
]
NOT_FOUND: list[tuple[Fields, Fields, str]] = [
    ({**CRS, "when": "day 4"}, CRS, "not of the day"),
    ({**CRS, "grade": "2"}, CRS, "not of the grade"),
    ({**CRS, "grade": "2", "when": "day 4"}, CRS, "not of the grade and the day"),
    (CRS, {"id": "fever", "finding": "fever"}, "nothing of the kind"),
    (CRS, {**CRS, "state": "proposed"}, "not of the thing"),
    ({"lesion": "maculopapular rash"}, {"id": "rash", "lesion": "skin rash"}, "not of the thing"),
    ({"measurement": "IL-6", "value": 9, "unit": "pg/mL"}, {"id": "il", "measurement": "IL-6"}, "not of the number"),
    ({"finding": "fever", "site": "scalp"}, {"id": "f", "finding": "fever"}, "not of the site"),
    (
        {"lesion": "skin rash", "course": {"overall": "cleared"}},
        {"id": "rash", "lesion": "skin rash"},
        "not of the change",
    ),
]
DIFFERS: list[tuple[Fields, Fields, str, str]] = [
    ({**CRS, "state": "absent"}, {**CRS, "when": "day 4"}, "state", "contradiction"),
    ({**CRS, "when": "day 4"}, {**CRS, "state": "absent"}, "state", "contradiction"),
    (
        {"demographic": "age", "value": 29, "unit": "a"},
        {"id": "age", "demographic": "age", "value": 92, "unit": "a"},
        "value",
        "contradiction",
    ),
    (
        {"measurement": "ferritin", "value": 9, "unit": "ng/mL"},
        {"id": "f", "measurement": "ferritin", "value": 900, "unit": "ng/mL"},
        "value",
        "tension",
    ),
    ({**CRS, "grade": "2"}, {**CRS, "grade": "3"}, "value", "tension"),
    (
        {"finding": "extramedullary disease", "site": "right upper lobe"},
        {"id": "lung", "finding": "extramedullary disease", "site": "right lower lobe"},
        "site",
        "tension",
    ),
    (
        {"lesion": "skin rash", "course": {"overall": "cleared"}, "when": "day 20"},
        {"id": "rash", "lesion": "skin rash", "course": {"overall": "cleared"}, "when": "day 12"},
        "time",
        "contradiction",
    ),
    (
        {"measurement": "IL-6", "state": "not assessable"},
        {"id": "il", "measurement": "IL-6", "value": 9, "unit": "pg/mL"},
        "state",
        "tension",
    ),
]


@pytest.mark.parametrize(("claim", "own"), AGREES, ids=range(len(AGREES)))
def test_agrees(claim: Fields, own: Fields, write: Write) -> None:
    """The original says all that is claimed, itself or of a kind of it."""
    verdict, kg = judged(write, claim, own)
    assert verdict.verdict == "agrees"
    assert [name.rsplit("/", 2)[1:] for name in verdict.compared] == [["sedge2020", own["id"]]]
    assert len(kg.disagreements) == 0


@pytest.mark.parametrize(("claim", "own", "lacking"), NOT_FOUND, ids=range(len(NOT_FOUND)))
def test_not_found(claim: Fields, own: Fields, lacking: str, write: Write) -> None:
    """What was read has nothing of the kind, or not all of it; the reason says what is missing."""
    verdict, kg = judged(write, claim, own)
    assert verdict.verdict == "not found in what was read"
    assert lacking in verdict.reason
    assert len(verdict.compared) == (lacking != "nothing of the kind")
    assert len(kg.disagreements) == 0


@pytest.mark.parametrize(("claim", "own", "kind", "strength"), DIFFERS, ids=range(len(DIFFERS)))
def test_differs(claim: Fields, own: Fields, kind: str, strength: str, write: Write) -> None:
    """The original says otherwise: that is a disagreement between papers, with both as sides."""
    verdict, kg = judged(write, claim, own)
    assert verdict.verdict == "differs"
    (found,) = kg.disagreements
    assert (found.kind, found.strength, found.scope) == (kind, strength, "between papers")
    assert [side.name for side in found.sides] == ["rowan2024/claim", f"sedge2020/{own['id']}"]
    assert found.case == "sedge2020"


def test_an_original_that_says_both_agrees(write: Write) -> None:
    """A paper at odds with itself is no reason to blame the one that repeats it."""
    other = {"id": "other", "demographic": "age", "value": 29, "unit": "a", **ABSTRACT}
    claim = {"demographic": "age", "value": 29, "unit": "a"}
    verdict, kg = judged(write, claim, other, {**other, "id": "age", "value": 92, "section": "Case"})
    assert verdict.verdict == "agrees"
    assert [one.scope for one in kg.disagreements] == ["within paper"]


def test_an_original_that_is_not_there_was_not_read(write: Write) -> None:
    """The cited paper has no file."""
    kg = write(relaying(CRS))
    assert {one.verdict for one in kg.verdicts} == {"original not read"}
    assert "sedge2020" in kg.verdicts[0].reason


def test_a_later_day_is_no_contradiction_of_an_absence_on_one_day(write: Write) -> None:
    """Absent on day 2 and present on day 4 are both true; so is present with no day given."""
    absent = {**CRS, "state": "absent", "when": "day 2"}
    assert judged(write, {**CRS, "when": "day 4"}, absent)[0].verdict == "not found in what was read"
    assert judged(write, CRS, absent)[0].verdict == "not found in what was read"


def test_one_biopsy_is_no_series(write: Write) -> None:
    """That nothing is told of a series of biopsies does not clash with one biopsy, but with specimens of two times."""
    claim = {"procedure": "sequential skin biopsies", "state": "not assessable"}
    before = {"id": "before", "procedure": "skin biopsy", "specimen": "skin specimen", "when": "before infusion"}
    after = {"id": "after", "outcome": "MRD negative", "specimen": "skin specimen", "when": "after infusion"}
    assert judged(write, claim, before)[0].verdict == "not found in what was read"
    verdict, kg = judged(write, claim, before, after)
    assert verdict.verdict == "differs"
    (found,) = kg.disagreements
    assert [side.name for side in found.sides] == ["rowan2024/claim", "sedge2020/before", "sedge2020/after"]


def test_every_relayed_claim_has_one_verdict(real: KnowledgeGraph) -> None:
    """And nothing else has."""
    claims = [record.statement for record in real.statements if record.role == "relayed"]
    assert [one.statement for one in real.verdicts] == claims


def test_verdicts_stand_in_the_graph(write: Write) -> None:
    """CiTO between the statements; between the papers for what agrees and what contradicts, not for a tension."""
    ask = "PREFIX cito: <http://purl.org/spar/cito/> ASK { <%s> cito:%s <%s> }"
    base = "https://w3id.org/caseweave/"
    papers = (f"{base}paper/rowan2024", f"{base}paper/sedge2020")
    claim = f"{base}statement/rowan2024/claim"
    for fields, own, how, also in (
        (CRS, CRS, "agreesWith", True),
        ({**CRS, "state": "absent"}, CRS, "disagreesWith", True),
        ({**CRS, "grade": "2"}, {**CRS, "grade": "3"}, "disagreesWith", False),
    ):
        _, kg = judged(write, fields, own)
        assert kg.ask(ask % (claim, how, f"{base}statement/sedge2020/crs")).rows == ((True,),)
        assert kg.ask(ask % (papers[0], how, papers[1])).rows == ((also,),)


def test_relayed_claims_shows_the_verdicts(real: KnowledgeGraph) -> None:
    """One row a claim; what was compared and why stand beside it."""
    rows = {row["statement"]: row for row in real.ask("relayed-claims").records()}
    verdicts = {"/".join(one.statement.rsplit("/", 2)[1:]): one for one in real.verdicts}
    assert rows.keys() == verdicts.keys()
    for name, one in verdicts.items():
        compared = "; ".join("/".join(iri.rsplit("/", 2)[1:]) for iri in one.compared)
        assert (rows[name]["verdict"], rows[name]["reason"]) == (one.verdict, one.reason)
        assert (rows[name]["compared"] or "") == compared


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        ({"event": "relapse"}, "agrees"),
        ({"event": "first"}, "not found in what was read"),
        ({"when": "before relapse"}, "not found in what was read"),
        ({"when": "after infusion"}, "agrees"),
    ],
)
def test_only_the_same_happening_is_a_word_on_a_claim(own: Fields, verdict: str, write: Write) -> None:
    """Where the original tells of the happening of the claim, what it has of another, or of before, is none."""
    claim = {"procedure": "skin biopsy", "event": "relapse"}
    relapse = {"id": "relapse", "outcome": "skin relapse", "event": "relapse", "when": "day 3"}
    biopsy = {"id": "b", "procedure": "skin biopsy", **own}
    found, _ = judged(write, claim, relapse, biopsy)
    assert found.verdict == verdict


def test_what_came_before_day_0_is_no_word_on_what_came_after(write: Write) -> None:
    """A biopsy before the infusion says nothing of one after it."""
    claim = {"procedure": "skin biopsy", "when": "after their-infusion"}
    assert judged(write, claim, {"id": "b", "procedure": "skin biopsy", "when": "day -3"})[0].compared == ()
    assert judged(write, claim, {"id": "b", "procedure": "skin biopsy", "when": "day 3"})[0].verdict == "agrees"


def test_what_is_seen_may_be_read_as_what_is_claimed(write: Write) -> None:
    """A relapse outside the marrow is disease outside the marrow; it is no narrower disease."""
    seen = {"id": "relapse", "outcome": "skin relapse"}
    assert judged(write, {"diagnosis": "extramedullary disease"}, seen)[0].verdict == "agrees"
    assert judged(write, {"diagnosis": "leukemia cutis"}, seen)[0].verdict == "not found in what was read"
