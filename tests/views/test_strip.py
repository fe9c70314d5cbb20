"""The essential figure: what a clinician reads of each case without the text, in a size that a journal prints."""

from __future__ import annotations

import re
from typing import Any

import pytest

from caseweave import KnowledgeGraph
from caseweave.model import Disagreement, Measure, ProofStep, Side, Statement, Term
from caseweave.model.identifiers import measure_iri, statement_iri
from caseweave.model.lists import Account
from caseweave.protocol.lanes import LaneAnswers
from caseweave.views.timeline import Asked, Head, LaneNames, Timeline, brackets, timeline
from caseweave.views.timeline.essence import essence
from caseweave.views.timeline.figure import FigureScene, scene
from caseweave.views.timeline.figure.scene import Writing

SHORTHAND = re.compile(r"\bd[−\d]|≤|≥")


def texts(laid: FigureScene) -> list[str]:
    """Return every text of a figure."""
    return [one.text for one in laid.writings()]


@pytest.mark.parametrize("width", [85, 170])
def test_three_cases_fit_half_a_page(real: KnowledgeGraph, width: int) -> None:
    """At most 140 mm high, at either width, and nothing beyond its sides."""
    laid = real.timeline(width=width).scene
    assert laid.height <= 140
    assert all(one.left >= 0 and one.right <= width + 0.1 for one in laid.writings())


def test_it_says_onset_peak_clearance_syndrome_and_drug(real: KnowledgeGraph) -> None:
    """In words that need no key, each with its day; what is only suspected says so; who relays it, too."""
    found = texts(real.timeline.scene)
    for told in (
        *("begins day 9", "worst day 11", "nearly clear day 18", "clear day 38", "19–38 d", "19–20 d", " case text"),
        *("grade 2 suspected, day 10", "grade 1, day 12", "8 mg/kg, day 10", "8 mg/kg, day 10 to 11"),
        *("begins day 4 K†", "clear day 20 K†", "20 d", "5–7 d", "5–11 d", "yes, no day K†", "not read"),
    ):
        assert told in found, told


@pytest.mark.parametrize("width", [85, 170])
def test_no_shorthand_and_no_text_across_day_0(real: KnowledgeGraph, width: int) -> None:
    """A clinician decodes nothing; a minus is a minus; the line of day 0 runs through no text of a lane."""
    laid = real.timeline(width=width).scene
    for text in texts(laid):
        assert not SHORTHAND.search(text), text
        assert not re.search(r"(?<!\w)-\d", text), text
    zero = next(one for one in laid.writings() if one.text == "0")
    place = (zero.left + zero.right) / 2
    marks = [one for group in laid.groups if group.ids for one in group.parts if isinstance(one, Writing)]
    assert not [one.text for one in marks if one.left < place - 0.1 and one.right > place + 0.1]


@pytest.mark.parametrize("width", [85, 170])
def test_no_text_touches_another(real: KnowledgeGraph, width: int) -> None:
    """Texts on one line stand apart, and lines do not run into each other."""
    found = [one for one in real.timeline(width=width).scene.writings() if one.text.strip()]
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            is_beside = one.left < other.right - 0.05 and other.left < one.right - 0.05
            assert not (is_beside and abs(one.y - other.y) < one.size * 25.4 / 72 * 0.6), (one.text, other.text)


def test_the_full_figure_has_what_the_essential_leaves_out(real: KnowledgeGraph) -> None:
    """All lanes and all statements; the essential one draws only lanes that the protocol calls so."""
    short, full = real.timeline.record, real.timeline(full=True).record
    assert [track.track.title for track in short.lanes[0].tracks] == ["Skin lesion", "CRS", "Tocilizumab", "Biopsy"]
    assert {mark.statements for mark in short.marks} < {mark.statements for mark in full.marks}
    assert len(full.lanes[0].tracks) == 8


def test_what_is_told_without_a_day_stands_in_a_column_of_its_own(real: KnowledgeGraph) -> None:
    """Right of all days, with what came before day 0."""
    laid = real.timeline.scene
    head = next(one for one in laid.writings() if one.text == "no day, or earlier")
    aside = [one.text for one in laid.writings() if one.left >= head.left - 0.01]
    assert "grade 1, no day" in aside
    assert any(text.startswith("before day 0:") for text in aside)


def said(name: str) -> Statement:
    """Make a statement of an invented paper."""
    iri = statement_iri("a", name)
    about = Term("x:rash", "rash")
    return Statement(
        statement=iri, said_by="a", case="a", role="own", kind="lesion", about=about, earliest=3, latest=3,
        end_earliest=3, end_latest=3, course=(("overall", "appears"),),
    )  # fmt: skip


def result(account: Account, earliest: int, latest: int) -> Measure:
    """Make a time to clearance by an account."""
    return Measure(
        id=measure_iri("a", account),
        case="a",
        measure="time to clearance",
        definition="",
        rule="r",
        zero="start",
        earliest=earliest,
        latest=latest,
        said_by="a",
        role="own",
        account=account,
        proof=(ProofStep(use="end", statement=statement_iri("a", account), said_by="a"),),
        arithmetic="",
    )


def drawn(results: list[Measure], found: list[Disagreement]) -> Timeline:
    """Lay one case out with the brackets of its results."""
    known = brackets(results, ["time to clearance"], found, "start")
    start = said("start")
    lane = LaneAnswers("Rash", "course", frozenset({start.statement}), {}, "time to clearance")
    return timeline(
        [start], [Head("a", "Abel 2019", "full text")], LaneNames(), [lane], Asked(full=False, brackets=known)
    )


def test_accounts_that_do_not_fit_have_the_sign_between_them() -> None:
    """No day is in both brackets; where their days meet, only a disagreement makes them clash."""
    apart = drawn([result("narrative", 19, 38), result("abstract", 5, 9)], [])
    assert "‡" in texts(scene(apart))
    meeting = [result("narrative", 19, 38), result("abstract", 15, 20)]
    assert "‡" not in texts(scene(drawn(meeting, [])))
    sides = tuple(
        Side(statement=statement_iri("a", name), printed="", said_by="a", section="", says="", camp=camp)
        for camp, name in enumerate(("narrative", "abstract"), start=1)
    )
    odds: dict[str, Any] = {"scope": "within paper", "kind": "course", "strength": "tension"}
    told = Disagreement(id="d", case="a", about="", sides=sides, rule="", note="", **odds)
    assert "‡" in texts(scene(drawn(meeting, [told])))


def test_an_essence_keeps_one_telling_a_day(real: KnowledgeGraph) -> None:
    """Of several looks on a day the most telling is drawn; nothing is drawn that no statement stands behind."""
    shown = essence(real.timeline.record)
    skin = shown.lanes[0].tracks[0].tellings[0].marks
    days = [mark.span.exact for mark in skin]
    assert len(days) == len(set(days))
    assert all(mark.statements for mark in shown.marks)
