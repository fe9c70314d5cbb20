"""The timeline as records: which statement stands in which lane, track and mark, and what is told in words."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave import CaseweaveError, KnowledgeGraph
from caseweave.api.figure import zero_name
from caseweave.model import LISTS, Statement, Term
from caseweave.model.identifiers import expand, list_iri, statement_iri
from caseweave.protocol.lanes import LaneAnswers
from caseweave.protocol.lanes import lanes as answers
from caseweave.protocol.membership import DAY_NOT_TOLD, UNSPECIFIC
from caseweave.views.timeline import (
    Asked,
    Head,
    LaneNames,
    LaneTrack,
    Listed,
    Mark,
    MarkSpan,
    Timeline,
    TrackError,
    timeline,
)
from caseweave.views.timeline.course import milestones
from caseweave.wording import stretch

if TYPE_CHECKING:
    from caseweave.protocol.definition import Show

RASH = Term("HP:0000988", "skin rash")
CUTIS = Term("NCIT:C88156", "leukemia cutis")
CRS = Term("MONDO:0600008", "cytokine release syndrome")
TOCILIZUMAB = Term("NCIT:C84217", "tocilizumab")
REGIMEN = Term("caseweave:hyper-cvad", "hyper-CVAD")
CYTARABINE = Term("CHEBI:28680", "cytarabine")
FLUIDS = Term("MAXO:0000618", "intravenous fluids")
SKIN_BIOPSY = Term("MAXO:0000423", "skin biopsy")
PET = Term("NCIT:C103512", "PET/CT")
PHOTOGRAPHY = Term("caseweave:clinical-photography", "clinical photography")
REMISSION = Term("EFO:0009785", "remission")
RESIDUAL = Term("MESH:D018365", "residual disease")
RELAPSE = Term("NCIT:C38155", "relapse")
RESOLUTION = Term("caseweave:lesion-resolution", "lesion resolution")
SKIN = Term("UBERON:0002097", "skin")
TESTIS = Term("UBERON:0000473", "testis")
FEVER = Term("HP:0001945", "fever")

LANES: dict[str, tuple[str | None, frozenset[str]]] = {
    "Skin": ("course", frozenset({RASH.curie, CUTIS.curie, RESOLUTION.curie})),
    "CRS": ("worst", frozenset({CRS.curie})),
    "Tocilizumab": ("doses", frozenset({TOCILIZUMAB.curie})),
    "Treatment": (None, frozenset({TOCILIZUMAB.curie, REGIMEN.curie, CYTARABINE.curie})),
    "Biopsy": (None, frozenset({SKIN_BIOPSY.curie})),
}
"""The lanes that are asked for: how each is shown, and what it takes; a statement stands in the first that takes it."""

NAMES = LaneNames(
    {CRS.curie: ("cytokine release syndrome", "CRS")},
    {"abel2019": "Abel 2019", "baker2021": "Baker 2021"},
    "infusion",
)
ABEL = Head("abel2019", "Abel 2019", "full text")

DOUBTS = {DAY_NOT_TOLD, UNSPECIFIC}
_numbers = itertools.count()


def said(kind: str, about: Term, *days: int | None, **more: Any) -> Statement:
    """Return a statement of Abel's about Abel's patient: one day, or the four bounds of its days."""
    bounds = tuple(days) * 4 if len(days) == 1 else tuple(days) or (None,) * 4
    paper = more.pop("said_by", "abel2019")
    name = more.pop("id", f"{kind.replace(' ', '-')}-{next(_numbers)}")
    fields: dict[str, Any] = dict(zip(("earliest", "latest", "end_earliest", "end_latest"), bounds, strict=True))
    fields |= {"statement": statement_iri(paper, name), "said_by": paper, "case": "abel2019"}
    fields |= {"kind": kind, "about": about, "role": "own" if paper == "abel2019" else "relayed"}
    fields |= {"basis": "stated" if days else None, **more}
    return Statement(**fields)


def lesion(word: str, *days: int | None, **more: Any) -> Statement:
    """Return a statement about the course of a rash."""
    return said("lesion", RASH, *days, course=(("overall", word),), **{"event": "rash", **more})


def lanes(statements: Iterable[Statement]) -> list[LaneAnswers]:
    """Return what each lane takes of some statements."""
    left = {one.statement: one.about.curie for one in statements}
    found = []
    for title, (show, curies) in LANES.items():
        takes = frozenset(iri for iri, curie in left.items() if curie in curies)
        left = {iri: curie for iri, curie in left.items() if iri not in takes}
        found.append(LaneAnswers(title, cast("Show | None", show), takes, {}))
    return found


def told(*statements: Statement, asked: tuple[str, ...] = ()) -> Timeline:
    """Return the timeline of Abel's patient."""
    return timeline(statements, [ABEL], NAMES, lanes(statements), Asked(asked))


