"""Skin lesions on examination: first improvement, near clearance and clearance, by account, zero and reading."""

from __future__ import annotations

import pytest

from .telling import days, derive, measured, paper, rash, said

IMPROVEMENT, NEAR, CLEAR = "time to first improvement", "time to near clearance", "time to clearance"
ONSET = rash("onset", "day 9", extent="appears")


def test_clearance_lies_after_the_last_day_seen_uncleared_up_to_the_first_day_seen_cleared() -> None:
    """(18, 38] in whole days is 19 to 38, whatever came before."""
    told = (
        ONSET,
        rash("later", "day 18", extent="improves"),
        rash("gone", "day 38", state="absent", overall="cleared"),
    )
    assert days(*told, measure=CLEAR) == [(19, 38)]


def test_a_look_that_lasts_counts_to_its_last_day() -> None:
    """Still there from day 14 to 18 is still there on day 18."""
    told = (ONSET, rash("later", "from day 14 to day 18", extent="improves"), rash("gone", "day 38", state="absent"))
    assert days(*told, measure=CLEAR) == [(19, 38)]


def test_absence_that_lasts_is_seen_on_its_first_day() -> None:
    """No rash from day 30 to 60 was no rash on day 30."""
    told = (ONSET, rash("gone", "from day 30 to day 60", state="absent"))
    assert days(*told, measure=CLEAR) == [(10, 30)]


def test_a_lesion_seen_cleared_on_a_day_may_have_cleared_before() -> None:
    """A plain day dates a look; what a look sees happened since the look before."""
    assert days(ONSET, rash("gone", "day 38", overall="cleared"), measure=CLEAR) == [(10, 38)]


def test_a_printed_length_is_the_time_itself() -> None:
    """Gone 20 days after the infusion took 20 days, though nobody saw the lesion on day 19."""
    told = (ONSET, rash("gone", "20 d after infusion", overall="cleared"))
    assert days(*told, measure=CLEAR) == [(20, 20)]


def test_clearing_over_a_stretch_is_complete_at_its_end() -> None:
    """Over the next week after day 13, and still there on day 18: day 19 or 20."""
    told = (
        ONSET,
        said("biopsy", "procedure", "skin biopsy", "day 13"),
        rash("later", "day 18", extent="improves"),
        rash("gone", "over the next 1 wk after biopsy", overall="cleared", section="Abstract"),
    )
    assert days(*told, measure=CLEAR) == [(19, 20)]


def test_after_the_infusion_alone_is_no_time() -> None:
    """Disappeared eventually: 0 days or more says nothing; one day or more does."""
    assert days(rash("gone", "after infusion", overall="cleared"), measure=CLEAR) == []
    assert days(rash("gone", "after day 0", overall="cleared"), measure=CLEAR) == [(1, None)]


@pytest.mark.parametrize(
    ("course", "near"),
    [
        ({"overall": "nearly cleared"}, True),
        ({"extent": "nearly cleared"}, True),
        ({"elevation": "nearly cleared", "colour": "nearly cleared"}, True),
        ({"elevation": "cleared", "colour": "nearly cleared", "itch": "cleared"}, True),
        ({"elevation": "nearly cleared"}, False),
        ({"itch": "cleared", "pain": "cleared"}, False),
        ({"extent": "improves", "elevation": "nearly cleared", "colour": "nearly cleared"}, False),
        ({"overall": "improves"}, False),
    ],
    ids=lambda value: ", ".join(map(" ".join, value.items())) if isinstance(value, dict) else "",
)
def test_near_clearance_is_so_as_a_whole_or_in_every_aspect_named(course: dict[str, str], near: bool) -> None:
    """One aspect that is left, or a symptom that is gone, does not make the skin nearly clear."""
    assert days(ONSET, rash("look", "day 18", **course), measure=NEAR) == ([(10, 18)] if near else [])


def test_near_clearance_is_after_the_last_worsening_before_it() -> None:
    """An improvement in between says nothing of how much is left."""
    told = (
        ONSET,
        rash("worse", "day 12", itch="worsens", elevation="improves"),
        rash("better", "day 15", extent="improves"),
        rash("near", "day 18", overall="nearly cleared"),
    )
    assert days(*told, measure=NEAR) == [(13, 18)]


