"""The value check: what must pass, and every near miss that must not."""

from __future__ import annotations

from typing import Any

import pytest

DOSE = {"kind": "treatment", "value": "8", "unit": "mg/kg"}
CELLS = {"kind": "measurement", "unit": "%"}


@pytest.mark.parametrize(
    ("about", "words", "fields"),
    [
        ("blast percentage", "the marrow held <1% blasts on that day", {**CELLS, "comparator": ">", "low": "1"}),
        ("fever", "on day +28 the fever was seen again", {"when": ("day 2",)}),
        ("fever", "on day −3 the fever was seen again", {"when": ("day 3",)}),
        ("blast percentage", "the marrow held 1 5 % blasts on that day", {**CELLS, "value": "1.5"}),
    ],
    ids=["<1% as >1%", "day 28 as day 2", "day -3 as day 3", "1 5 as 1.5"],
)
def test_the_four_false_accepts_of_a_peer_are_refused(
    about: str, words: str, fields: dict[str, Any], held: Any
) -> None:
    """They are the known holes of quote checkers, and close here."""
    assert held(about, words, **fields).value_check == "failed"


@pytest.mark.parametrize(
    "words",
    [
        "tocilizumab 8 mg/kg was infused over an hour",
        "tocilizumab 8mg/kg was infused over an hour",
        "tocilizumab 8\u2009mg/kg was infused over an hour",
        "tocilizumab 8\u00a0mg per kg was infused over an hour",
        "toci-\nlizumab 8 mg/\nkg was infused over an hour",
        "toci\u00adlizumab [8 mg/kg] was infused over an hour",
        "tocilizumab (8 mg/kg) was in\ufb01ltrated over an hour",
    ],
)
def test_typography_does_not_matter(words: str, held: Any) -> None:
    """Thin and no-break spaces, line-break and soft hyphens, brackets and ligatures change nothing."""
    verified = held("tocilizumab", words, **DOSE)
    assert (verified.state, verified.value_check) == ("exact", "passed"), verified.checks


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": "9"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"value": "80"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"value": "-8"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"unit": "mg"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"unit": "/kg"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"unit": "g/kg"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"unit": None}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"value": None, "comparator": "<", "high": "8"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"value": None, "low": "8", "high": "9"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({}, "tocilizumab about 8 mg/kg was infused over an hour"),
        ({}, "tocilizumab at least 8 mg/kg was infused over an hour"),
        ({}, "tocilizumab −8 mg/kg was infused over an hour"),
        ({}, "tocilizumab 4-8 mg/kg was infused over an hour"),
        ({}, "tocilizumab 5 ± 8 mg/kg was infused over an hour"),
        ({}, "tocilizumab 8 mg/kg/day was infused over an hour"),
        ({"printed": "9 mg/kg"}, "tocilizumab 8 mg/kg was infused over an hour"),
        ({"printed": "8 mg"}, "tocilizumab 8 mg/kg was infused over an hour"),
    ],
)
def test_another_number_bound_sign_or_unit_fails(fields: dict[str, Any], words: str, held: Any) -> None:
    """A digit, a decimal point, a sign, a bound or a part of a unit makes another dose."""
    given = {name: value for name, value in {**DOSE, **fields}.items() if value is not None}
    assert held("tocilizumab", words, **given).value_check == "failed"


def test_a_bound_before_the_anchored_words_counts(held: Any) -> None:
    """Anchoring only behind "less than" does not make the number exact."""
    words = "the marrow held less than 1% blasts on the day of the visit"
    verified = held("blast percentage", words, "1% blasts on the day of", **CELLS, value="1")
    assert verified.value_check == "failed"


def test_printed_words_may_not_be_cut_off_a_denial(held: Any) -> None:
    """A text kept as printed that begins behind "no" says the contrary of the paper."""
    words = "there were no signs of infection on that day"
    assert held("infection", words, state="absent", printed="signs of infection").value_check == "could not check"
    assert held("infection", words, state="absent", printed="no signs of infection").value_check == "passed"


