"""What a measure inherits from its inputs, and the proof it carries."""

from __future__ import annotations

from itertools import permutations

import pytest

from caseweave.model import MEASURE_COLUMNS, Measure
from caseweave.model.identifiers import BASE, rule_iri
from caseweave.protocol import criterion, definition

from .telling import derive, measured, paper, protocol, rash, said

CLEAR = "time to clearance"
ONSET, THERE = rash("onset", "day 9", extent="appears"), rash("there", "day 18", extent="improves", printed="smaller")
GONE = rash("gone", "day 38", state="absent", printed="no rash")


def clearance() -> Measure:
    """Derive the clearance of a rash seen on day 18 and gone on day 38."""
    (found,) = measured(ONSET, THERE, GONE, measure=CLEAR)
    return found


def test_the_proof_names_each_input_with_its_words_days_and_use() -> None:
    """Uncleared, cleared, and what is day 0."""
    steps = clearance().proof
    assert [(step.use, step.input, step.when, step.printed, step.earliest, step.latest) for step in steps] == [
        ("not yet cleared", "fox2021/there", ("day 18",), "smaller", 18, 18),
        ("cleared", "fox2021/gone", ("day 38",), "no rash", 38, 38),
        ("day 0", "fox2021/infusion", (), None, 0, 0),
    ]
    assert {step.section for step in steps} == {"Case Presentation"}
    assert clearance().inputs == ("fox2021/there", "fox2021/gone", "fox2021/infusion")
    assert clearance().arithmetic == "not yet cleared on day 18; cleared by day 38: 19 to 38 d"


def test_a_measure_names_its_rule_and_whose_account_it_follows() -> None:
    """The definition says what is measured; the rule is an IRI."""
    found = clearance()
    assert found.rule == rule_iri(CLEAR) == f"{BASE}rule/time-to-clearance"
    assert found.definition == "skin look: cleared; text of the case"
    assert found.identifier == "fox2021/fox2021/time-to-clearance/narrative/infusion/rash"
    assert found.id == f"{BASE}measure/{found.identifier}"
    assert (found.said_by, found.case, found.role, found.account) == ("fox2021", "fox2021", "own", "narrative")


def test_a_day_that_rests_on_another_statement_has_it_as_an_input() -> None:
    """Gone over the week after the biopsy: the biopsy dates it, and the convention is named."""
    told = (
        ONSET,
        said("biopsy", "procedure", "skin biopsy", "day 13"),
        rash("gone", "over the next 1 wk after biopsy", overall="cleared"),
    )
    (found,) = measured(*told, measure=CLEAR)
    assert [(step.use, step.input) for step in found.proof] == [
        ("cleared", "fox2021/gone"),
        ("dates it", "fox2021/biopsy"),
        ("day 0", "fox2021/infusion"),
    ]
    assert found.conventions == ("over-the-next: 0..0",)
    assert found.basis == "converted"


def test_of_several_that_say_the_same_one_speaks() -> None:
    """The narrative before the discussion, and neither a phrase that was set aside."""
    day = [
        said("aside", "procedure", "skin biopsy", ["day 13", "5 d after onset"], section="Abstract", event="b"),
        said("discussed", "procedure", "skin biopsy", "day 13", section="Discussion", event="b"),
        said("narrated", "procedure", "skin biopsy", "day 13", event="b"),
    ]
    gone = rash("gone", "over the next 1 wk after b", overall="cleared", section="Abstract")
    for order in permutations(day):
        (found,) = measured(ONSET, *order, gone, measure=CLEAR, episodes=["rash"])
        assert [step.input for step in found.proof if step.use == "dates it"] == ["fox2021/narrated"]
    (found,) = measured(ONSET, *day[:2], gone, measure=CLEAR, episodes=["rash"])
    assert [step.input for step in found.proof if step.use == "dates it"] == ["fox2021/discussed"]


def test_the_account_that_is_followed_speaks_first_for_it() -> None:
    """Where the abstract and the narrative give the same day, the abstract's own statement dates its clearance."""
    told = (
        ONSET,
        said("narrated", "procedure", "skin biopsy", "day 13", event="b"),
        said("abstract", "procedure", "skin biopsy", "day 13", event="b", section="Abstract"),
        rash("gone", "over the next 1 wk after b", overall="cleared", section="Abstract"),
    )
    (found,) = measured(*told, measure=CLEAR, episodes=["rash"])
    assert [step.input for step in found.proof if step.use == "dates it"] == ["fox2021/abstract"]


def test_from_onset_the_onset_is_day_0() -> None:
    """The days of the proof are counted from the zero of the measure."""
    (found,) = measured(ONSET, THERE, GONE, measure=CLEAR, zero="skin reaction")
    assert [(step.input, step.earliest) for step in found.proof] == [
        ("fox2021/there", 9),
        ("fox2021/gone", 29),
        ("fox2021/onset", 0),
    ]