def track(shown: Timeline, name: str) -> LaneTrack:
    """Return a track of the first lane."""
    return next(one for one in shown.lanes[0].tracks if one.track.title == name)


def ids(shown: Timeline) -> Counter[str]:
    """Count how often each statement is drawn or listed."""
    items: list[Mark | Listed] = [*shown.marks, *shown.listed]
    return Counter(one for item in items for one in item.statements)


def labels(shown: Timeline) -> list[str]:
    """Return the labels of the marks."""
    return [mark.label for mark in shown.marks]


# ---- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [(5, 4, 5, 5), (5, 5, 5, 4), (5, None, 4, None), (None, 5, None, 4)])
def test_days_that_run_backwards_are_refused(days: tuple[int | None, ...]) -> None:
    """A span whose first bound is after its last is an error, on each side and between start and end."""
    with pytest.raises(ValueError, match="runs backwards"):
        MarkSpan(*days)


@given(st.lists(st.integers(-400, 400), min_size=4, max_size=4))
def test_certain_days_lie_within_the_possible_ones(days: list[int]) -> None:
    """What is certain begins no earlier and ends no later than what is possible, and never runs backwards."""
    low, *middle, high = sorted(days)
    for span in (MarkSpan(low, middle[0], middle[1], high), MarkSpan(low, middle[1], middle[0], high)):
        if span.certain:
            assert low <= span.certain[0] <= span.certain[1] <= high
        assert span.known == tuple(sorted(set(days)))


@pytest.mark.parametrize(
    ("days", "exact", "certain", "words"),
    [
        ((9, 9, 9, 9), 9, (9, 9), "day 9"),
        ((13, 20, 13, 20), None, None, "between day 13 and day 20"),
        ((14, 14, 18, 18), None, (14, 18), "from day 14 to day 18"),
        ((-4, -4, -4, None), None, (-4, -4), "from day −4 on"),
        ((0, None, 0, None), None, None, "day 0 or later"),
        ((1, 5, 3, 9), None, None, "start between day 1 and day 5, end between day 3 and day 9"),
    ],
)
def test_a_span_is_never_more_precise_than_its_bounds(
    days: tuple[int | None, ...], exact: int | None, certain: tuple[int, int] | None, words: str
) -> None:
    """One uncertain day has no certain part; a stretch is certain from its latest start to its earliest end."""
    span = MarkSpan(*days)
    assert (span.exact, span.certain, stretch(span, "sentence")) == (exact, certain, words)