@pytest.mark.parametrize(
    ("about", "state", "words", "outcome"),
    [
        ("fever", "present", "there was no fever on that day", "failed"),
        ("fever", "absent", "there was a fever on that day", "failed"),
        ("fever", "present", "he remained afebrile on that long day", "failed"),
        ("fever", "absent", "no rash was seen, but a high fever", "failed"),
        ("fever", "present", "no rash was seen, but a high fever", "passed"),
        ("fever", "absent", "there was neither a rash nor any fever", "passed"),
        ("fever", "absent", "no rash of the skin and on that day fever", "could not check"),
        ("fever", "present", "no rash of the skin and on that day fever", "could not check"),
        ("itch", "absent", "the lesions were now flat and non-\nitchy", "passed"),
        ("itch", "present", "the lesions were now flat and non-itchy", "failed"),
        ("infection", "absent", "his infectious workup remained negative on that day", "passed"),
        ("leukemia cell", "absent", "the biopsy confirmed the absence of the leukemia cells", "passed"),
        ("fever", "proposed", "there was a fever on that long day", "could not check"),
        ("fever", "not assessable", "there was a fever on that long day", "could not check"),
        ("fever", "absent", "there was no information regarding any fever then", "could not check"),
    ],
)
def test_a_denial_counts_as_far_as_it_surely_reaches(
    about: str, state: str, words: str, outcome: str, held: Any
) -> None:
    """What is denied fails as present, what is not denied fails as absent, and what is unclear is said to be."""
    assert held(about, words, state=state).value_check == outcome


def test_a_denial_before_the_anchored_words_counts(held: Any) -> None:
    """Anchoring only behind the "no" does not make a finding present."""
    words = "after a week there were no signs of infection at all in him"
    assert held("infection", words, "signs of infection at all in").value_check == "failed"


@pytest.mark.parametrize(
    ("marker", "state", "words", "outcome"),
    [
        ("CD45", "present", "CD34 (+), CD45 (-), CD10 (bright +)", "failed"),
        ("CD45", "absent", "CD34 (+), CD45 (-), CD10 (bright +)", "passed"),
        ("CD10", "present", "CD34 (+), CD45 (-), CD10 (bright +)", "passed"),
        ("CD10", "absent", "CD34 (+), CD45 (-), CD10 (bright +)", "failed"),
        ("CD19", "present", "the cells were diffusely CD19-positive on that day", "passed"),
        ("CD19", "absent", "the cells were diffusely CD19-positive on that day", "failed"),
        ("CD20", "absent", "positive for CD19 and negative for CD20", "passed"),
        ("CD19", "present", "positive for CD19 and negative for CD20", "passed"),
        ("CD22", "present", "CD34 (+), CD45 (-), CD10 (bright +)", "failed"),
    ],
)
def test_a_marker_has_the_sign_behind_it(marker: str, state: str, words: str, outcome: str, held: Any) -> None:
    """Signs in brackets and in words belong to the marker they stand with."""
    assert held(marker, words, kind="marker", state=state).value_check == outcome


@pytest.mark.parametrize(
    ("when", "words", "outcome"),
    [
        ("by day 18", "the fever was gone by day +18 of therapy", "passed"),
        ("day 18", "the fever was gone by day +18 of therapy", "could not check"),
        ("after day 18", "the fever was gone by day +18 of therapy", "could not check"),
        ("from day 14 to day 18", "fever was there from days +14 to day +18", "passed"),
        ("from day 15 to day 18", "fever was there from days +14 to day +18", "failed"),
        ("between day 4 and day 7", "a fever between days 4 and 7 was seen", "passed"),
        ("between day 4 and day 8", "a fever between days 4 and 7 was seen", "failed"),
        ("C2D8 of blina", "on the C2D8 the patient had a fever", "partly"),
        ("C1D8 of blina", "on the C2D8 the patient had a fever", "failed"),
        ("4 d before infusion", "fever was seen four days prior to the infusion", "partly"),
        ("4 d after infusion", "fever was seen four days prior to the infusion", "could not check"),
        ("hospital day 3", "the fever was seen on hospital day 4", "failed"),
        ("day 3 of rash", "the fever was seen on day 4 of the rash", "could not check"),
        ("next day after rash", "the fever was seen two days after that", "could not check"),
        ("by 10 d after rash", "the fever was gone by twelve days after that", "could not check"),
        ("2 wk before or after rash", "the fever was gone three weeks before it", "could not check"),
        ("after 2 cycles of rash", "the fever was seen after three such cycles", "could not check"),
        ("4 wk before infusion", "fever was seen four days prior to the infusion", "failed"),
        ("in 1 wk after infusion", "the fever has disappeared in one week again", "partly"),
        ("2023-03", "the fever was seen in March 2023 again", "passed"),
        ("2023-04", "the fever was seen in March 2023 again", "failed"),
        ("before infusion", "the fever was seen in March 2023 again", "partly"),
    ],
)
def test_a_time_has_its_number_and_the_word_that_bounds_it(when: str, words: str, outcome: str, held: Any) -> None:
    """A day that is only bounded is not that day; the happening it is counted from is a claim of its own."""
    assert held("fever", words, when=(when,)).value_check == outcome


def test_a_time_that_the_curator_infers_need_not_be_in_the_words(held: Any) -> None:
    """Other days in them do not contradict it; it could not be checked."""
    words = "fever was there from days +14 to day +18"
    assert held("fever", words, when=("from day 15 to day 18",), basis="inferred").value_check == "could not check"
    assert held("fever", words, when=("from day 14 to day 18",), basis="inferred").value_check == "passed"