def test_clearance_bounds_near_clearance_only_where_the_account_speaks_of_that() -> None:
    """A lesion that cleared was nearly clear at some time, but nobody says when."""
    assert days(ONSET, rash("gone", "day 38", state="absent"), measure=NEAR) == []
    told = (ONSET, rash("near", "day 40", overall="nearly cleared"), rash("gone", "day 38", state="absent"))
    assert days(*told, measure=NEAR) == [(10, 38)]


def test_one_aspect_better_and_one_worse_is_mixed() -> None:
    """Flatter but more itchy is no improvement: it comes with the next look, and the mixed look is named."""
    told = (
        ONSET,
        rash("mixed", "day 12", elevation="improves", itch="worsens"),
        rash("b", "day 13", extent="improves"),
    )
    (found,) = measured(*told, measure=IMPROVEMENT)
    assert (found.earliest, found.latest, found.mixed) == (13, 13, ("fox2021/mixed",))


def test_a_mixed_look_alone_is_no_improvement() -> None:
    """There is no such measure then."""
    assert days(ONSET, rash("mixed", "day 12", elevation="improves", itch="worsens"), measure=IMPROVEMENT) == []


def test_what_another_statement_of_the_day_sees_worsen_makes_it_mixed() -> None:
    """The legend has it flatter, the narrative more itchy: what got worse counts for the less trusted account too."""
    told = (
        ONSET,
        rash("legend", "day 12", elevation="improves", section="Figure 4 legend"),
        rash("worse", "day 12", itch="worsens"),
        rash("better", "day 14", elevation="improves"),
        rash("later", "day 15", elevation="improves", section="Figure 4 legend"),
    )
    found = measured(*told, measure=IMPROVEMENT)
    assert [(one.account, one.earliest, one.latest, one.mixed) for one in found] == [
        ("narrative", 13, 14, ()),
        ("legend", 13, 15, ("fox2021/legend",)),
    ]


def test_a_day_that_may_be_mixed_bounds_nothing_from_above() -> None:
    """Worse on day 12 or 13: what improved on day 13 may be mixed, but need not be."""
    told = (
        ONSET,
        rash("worse", "between day 12 and day 13", itch="worsens"),
        rash("maybe", "day 13", elevation="improves"),
        rash("surely", "day 15", elevation="improves"),
    )
    assert days(*told, measure=IMPROVEMENT) == [(10, 15)]


def test_a_judgement_of_the_whole_is_taken_at_its_word() -> None:
    """Improved as a whole counts, whatever else is said of that day."""
    told = (ONSET, rash("worse", "day 12", itch="worsens"), rash("better", "day 12", overall="improves"))
    assert days(*told, measure=IMPROVEMENT) == [(10, 12)]


def test_what_worsens_after_the_first_improvement_does_not_matter() -> None:
    """Better on day 10, worse on 12, better on 14: it first improved by day 10."""
    told = (
        rash("onset", "day 8", extent="appears"),
        rash("better", "day 10", extent="improves"),
        rash("worse", "day 12", extent="worsens"),
        rash("again", "day 14", extent="improves"),
    )
    assert days(*told, measure=IMPROVEMENT) == [(9, 10)]


def test_stable_is_not_improved_but_may_be_nearly_clear() -> None:
    """A lesion that stays as it is has not improved that day; how much is left is not said."""
    stable = rash("stable", "day 12", overall="stable")
    assert days(ONSET, stable, rash("b", "day 14", overall="improves"), measure=IMPROVEMENT) == [(13, 14)]
    assert days(ONSET, stable, rash("n", "day 14", overall="nearly cleared"), measure=NEAR) == [(10, 14)]


def test_from_onset_the_days_come_from_the_network() -> None:
    """The same looks, counted from the day the rash appeared."""
    told = (ONSET, rash("later", "day 18", extent="improves"), rash("gone", "day 38", state="absent"))
    assert days(*told, measure=CLEAR, zero="skin reaction") == [(10, 29)]
    zeros = {"infusion": "infusion", "skin reaction": "onset"}
    assert days(*told, measure=CLEAR, zero="skin reaction", zeros=zeros) == [(10, 29)]