@pytest.mark.parametrize(
    ("first", "second", "weakest"),
    [
        ({}, {"confidence": "moderate"}, "moderate"),
        ({"confidence": "high"}, {}, None),
        ({"confidence": "high"}, {"confidence": "inferred"}, "inferred"),
        ({"confidence": "moderate"}, {"confidence": "inferred"}, "inferred"),
    ],
)
def test_confidence_is_that_of_the_least_sure_input(
    first: dict[str, str], second: dict[str, str], weakest: str | None
) -> None:
    """An unmarked statement is surer than a moderate one, and less sure than one marked high."""
    told = (ONSET, {**THERE, **first}, {**GONE, **second})
    (found,) = measured(*told, measure=CLEAR)
    assert found.confidence == weakest


def test_basis_is_that_of_the_least_direct_input() -> None:
    """One inferred day makes the result inferred."""
    (found,) = measured(ONSET, {**THERE, "basis": "inferred"}, GONE, measure=CLEAR)
    assert found.basis == "inferred"
    assert clearance().basis == "stated"


def test_a_relayed_input_makes_the_result_relayed() -> None:
    """What a paper says of another's patient stays its own account of that case."""
    told = derive(paper(ONSET, THERE, GONE, case="elm2019"))
    found = [one for one in told if (one.measure, one.zero) == (CLEAR, "infusion")]
    assert [(one.said_by, one.case, one.role, one.account) for one in found] == [
        ("fox2021", "elm2019", "relayed", "narrative")
    ]
    assert found[0].definition == "skin look: cleared; text of the case"


@pytest.mark.parametrize("aside", [{"role": "synthesis"}, {"role": "background"}, {"assertion": "inferred"}])
def test_only_what_was_observed_of_the_patient_counts(aside: dict[str, str]) -> None:
    """What the authors conclude, or say of patients at large, is no look at this one."""
    (found,) = measured(ONSET, {**THERE, **aside}, GONE, measure=CLEAR)
    assert (found.earliest, found.role) == (10, "own")
    assert measured(ONSET, THERE, {**GONE, **aside}, measure=CLEAR) == []


def test_one_relayed_input_decides() -> None:
    """It makes the whole result relayed."""
    (found,) = measured(ONSET, {**THERE, "role": "relayed"}, GONE, measure=CLEAR)
    assert (found.earliest, found.role) == (19, "relayed")


def test_day_0_is_the_first_that_the_protocol_takes_whatever_the_case_names() -> None:
    """A case's own zeros are no names of a protocol; without day 0 there are no measures, and nothing stands in."""
    told = (ONSET, THERE, GONE)
    for zeros in ({}, {"infusion": "infusion"}, {"rash": "onset"}):
        bare = measured(*told, measure=CLEAR, zeros=zeros)
        assert [(one.earliest, one.latest) for one in bare] == [(19, 38)]
    earlier = said("first-car-t", "treatment", "CD19 CAR-T", "day -300")
    assert [(one.earliest, one.latest) for one in measured(earlier, *told, measure=CLEAR)] == [(319, 338)]
    counted = said("start", "treatment", "blinatumomab", "day 0")
    planned = said("planned", "treatment", "CD19 CAR-T", "day 2", state="proposed")
    product = said("product", "procedure", "CD19 CAR-T", "day 3")
    other = paper(counted, planned, product, *told, zero="start", zeros={})
    less = other.model_copy(update={"statements": tuple(one for one in other.statements if one.id != "infusion")})
    assert derive(less) == ()


def test_the_public_columns_are_plain_and_in_order() -> None:
    """Lists stay lists for inputs; what is empty is None."""
    row = clearance().row()
    assert tuple(row) == MEASURE_COLUMNS
    assert row["inputs"] == ["fox2021/there", "fox2021/gone", "fox2021/infusion"]
    assert (row["earliest"], row["latest"], row["section"]) == (19, 38, "Case Presentation")
    assert (row["site"], row["mixed"], row["conventions"], row["note"]) == (None, None, None, None)
    assert row["id"] == clearance().identifier


def test_public_columns_begin_with_those_that_were_promised() -> None:
    """Users of the first release can rely on them."""
    promised = ("case", "measure", "definition", "zero", "earliest", "latest")
    assert MEASURE_COLUMNS[:6] == promised
    assert {"said_by", "role", "inputs"} <= set(MEASURE_COLUMNS)


def test_measures_stand_by_case_rule_zero_and_account() -> None:
    """In the order of the rules, infusion before onset, narrative before abstract; each id once."""
    told = (ONSET, THERE, GONE, rash("abstract", "day 30", state="absent", section="Abstract"))
    found = derive(paper(*told), paper(*told, name="ant2020"))
    keys = [(one.case, list(protocol().measures).index(one.measure), one.zero != "infusion") for one in found]
    assert keys == sorted(keys)
    accounts = [one.account for one in found if (one.case, one.measure, one.zero) == ("ant2020", CLEAR, "infusion")]
    assert accounts == ["narrative", "abstract"]
    assert len({one.id for one in found}) == len(found)


def test_each_rule_is_documented() -> None:
    """A name, a criterion and a definition that is a sentence."""
    for name, rule in protocol().measures.items():
        assert name == rule.name
        assert criterion(rule)
        assert definition(rule).endswith(".")
        assert "{" not in definition(rule)