def test_a_number_belongs_to_the_name_nearest_to_it(held: Any) -> None:
    """A value that stands with another measurement is not checked off."""
    words = "his WBC was 0.2, Hb 9.1, platelet count 29 on that day"
    anchored = "was 0.2, Hb 9.1, platelet count 29 on"
    assert held("haemoglobin", words, anchored, kind="measurement", value="9.1").value_check == "passed"
    assert held("platelet count", words, anchored, kind="measurement", value="9.1").value_check == "could not check"


def test_another_drug_fails_and_silence_could_not_be_checked(held: Any) -> None:
    """Naming another drug contradicts; naming none does not."""
    assert held("rituximab", "he received tocilizumab in the night then", kind="treatment").value_check == "failed"
    assert (
        held("tocilizumab", "he received the drug in the night then", kind="treatment").value_check == "could not check"
    )


def test_a_spelling_counts_only_for_the_name_it_is_most_like(held: Any) -> None:
    """Noting how a paper writes a drug does not let it stand for another drug."""
    words, spelled = "he was given metothrexate on the first day", (("printed as", "metothrexate"),)
    assert held("methotrexate", words, kind="treatment", qualifiers=spelled).value_check == "passed"
    assert held("cytarabine", words, kind="treatment", qualifiers=spelled).value_check == "failed"


def test_an_inferred_unit_is_not_checked(held: Any) -> None:
    """The paper does not print it, so nothing can confirm it."""
    fields = {"kind": "measurement", "value": "0.2", "qualifiers": (("inferred unit", "10*3/uL"),)}
    verified = held("white blood cell count", "On presentation his WBC was 0.2 and falling", **fields)
    assert (verified.value_check, verified.claims["unit"]) == ("partly", "not checked")
    assert verified.row()["reasons"] == [
        "unit inferred unit 10*3/uL: the paper prints no unit; the curator inferred it"
    ]


@pytest.mark.parametrize(("grade", "outcome"), [("2", "passed"), ("3", "failed"), ("22", "failed")])
def test_a_grade_stands_behind_its_word(grade: str, outcome: str, held: Any) -> None:
    """The number of a day or a dose is no grade."""
    words = "on day 3 there was grade 2 cytokine release syndrome"
    verified = held("cytokine release syndrome", words, kind="adverse event", grade=grade)
    assert verified.value_check == outcome


@pytest.mark.parametrize(("change", "outcome"), [("improves", "passed"), ("worsens", "failed")])
def test_a_change_may_not_go_the_other_way(change: str, outcome: str, held: Any) -> None:
    """Words that tell only of improvement refuse worsening."""
    verified = held(
        "skin rash", "the rash became smaller and much less raised", kind="lesion", course=(("extent", change),)
    )
    assert verified.value_check == outcome


def test_the_words_are_shown_on_request_only(held: Any) -> None:
    """A row holds none of the copy's words, unless they are asked for."""
    verified = held("fever", "there was a fever on that day")
    assert "words" not in verified.row()
    assert verified.row(with_words=True)["words"] == ["there was a fever on that day"]
    assert not any("that day" in str(cell) for cell in verified.row().values())


@pytest.mark.parametrize(
    ("specimen", "outcome"),
    [("blood specimen", "passed"), ("bone marrow specimen", "partly"), (None, "passed")],
)
def test_a_specimen_is_checked_where_the_words_speak_of_one(specimen: str | None, outcome: str, held: Any) -> None:
    """Words that speak of blood do not support a finding in the marrow."""
    fields = {"specimen": specimen} if specimen else {}
    assert held("fever", "fever and CAR-T cells in the blood on that day", **fields).value_check == outcome


def test_a_claim_whose_words_are_partly_gone_is_not_failed(held: Any) -> None:
    """A number that stood in words no longer found could not be checked; the state tells that they are gone."""
    words = "tocilizumab was infused over an hour then. The dose of it was 8 mg/kg in all."
    parts = ("tocilizumab was infused over an hour", "The dose of it was 8 mg/kg")
    whole = held("tocilizumab", words, parts, kind="treatment", value="8", unit="mg/kg")
    assert (whole.state, whole.value_check) == ("exact", "passed")
    part = held("tocilizumab", words, parts, kind="treatment", value="8", unit="mg/kg", without="8 mg/kg")
    assert (part.state, part.value_check) == ("changed", "could not check")


RARE = """
1 s m m/s meq/L [pH] kPa cm[H2O] [IU]/L mU/L pmol/L Hz J kcal mol deg dB dyn.s/cm5 W mV nm /mm3 10*4/uL 10*9/L U/L fL
%  mm[Hg] Cel mg/m2 ug/kg/min {copies}/mL mL/min/{1.73_m2} [TCID_50]/mL [arb'U]/mL [Ch] [drp] L/L [degF] K
"""