def test_an_unsure_onset_does_not_widen_a_length_from_it() -> None:
    """Gone 5 days after an onset on day 4 to 9 is 5 days from onset, though 9 to 14 from the infusion."""
    told = (
        rash("onset", "between day 4 and day 9", extent="appears"),
        rash("gone", "5 d after onset", overall="cleared"),
    )
    assert days(*told, measure=CLEAR, zero="skin reaction") == [(5, 5)]
    assert days(*told, measure=CLEAR) == [(9, 14)]


def test_an_onset_that_the_case_names_is_no_name_of_the_protocol() -> None:
    """What is counted from is the first that the selector takes, whatever `zeros` say."""
    gone = rash("gone", "day 20", state="absent")
    other = (rash("first", "day 7", event="other", extent="appears"), ONSET, gone)
    assert days(*other, measure=CLEAR, zero="skin reaction", zeros={"skin reaction": "onset"}) == [(3, 13)]


def test_what_is_told_of_the_day_of_the_infusion_is_after_it() -> None:
    """As a phase of the protocol is; what was there the day before is not counted from."""
    gone = rash("gone", "day 20", state="absent")
    assert days(rash("onset", "day 1", extent="appears"), gone, measure=CLEAR, zero="skin reaction") == [(1, 19)]
    assert days(rash("onset", "day 0", extent="appears"), gone, measure=CLEAR, zero="skin reaction") == [(1, 20)]
    assert days(rash("onset", "day -1", extent="appears"), gone, measure=CLEAR, zero="skin reaction") == []


def test_of_two_onsets_the_one_that_may_be_the_earliest_counts() -> None:
    """One on day 1, one between day 0 and 3: the one that is there for sure by the earlier day is counted from."""
    told = (
        rash("sure", "day 1", extent="appears", event="late"),
        rash("maybe", "between day 0 and day 3", extent="appears"),
        rash("gone", "day 20", state="absent"),
    )
    assert days(*told, measure=CLEAR, zero="skin reaction") == [(0, 19)]


def test_a_sign_that_is_gone_does_not_show_that_the_lesion_is_left() -> None:
    """No redness on day 22 says nothing of the rash on that day."""
    told = (
        ONSET,
        said("pale", "finding", "erythema", "day 22", event="rash", state="absent"),
        rash("gone", "day 30", state="absent"),
    )
    assert days(*told, measure=CLEAR) == [(10, 30)]


def test_only_sites_where_the_lesion_was_make_the_whole() -> None:
    """A look that finds nothing on the back does not make the back a part of the rash."""
    told = (
        rash("scalp", "day 5", site="scalp"),
        rash("back", "day 6", site="back", state="absent"),
        rash("gone", "day 10", site="scalp", state="absent"),
    )
    found = measured(*told, measure=CLEAR)
    assert [(one.site, one.earliest, one.latest) for one in found if one.site != ("back",)] == [((), 6, 10)]


def test_the_arithmetic_joins_what_ends_on_one_day() -> None:
    """Nearly cleared by one look, cleared by another of the same day."""
    told = (
        ONSET,
        rash("near", "day 18", overall="nearly cleared"),
        rash("gone", "day 18", state="absent"),
    )
    (found,) = measured(*told, measure=NEAR)
    assert (
        found.arithmetic
        == "not yet nearly cleared on day 9; nearly cleared by day 18 and cleared by day 18: 10 to 18 d"
    )


def test_the_first_lesion_to_appear_is_the_onset() -> None:
    """Where no zero is named so: of those after the infusion, the earliest."""
    told = (
        rash("old", "day -30", extent="appears", event="early"),
        rash("second", "day 12", extent="appears", event="late"),
        rash("first", "day 9", extent="appears"),
        rash("gone", "day 20", state="absent"),
    )
    assert days(*told, measure=CLEAR, zero="skin reaction") == [(1, 11)]