# ---- tracks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        (said("lesion", RASH, 9), "Skin"),
        (said("outcome", RESOLUTION, 20), "Skin"),
        (said("adverse event", CRS, 4), "CRS"),
        (said("adverse event", FEVER, 4), "Adverse event"),
        (said("treatment", TOCILIZUMAB, 10), "Tocilizumab"),
        (said("treatment", REGIMEN, -30), "Treatment"),
        (said("treatment", FLUIDS, 0), "Other treatment"),
        (said("procedure", PET, 27), "Procedure"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_each_statement_has_its_track(statement: Statement, title: str) -> None:
    """A statement stands in the lane that takes it; what none takes stands with what is left of its kind."""
    shown = told(statement, asked=(statement.kind,))
    assert [mark.track.title for mark in shown.marks] == [title]


def test_lanes_stand_in_the_order_of_the_protocol_for_every_case() -> None:
    """All lanes of the protocol are there for each case, told or not; what no lane takes is not."""
    statements = [lesion("appears", 9), said("treatment", FLUIDS, 0)]
    shown = timeline(statements, [ABEL, Head("baker2021", "Baker 2021")], NAMES, lanes(statements))
    assert [[one.track.title for one in lane.tracks] for lane in shown.lanes] == [list(LANES), list(LANES)]


def test_lanes_are_chosen_by_title_and_statements_by_kind() -> None:
    """A lane's title, in any case, chooses the lane; a kind chooses all its statements, in the lanes they belong to."""
    statements = (said("treatment", TOCILIZUMAB, 10), said("procedure", PET, 0), said("adverse event", CRS, 4))
    assert [mark.track.title for mark in told(*statements, asked=("crs",)).marks] == ["CRS"]
    by_kind = told(*statements, asked=("Procedure", "adverse event"))
    assert [one.track.title for one in by_kind.lanes[0].tracks] == ["CRS", "Procedure"]


def test_an_unknown_lane_is_refused_with_the_nearest() -> None:
    """A mistyped lane names the one that was meant, or those there are."""
    with pytest.raises(TrackError, match="did you mean 'treatment'"):
        told(asked=("treatmnt",))
    with pytest.raises(TrackError, match="choose from: skin, crs, tocilizumab, treatment, biopsy, demographic"):
        told(asked=("umbrella",))


def test_what_only_may_belong_to_a_lane_is_told_there_where_nothing_else_is() -> None:
    """What could answer an empty lane is told there, not drawn; beside what does answer, it is left out."""
    doubtful = said("adverse event", FEVER, 4)
    lane = LaneAnswers("Fever", "worst", frozenset(), {doubtful.statement: "day not told"})
    shown = timeline([doubtful], [ABEL], NAMES, [lane])
    assert [(item.reason, item.text) for item in shown.listed] == [("day not told", "fever")]
    assert shown.marks == ()
    sure = said("adverse event", FEVER, 5)
    lane = LaneAnswers("Fever", "worst", frozenset({sure.statement}), {doubtful.statement: "day not told"})
    assert list(ids(timeline([doubtful, sure], [ABEL], NAMES, [lane]))) == [f"abel2019/{sure.id}"]


# ---- marks -----------------------------------------------------------------------------------------------------------


def test_what_one_paper_says_twice_of_one_day_is_one_mark_for_both() -> None:
    """Text and legend that agree share a mark, which carries both statements and a sentence for each."""
    text, legend = lesion("worsens", 10), lesion("worsens", 10)
    (mark,) = told(text, legend).marks
    assert mark.statements == (f"abel2019/{text.id}", f"abel2019/{legend.id}")
    assert len(mark.titles) == 2


@pytest.mark.parametrize(
    "other",
    [
        lesion("worsens", 11),
        lesion("improves", 10),
        lesion("worsens", 10, event="another-rash"),
        lesion("worsens", 10, basis="set aside", when=("day 4",)),
        lesion("worsens", 10, said_by="baker2021"),
    ],
    ids=["another day", "another change", "another lesion", "set aside", "another paper"],
)
def test_what_differs_never_shares_a_mark(other: Statement) -> None:
    """Another day, change, lesion, standing or paper has a mark of its own."""
    assert len(told(lesion("worsens", 10), other).marks) == 2


def test_two_doses_are_never_one() -> None:
    """A dose on day 10 or 11 beside one on day 10 is a second dose, not a looser account of the first."""
    doses = said("treatment", TOCILIZUMAB, 10, event="dose-1"), said("treatment", TOCILIZUMAB, 10, 11, 10, 11)
    assert [stretch(mark.span, "figure") for mark in told(*doses).marks] == ["d10", "d10–11"]


def test_a_drug_without_a_time_of_its_own_goes_with_its_regimen() -> None:
    """Components said to be given during a regimen share its mark; one with a day of its own does not."""
    regimen = said("treatment", REGIMEN, -30, -30, -20, -20, id="cvad")
    part = {"qualifiers": (("component of", "cvad"),)}
    during = said("treatment", CYTARABINE, -30, -20, -30, -20, when=("during cvad",), **part)
    dated = said("treatment", CYTARABINE, -25, when=("day -25",), **part)
    shown = told(during, regimen, dated)
    assert [mark.label for mark in shown.marks] == ["hyper-CVAD", "cytarabine"]
    assert shown.marks[0].statements == ("abel2019/cvad", f"abel2019/{during.id}")


def test_a_mark_is_inferred_only_if_no_statement_gives_the_day() -> None:
    """One statement with the day is enough; a curator's inference alone stays marked."""
    inferred, stated = lesion("worsens", 10, basis="inferred"), lesion("worsens", 10)
    assert [mark.inferred for mark in told(inferred).marks] == [True]
    assert [mark.inferred for mark in told(lesion("worsens", 10, confidence="inferred")).marks] == [True]
    assert [mark.inferred for mark in told(inferred, stated).marks] == [False]


def test_a_time_that_was_set_aside_says_what_the_paper_says() -> None:
    """The mark stands on the days that are left, with the phrase that was given up."""
    (mark,) = told(said("lesion", RASH, 9, 20, 9, 20, basis="set aside", when=("day 4",))).marks
    assert (mark.set_aside, mark.label, stretch(mark.span, "figure")) == (True, "skin rash, told “day 4”", "d9–20")


def test_own_and_relayed_accounts_stand_apart_own_first() -> None:
    """Each paper's telling has rows of its own, even where both say the same."""
    shown = told(lesion("appears", 9, said_by="baker2021"), lesion("appears", 9))
    assert [(one.said_by, one.role) for one in track(shown, "Skin").tellings] == [
        ("abel2019", "own"),
        ("baker2021", "relayed"),
    ]


def test_grade_dose_and_site_are_the_labels() -> None:
    """A label says what its track leaves open: the grade, the dose, where the biopsy was."""
    crs = said("adverse event", CRS, 10, grade="2"), said("adverse event", CRS, 4)
    shown = told(*crs, said("adverse event", CRS, 30, state="absent"), said("procedure", SKIN_BIOPSY, 10))
    assert labels(shown) == ["grade 2", "CRS", "no CRS", "skin"]


@pytest.mark.parametrize(
    ("days", "caption"),
    [((9,), "CRS d9"), ((9, 20, 9, 20), "CRS d9–20"), ((0, None, 0, None), "CRS d≥0"), ((1, 1, 5, 5), "CRS d1 → 5")],
)
def test_a_caption_prints_the_days_as_uncertain_as_they_are(days: tuple[int | None, ...], caption: str) -> None:
    """A day, a day within, a bound and a stretch read differently."""
    assert [mark.caption for mark in told(said("adverse event", CRS, *days)).marks] == [caption]


# ---- the course of a lesion ------------------------------------------------------------------------------------------


def test_milestones_are_onset_peak_near_clear_and_clear() -> None:
    """Of the exact days only the milestones are labelled; the peak is the last day that is only worse before better."""
    days = {9: "appears", 10: "worsens", 11: "worsens", 13: "improves", 14: "improves", 18: "nearly cleared"}
    shown = told(*(lesion(word, day) for day, word in days.items()), lesion("cleared", 38))
    assert labels(shown) == ["onset", "", "peak", "", "", "near clear", "clear"]


def test_a_lesion_that_never_gets_better_has_no_peak() -> None:
    """Where nobody says that it got better, the last day it was worse may not be its worst."""
    assert "peak" not in labels(told(lesion("appears", 9), lesion("worsens", 10)))


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["appears", "worsens", "improves", "cleared", "mixed"]))))
def test_a_milestone_is_one_of_the_days_told(days: list[tuple[int, str]]) -> None:
    """No milestone is made up, none has two names, and the peak comes before the first improvement."""
    found = milestones(days)
    assert set(found) <= set(days)
    peak = next((day for (day, _), label in found.items() if label == "peak"), None)
    better = min((day for day, word in days if word in ("improves", "cleared")), default=None)
    assert peak is None or (better is not None and peak < better)