@pytest.mark.parametrize("unit", RARE.split())
def test_every_unit_is_held_against_the_words(unit: str, held: Any) -> None:
    """A unit that `check` accepts is read: the number without it, or with another, does not pass."""
    fields = {"kind": "measurement", "value": "7", "unit": unit}
    assert held("ferritin", "his ferritin was 7 ng/mL on that day", **fields).value_check != "passed"
    bare = held("ferritin", "his ferritin was 7 on that day", **fields).value_check
    assert (bare == "passed") is (unit in ("1", "[pH]"))


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("/uL", "his platelet count was 7000/mm3 on that day"),
        ("/mm3", "his platelet count was 7000 per cubic millimeter on that day"),
        ("10*3/uL", "his platelet count was 7 × 10^9/L on that day"),
        ("10*4/uL", "his platelet count was 0.7 × 10^4/µL on that day"),
    ],
)
def test_one_count_may_be_printed_per_another_volume(unit: str, words: str, held: Any) -> None:
    """A microlitre is a cubic millimetre, and powers of ten move between the count and the volume."""
    value = {"10*3/uL": "7", "10*4/uL": "0.7"}.get(unit, "7000")
    fields = {"kind": "measurement", "value": value, "unit": unit}
    assert held("platelet count", words, **fields).value_check == "passed"
    assert held("platelet count", words, **{**fields, "value": "70"}).value_check == "failed"


def test_a_unit_that_nobody_knows_could_not_be_checked(held: Any) -> None:
    """Verification says so, it does not stop."""
    verified = held("ferritin", "his ferritin was 7 foo on that day", kind="measurement", value="7", unit="foo")
    assert verified.value_check == "could not check"
    assert verified.row()["reasons"] == [
        "number 7: the unit is no code of UCUM",
        "comparator none: the unit is no code of UCUM",
        "unit foo: the unit is no code of UCUM",
    ]


@pytest.mark.parametrize(
    ("about", "words", "fields", "outcome"),
    [
        ("blast percentage", "blasts made up 25% to 50% of it", {"low": "25", "high": "50", "unit": "%"}, "passed"),
        ("blast percentage", "blasts made up 25% to 50% of it", {"value": "25", "unit": "%"}, "failed"),
        ("prednisone", "he was given prednisone 40 mg daily then", {"value": "40", "unit": "mg/d"}, "passed"),
        ("prednisone", "he was given prednisone 40 mg then", {"value": "40", "unit": "mg/d"}, "failed"),
        ("prednisone", "prednisone was given, two doses a day", {"value": "2", "unit": "/d"}, "passed"),
        ("fever", "there was mild fever on that day", {"grade": "mild"}, "passed"),
        ("skin biopsy", "he refused a skin biopsy on that day", {"state": "absent"}, "passed"),
        ("skin biopsy", "he refused a skin biopsy on that day", {}, "failed"),
        ("tocilizumab", "the drug against CD19 was given then", {}, "could not check"),
        ("leukemia cutis", "there was leukemia-cutis on that day", {}, "passed"),
    ],
)
def test_the_forms_papers_use_are_no_errors(
    about: str, words: str, fields: dict[str, str], outcome: str, held: Any
) -> None:
    """Ranges with a sign at both ends, doses a day, grades in words, what was refused, targets and hyphens."""
    kinds = {"prednisone": "treatment", "tocilizumab": "treatment", "skin biopsy": "procedure"}
    kind = "measurement" if about == "blast percentage" else kinds.get(about, "finding")
    verified = held(about, words, kind=kind, **fields)
    assert verified.value_check == outcome, verified.checks


@pytest.mark.parametrize(
    ("when", "words", "outcome"),
    [
        ("hospital day 13", "on the 13th hospital day he had a fever", "holds"),
        ("hospital day 12", "on the 13th hospital day he had a fever", "fails"),
        ("day 13", "on hospital day 13 he had a fever", "could not check"),
        ("postoperative day 9", "on the 9th POD he had a fever", "holds"),
        ("POD 9", "on POD 9 he had a high fever", "holds"),
        ("day 31", "on d 31 he had a high fever", "holds"),
        ("day 30", "on d 31 he had a high fever", "fails"),
        ("2013", "In 2013 he had a high fever", "holds"),
        ("2014", "In 2013 he had a high fever", "fails"),
    ],
)
def test_days_of_other_clocks_and_years_are_read(when: str, words: str, outcome: str, held: Any) -> None:
    """A hospital day is no day from day 0."""
    assert held("fever", words, when=(when,)).claims["day"] == outcome