def test_what_cleared_before_the_infusion_is_not_measured() -> None:
    """Only what may come after it: a lesion that is gone by then was cleared by something else."""
    assert days(rash("onset", "day -30"), rash("gone", "day -4", state="absent"), measure=CLEAR) == []
    assert days(rash("onset", "day -30"), rash("gone", "before infusion", overall="cleared"), measure=CLEAR) == []
    assert days(rash("onset", "day -30"), rash("gone", "day 1", state="absent"), measure=CLEAR) == [(-29, 1)]


def test_each_account_has_its_own_end_and_shares_what_was_still_there() -> None:
    """Narrative, legends, discussion and abstract side by side; the last look at what is left counts for all."""
    told = (
        ONSET,
        rash("later", "day 14", extent="improves"),
        rash("narrative", "day 38", state="absent"),
        rash("legend", "day 36", state="absent", section="Figure 2 legend"),
        rash("discussion", "day 30", state="absent", section="Discussion"),
        rash("abstract", "day 25", state="absent", section="Abstract"),
    )
    found = measured(*told, measure=CLEAR)
    assert [(one.account, one.earliest, one.latest) for one in found] == [
        ("narrative", 15, 38),
        ("legend", 15, 36),
        ("discussion", 15, 30),
        ("abstract", 15, 25),
    ]
    assert [one.definition.split("; ")[1] for one in found] == [
        "text of the case",
        "figures and tables with text of the case",
        "Discussion with text of the case",
        "Abstract with text of the case",
    ]


def test_a_look_at_what_is_left_on_the_day_of_clearance_is_named_not_used() -> None:
    """The paper contradicts itself: the result keeps its end and says what is not in line."""
    told = (
        ONSET,
        rash("there", "day 20", overall="stable"),
        rash("gone", "day 20", overall="cleared", section="Discussion"),
    )
    (found,) = measured(*told, measure=CLEAR)
    assert (found.earliest, found.latest, found.note) == (10, 20, "not in line with fox2021/there")


def test_doubtful_statements_count_only_where_an_account_has_no_others() -> None:
    """A curator's `confidence: low` neither tightens a result nor hides: alone it is a result in doubt."""
    low = {"confidence": "low"}
    told = (ONSET, rash("doubt", "day 15", **low), rash("gone", "day 30", state="absent"))
    assert days(*told, measure=CLEAR) == [(10, 30)]
    told = (ONSET, rash("early", "day 15", state="absent", **low), rash("gone", "day 30", state="absent"))
    assert days(*told, measure=CLEAR) == [(10, 30)]
    (found,) = measured(ONSET, rash("early", "day 15", state="absent", **low), measure=CLEAR)
    assert (found.earliest, found.latest, found.confidence) == (10, 15, "low")


def test_two_readings_of_one_phrase_are_two_measures() -> None:
    """In one week, of infusion or of onset: both, each with its words and its own id."""
    told = (
        rash("onset", "day 4", extent="appears"),
        rash("gone", "in 1 wk after infusion or onset", overall="cleared"),
    )
    found = measured(*told, measure=CLEAR)
    assert {(one.reading, one.earliest, one.latest) for one in found} == {
        ("in 1 wk after infusion", 5, 7),
        ("in 1 wk after skin rash", 5, 11),
    }
    assert {one.definition.split("; ")[-1] for one in found} == {one.reading for one in found}
    assert len({one.id for one in found}) == 2
    found = measured(*told, measure=CLEAR, zero="skin reaction")
    assert {(one.reading, one.earliest, one.latest) for one in found} == {
        ("in 1 wk after infusion", 1, 3),
        ("in 1 wk after skin rash", 1, 7),
    }


def test_a_reading_that_the_rest_contradicts_is_left_out() -> None:
    """Within a week of the infusion cannot be, if it appeared on day 9."""
    told = (ONSET, rash("gone", "in 1 wk after infusion or onset", overall="cleared"))
    found = measured(*told, measure=CLEAR)
    assert [(one.reading, one.earliest, one.latest) for one in found] == [("in 1 wk after skin rash", 10, 16)]