def test_a_lesion_that_is_only_there_joins_a_change_of_the_same_day() -> None:
    """A legend that shows the rash on the day it appears adds its statement to that mark, and none of its own."""
    shown = told(lesion("appears", 9), said("lesion", RASH, 9, event="rash"))
    assert [len(mark.statements) for mark in shown.marks] == [2]


def test_symptoms_and_looks_that_go_apart_are_mixed() -> None:
    """Flatter but itchier is neither better nor worse."""
    (mark,) = told(said("lesion", RASH, 12, course=(("elevation", "improves"), ("itch", "worsens")))).marks
    assert mark.shape == "mixed"


# ---- told in words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (said("adverse event", CRS, grade="1"), "no day"),
        (said("treatment", REGIMEN, -20, state="proposed"), "planned"),
        (said("procedure", SKIN_BIOPSY, 10, state="not assessable"), "not assessable"),
    ],
)
def test_what_has_no_day_or_was_not_done_is_told_in_words(statement: Statement, reason: str) -> None:
    """Nobody vanishes: what cannot stand on a day is listed with the reason."""
    shown = told(statement)
    assert (shown.marks, [item.reason for item in shown.listed]) == ((), [reason])


def test_a_looser_account_that_agrees_is_told_in_words() -> None:
    """The infusion as the only bound beside a day, and a bound of day 18 beside day 18, add no mark."""
    loose = said("treatment", TOCILIZUMAB, 0, None, 0, None), lesion("nearly cleared", 9, 18, 9, 18)
    shown = told(said("treatment", TOCILIZUMAB, 10), lesion("nearly cleared", 18), *loose)
    assert [item.text for item in shown.listed] == ["near clear d9–18", "tocilizumab d≥0"]
    assert [item.reason for item in shown.listed] == ["less exact", "less exact"]