def test_lesions_of_two_events_are_measured_apart() -> None:
    """Each rash has its own times, and its event in the row and in the id."""
    told = (
        rash("one", "day 5", event="first"),
        rash("gone-1", "day 9", event="first", state="absent"),
        rash("two", "day 20", event="second"),
        rash("gone-2", "day 30", event="second", state="absent"),
    )
    found = measured(*told, measure=CLEAR)
    assert [(one.event, one.earliest, one.latest) for one in found] == [("first", 6, 9), ("second", 21, 30)]
    assert [one.id.rsplit("/", 1)[-1] for one in found] == ["first", "second"]


def test_what_is_said_without_an_event_is_one_lesion() -> None:
    """A short paper need not name the event."""
    told = (rash("there", "day 5", event=None), rash("gone", "day 9", event=None, state="absent"))
    found = measured(*told, measure=CLEAR)
    assert [(one.event, one.earliest, one.latest) for one in found] == [(None, 6, 9)]


def test_a_site_that_clears_is_not_the_whole() -> None:
    """Scalp clear on day 10, back on day 30: two measures, and none for the whole."""
    told = (
        rash("scalp", "day 5", site="scalp"),
        rash("back", "day 6", site="back"),
        rash("scalp-gone", "day 10", state="absent", site="scalp"),
        rash("back-gone", "day 30", state="absent", site="back"),
    )
    found = measured(*told, measure=CLEAR)
    assert [(one.site, one.earliest, one.latest) for one in found] == [(("back",), 7, 30), (("scalp",), 6, 10)]


def test_clearance_of_the_whole_is_clearance_of_its_sites() -> None:
    """All skin clear on day 8 bounds what is said of the scalp later."""
    told = (
        rash("scalp", "day 5", site="scalp"),
        rash("back", "day 6", site="back"),
        rash("scalp-gone", "day 10", state="absent", site="scalp"),
        rash("gone", "day 8", state="absent"),
    )
    found = measured(*told, measure=CLEAR)
    assert [(one.site, one.earliest, one.latest) for one in found] == [((), 7, 8), (("scalp",), 6, 8)]


def test_a_site_above_all_sites_is_the_whole() -> None:
    """Skin clear, where scalp and back were said to be the sites."""
    told = (
        rash("scalp", "day 5", site="scalp"),
        rash("back", "day 6", site="back"),
        rash("gone", "day 10", state="absent", site="skin"),
    )
    found = measured(*told, measure=CLEAR)
    assert [(one.site, one.earliest, one.latest) for one in found] == [((), 7, 10)]


def test_only_examination_of_the_skin_counts() -> None:
    """A scan, a specimen, a sign that is gone, another organ: none of them clears the skin."""
    told = (
        ONSET,
        rash("scan", "day 20", state="absent", method="PET/CT"),
        rash("biopsy", "day 21", state="absent", specimen="skin specimen"),
        said("redness", "finding", "erythema", "day 22", state="absent", event="rash"),
        said("itch", "finding", "itch", "day 23", state="absent"),
        said("node", "lesion", "FDG-avid lesion", "day 24", state="absent"),
        said("plan", "lesion", "skin rash", "day 25", state="proposed", event="rash", course={"overall": "cleared"}),
        said("elsewhere", "outcome", "lesion resolution", "day 26", site="spleen"),
        said("nowhere", "outcome", "lesion resolution", "day 27"),
        said("other", "outcome", "lesion resolution", "day 28", event="another"),
        said("pain", "finding", "skin pain", "day 2", event="another"),
        said("scan-2", "lesion", "FDG-avid lesion", "day 3", event="another"),
    )
    assert days(*told, measure=CLEAR) == []


def test_a_photograph_is_a_look_at_the_skin() -> None:
    """Clinical photography is imaging by name, but shows what an eye sees."""
    gone = rash("gone", "day 20", state="absent", method="clinical photography")
    assert days(ONSET, gone, measure=CLEAR) == [(10, 20)]


def test_a_sign_of_the_lesion_shows_that_it_is_left() -> None:
    """Redness on day 14 is part of what has not cleared."""
    told = (ONSET, said("red", "finding", "erythema", "day 14", event="rash"), rash("gone", "day 20", state="absent"))
    assert days(*told, measure=CLEAR) == [(15, 20)]


@pytest.mark.parametrize(
    ("about", "measure"), [("lesion resolution", CLEAR), ("near-complete resolution", NEAR)], ids=["all", "near"]
)
def test_an_outcome_may_say_by_its_name_how_far_the_skin_has_come(about: str, measure: str) -> None:
    """Where it names the skin, or shares the event of a skin lesion."""
    assert days(ONSET, said("o", "outcome", about, "day 20", event="rash"), measure=measure) == [(10, 20)]
    alone = said("o", "outcome", about, "day 20", site=["scalp", "spleen"])
    assert days(alone, measure=measure) == [(None, 20)]
    assert days(ONSET, said("o", "outcome", about, "day 20", event="rash", state="absent"), measure=measure) == []


def test_without_an_infusion_nothing_is_measured() -> None:
    """Days from nothing are no days: a paper of another therapy has no such times."""
    told = paper(ONSET, rash("gone", "day 20", state="absent"))
    bare = told.model_copy(update={"statements": tuple(one for one in told.statements if one.id != "infusion")})
    head = bare.cases["fox2021"].model_copy(update={"day_zero": None, "zeros": {}})
    assert derive(bare.model_copy(update={"cases": {"fox2021": head}})) == ()


def test_a_lesion_that_recurs_is_worse() -> None:
    """It has not improved that day."""
    told = (ONSET, rash("again", "day 12", overall="recurs"), rash("better", "day 14", extent="improves"))
    assert days(*told, measure=IMPROVEMENT) == [(13, 14)]


def test_one_aspect_that_nearly_clears_is_an_improvement() -> None:
    """Flat, but as large as before."""
    told = (ONSET, rash("flat", "day 14", elevation="nearly cleared", extent="stable"))
    assert days(*told, measure=IMPROVEMENT) == [(10, 14)]


def test_nearly_cleared_is_not_cleared() -> None:
    """What is nearly gone is still there."""
    told = (ONSET, rash("near", "day 18", overall="nearly cleared"), rash("gone", "day 38", state="absent"))
    assert days(*told, measure=CLEAR) == [(19, 38)]


def test_an_improvement_that_lasts_is_seen_on_its_first_day_clearing_on_its_last() -> None:
    """Decreasing from day 14 to 18 improved on day 14; clearing from day 14 to 18 was done on day 18."""
    stretch = "from day 14 to day 18"
    assert days(ONSET, rash("b", stretch, extent="improves"), measure=IMPROVEMENT) == [(10, 14)]
    assert days(ONSET, rash("n", stretch, overall="nearly cleared"), measure=NEAR) == [(10, 18)]
    assert days(ONSET, rash("g", stretch, overall="cleared"), measure=CLEAR) == [(10, 18)]


def test_all_looks_that_may_be_the_first_are_inputs() -> None:
    """One that may fall on the last possible day is; one that comes later is not."""
    told = (
        ONSET,
        rash("one", "between day 20 and day 30", state="absent"),
        rash("two", "between day 30 and day 40", state="absent"),
        rash("three", "day 31", state="absent"),
    )
    (found,) = measured(*told, measure=CLEAR)
    assert (found.earliest, found.latest) == (10, 30)
    assert found.inputs == ("fox2021/onset", "fox2021/one", "fox2021/two", "fox2021/infusion")


def test_all_looks_are_inputs_where_none_has_a_last_day() -> None:
    """Any of them may be the first."""
    told = (ONSET, rash("one", "after day 20", overall="cleared"), rash("two", "after day 25", overall="cleared"))
    (found,) = measured(*told, measure=CLEAR)
    assert (found.earliest, found.latest) == (21, None)
    assert found.inputs == ("fox2021/one", "fox2021/two", "fox2021/infusion")
    assert found.arithmetic == "cleared on day 21 or later: at least 21 d"


def test_printed_lengths_bound_a_first_step_from_below_only_together() -> None:
    """Better 5 days after onset is day 14; a look that may be earlier takes that away."""
    five, seven = (rash(f"b{n}", f"{n} d after onset", extent="improves") for n in (5, 7))
    look = rash("look", "between day 10 and day 16", extent="improves")
    assert days(ONSET, five, seven, measure=IMPROVEMENT) == [(14, 14)]
    assert days(ONSET, five, look, measure=IMPROVEMENT) == [(10, 14)]