def test_a_looser_account_that_differs_is_drawn() -> None:
    """Cleared by day 20 beside cleared on day 38 is a disagreement, and both are drawn."""
    shown = told(lesion("cleared", 38), lesion("cleared", 13, 20, 13, 20))
    assert sorted(stretch(mark.span, "figure") for mark in shown.marks) == ["d13–20", "d38"]


def test_another_paper_never_makes_an_account_looser() -> None:
    """What the own paper dates does not hide what another paper says of it."""
    shown = told(
        said("treatment", TOCILIZUMAB, 10), said("treatment", TOCILIZUMAB, 0, None, 0, None, said_by="baker2021")
    )
    assert len(shown.marks) == 2


@pytest.mark.parametrize(("read", "why"), [("full text", "not reported"), ("abstract", "source not read")])
def test_an_empty_track_says_why(read: str, why: str) -> None:
    """Not reported is said only of a paper that was read whole."""
    lane = timeline([], [Head("abel2019", "Abel 2019", read)], NAMES, lanes([])).lanes[0]
    assert (lane.absence, [one.tellings for one in lane.tracks]) == (why, [()] * len(LANES))


# ---- whole corpora ---------------------------------------------------------------------------------------------------


def expected(graph: KnowledgeGraph, asked: Iterable[str]) -> Counter[str]:
    """Count the statements that belong to lanes or kinds; without any, those that some lane takes."""
    names = {f"{said.said_by}/{said.id}": said for said in graph.statements}
    lane_of = {iri: lane.title.casefold() for lane in answers(graph.membership) for iri in lane.takes}
    wanted = set(asked)
    return Counter(
        name
        for name, one in names.items()
        if (wanted & {one.kind, lane_of.get(one.statement)} if wanted else one.statement in lane_of)
    )


@pytest.mark.parametrize("corpus", ["kg", "real"])
@pytest.mark.parametrize("kinds", [(), ("lesion",), ("treatment", "outcome"), LISTS["kind"]], ids=str)
def test_every_statement_of_the_chosen_kinds_is_shown_once(
    corpus: str, kinds: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    """Each statement of the chosen lanes and kinds is shown exactly once, besides only what may belong to a lane."""
    graph: KnowledgeGraph = request.getfixturevalue(corpus)
    shown = graph.timeline(lanes=kinds, full=True).record
    doubtful = {one for item in shown.listed if item.reason in DOUBTS for one in item.statements}
    found = ids(shown)
    assert max(found.values(), default=0) <= 1
    assert Counter(one for one in found if one not in doubtful) == Counter(
        one for one in expected(graph, kinds) if one not in doubtful
    )


def test_what_only_the_end_of_the_paper_bounds_has_no_day(real: KnowledgeGraph) -> None:
    """What nothing but the day a paper was accepted bounds is listed, and no bar is drawn for it."""
    told = {f"{said.said_by}/{said.id}": said for said in real.membership.timing.as_told(real.statements)}
    timing = real.membership.timing
    ends = {said.statement: said for said in timing.applied(real.statements)}
    shown = real.timeline(lanes=LISTS["kind"], full=True).record
    open_ = [one for one in told.values() if one.statement in timing.open and ends[one.statement].latest is not None]
    undated = {f"{one.said_by}/{one.id}" for one in open_ if one.earliest is None}
    assert undated
    assert undated.isdisjoint(name for mark in shown.marks for name in mark.statements)


@pytest.mark.parametrize("corpus", ["kg", "real"])
def test_the_figure_is_the_answer_to_its_query(corpus: str, request: pytest.FixtureRequest) -> None:
    """What the query ``timeline`` answers is what the figure is made from, statement by statement, field by field."""
    graph: KnowledgeGraph = request.getfixturevalue(corpus)
    names = ("case", "kind", "label", "state", "course", "grade", "printed", "unit", "earliest", "latest")
    more = ("end_earliest", "end_latest", "basis", "when", "confidence", "said_by", "role", "section")
    answer = {str(row["statement"]): row for row in graph.ask("timeline").records()}
    lane_of = {iri: lane.title for lane in graph.lanes for iri in lane.takes}
    rows = {f"{said.said_by}/{said.id}": (said, said.row()) for said in graph.statements}
    assert answer.keys() == rows.keys()
    for name, (said_, row) in rows.items():
        found = answer[name]
        assert [found[field] for field in (*names, *more)] == [row[field] for field in (*names, *more)], name
        assert found["value"] == said_.value
        assert found["lane"] == lane_of.get(said_.statement)
        assert found["about"] == expand(said_.about.curie)
        assert (found["event"] is None) == (said_.event is None)
        assert (found["site"] or "") == "; ".join(site.label for site in said_.site)
        assert (found["qualifiers"] or "") == "; ".join(f"{key}: {value}" for key, value in said_.all_qualifiers)


def test_list_iris_are_not_part_of_the_answer(kg: KnowledgeGraph) -> None:
    """The query gives words where the lists have words: a kind is its label, not its IRI."""
    kinds = {row["kind"] for row in kg.ask("timeline").records()}
    assert kinds <= set(LISTS["kind"])
    assert list_iri("kind", "treatment") not in kinds


# ---- the library -----------------------------------------------------------------------------------------------------


def test_cases_are_drawn_in_the_order_asked_for(real: KnowledgeGraph) -> None:
    """Named cases are the lanes, in that order, once each; all of them by default."""
    asked = real.timeline(cases=["yang2020", "liu2020", "yang2020"]).record.lanes
    assert [lane.case for lane in asked] == ["yang2020", "liu2020"]
    assert [lane.case for lane in real.timeline(full=True).record.lanes] == ["kovalenko2023", "liu2020", "yang2020"]


def test_unknown_cases_and_zeros_are_refused_with_the_nearest(real: KnowledgeGraph) -> None:
    """A mistyped case or zero names the one that was meant."""
    with pytest.raises(CaseweaveError, match="did you mean 'yang2020'"):
        real.timeline(cases="yagn2020")
    with pytest.raises(CaseweaveError, match="did you mean 'infusion'"):
        real.timeline(zero="infuson")


def test_day_0_is_named_after_what_all_cases_count_from(kg: KnowledgeGraph, real: KnowledgeGraph) -> None:
    """Events called infusion and birch-infusion are both the infusion; with one called car-t, each case has its own."""
    assert [zero_name(graph.times, None) for graph in (real, kg)] == ["day 0 of each case", "infusion"]
    assert zero_name({}, None) == "day 0 of each case"
    assert zero_name(real.times, "rash-onset") == "rash onset"


def test_another_zero_moves_every_day(real: KnowledgeGraph) -> None:
    """Counted from the onset of the rash on day 9, near clearance on day 18 is day 9."""
    shown = real.timeline(cases=["kovalenko2023"], zero="rash-onset", full=True).record
    assert shown.zero == "rash onset"
    near = [mark.span.exact for mark in shown.marks if mark.label == "near clear"]
    assert near == [9]


def test_the_three_cases_read_without_the_text(real: KnowledgeGraph) -> None:
    """Onset, peak, clearance, CRS and tocilizumab of each case are captions of its lane, or said to be missing."""
    captions: dict[str, set[str]] = {}
    for lane in real.timeline(full=True).record.lanes:
        tellings = [telling for one in lane.tracks for telling in one.tellings]
        captions[lane.case] = {mark.caption for telling in tellings for mark in telling.marks}
        captions[lane.case] |= {f"{item.reason}: {item.text}" for telling in tellings for item in telling.listed}
    assert {"onset d9", "peak d11", "near clear d18", "clear d38"} <= captions["kovalenko2023"]
    assert {"grade 2 suspected d10", "grade 1 d12", "8 mg/kg d10", "8 mg/kg d10–11"} <= captions["kovalenko2023"]
    assert {"onset d4", "clear d4–11", "CRS d4", "no day: grade 1"} <= captions["liu2020"]
    assert {"no day: skin inflammation", "clear d20", "no day: CRS", "no day: tocilizumab"} <= captions["yang2020"]