def test_a_printed_length_without_a_first_day_takes_the_lower_end_away() -> None:
    """Gone after a biopsy of some day, and gone 20 days after: the first may have been earlier."""
    told = (
        said("biopsy", "procedure", "skin biopsy"),
        rash("after", "after biopsy", event=None, overall="cleared"),
        rash("length", "20 d after infusion", event=None, overall="cleared"),
    )
    assert days(*told, measure=CLEAR) == [(None, 20)]


def test_of_two_printed_lengths_the_shorter_counts() -> None:
    """Ten days by one sentence, twelve by another: the first bounds both ends and is the input."""
    told = (
        rash("ten", "10 d after infusion", event=None, overall="cleared"),
        rash("twelve", "12 d after infusion", event=None, overall="cleared"),
    )
    (found,) = measured(*told, measure=CLEAR)
    assert (found.earliest, found.latest) == (10, 10)
    assert found.inputs == ("fox2021/ten", "fox2021/infusion")
    assert found.arithmetic == "cleared on day 10 or later; cleared by day 10: 10 d"


def test_what_dates_the_lower_end_is_an_input() -> None:
    """Gone after the biopsy, by day 12: the biopsy of day 6 gives the first day."""
    told = (
        said("biopsy", "procedure", "skin biopsy", "day 6"),
        rash("gone", ["after biopsy", "by day 12"], event=None, overall="cleared"),
    )
    (found,) = measured(*told, measure=CLEAR)
    assert (found.earliest, found.latest) == (6, 12)
    assert ("dates it", "fox2021/biopsy") in [(step.use, step.input) for step in found.proof]


def test_no_step_is_reached_before_the_lesion_began() -> None:
    """Nearly cleared by day 18, begun on day 9; a worsening that may be later bounds nothing."""
    (found,) = measured(ONSET, rash("near", "by day 18", overall="nearly cleared"), measure=NEAR)
    assert (found.earliest, found.latest) == (9, 18)
    assert found.arithmetic == "begun on day 9 or later; nearly cleared by day 18: 9 to 18 d"
    assert ("dates it", "fox2021/onset") in [(step.use, step.input) for step in found.proof]


def test_a_look_at_a_part_of_a_site_is_a_look_at_the_site() -> None:
    """Still there on the upper back is not yet clear on the back; on the scalp it is another matter."""
    told = (
        rash("scalp", "day 20", site="skin of scalp"),
        rash("upper", "day 12", site="skin of upper back"),
        rash("nowhere", "day 25"),
        rash("gone", "day 30", state="absent", site="skin of back"),
    )
    found = measured(*told, measure=CLEAR)
    assert [(one.site, one.earliest, one.latest) for one in found] == [(("skin of back",), 13, 30)]


def test_an_account_is_that_of_the_section_that_says_when() -> None:
    """Seen in the abstract, dated in the narrative: the narrative's."""
    places = [{"for": "what", "section": "Abstract"}, {"for": "when", "section": "Case Presentation"}]
    gone = rash("gone", "day 38", state="absent", anchor=places)
    assert [one.account for one in measured(ONSET, gone, measure=CLEAR)] == ["narrative"]
    gone = rash("gone", "day 38", state="absent", anchor=places[:1])
    assert [one.account for one in measured(ONSET, gone, measure=CLEAR)] == ["abstract"]


@pytest.mark.parametrize(
    ("section", "account"),
    [
        *(("Case Presentation", "narrative"), ("Figure 4 legend", "legend"), ("Table 1", "legend")),
        *(("Introduction", "discussion"), ("Discussion", "discussion"), ("Conclusion", "discussion")),
        *(("Abstract: Outcomes", "abstract"), ("Title", "abstract"), ("Keywords", "abstract")),
    ],
)
def test_sections_belong_to_accounts(section: str, account: str) -> None:
    """Legends and tables are one of their own; introduction and conclusion are discussion, the title abstract."""
    gone = rash("gone", "day 38", state="absent", section=section)
    assert [one.account for one in measured(ONSET, gone, measure=CLEAR)] == [account]
