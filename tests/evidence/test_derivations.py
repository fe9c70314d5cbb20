"""Each derivation by its name: words it accepts, and words that look alike and that it refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "verify.md"


class Example(NamedTuple):
    """A statement, words it follows from by a derivation, and words it does not follow from."""

    about: str
    fields: dict[str, Any]
    accepted: str
    refused: tuple[str, ...]


EXAMPLES: dict[str, Example] = {
    "number word": Example(
        "fever",
        {"when": ("day 4",)},
        "On the day four of the therapy he had fever.",
        ("On the day five of the therapy he had fever.",),
    ),
    "change in words": Example(
        "skin rash",
        {"kind": "lesion", "qualifiers": (("size", "larger"),)},
        "the rash had increased in size by then",
        ("the rash had decreased in size by then",),
    ),
    "ordinal": Example(
        "blinatumomab",
        {"kind": "treatment", "qualifiers": (("cycle", "2"),)},
        "He was started on the second cycle of blinatumomab.",
        ("He was started on the third cycle of blinatumomab.",),
    ),
    "day of the cycle": Example(
        "blinatumomab",
        {"kind": "treatment", "qualifiers": (("cycle", "2"),)},
        "Blinatumomab was stopped on the C2D11 for a while.",
        ("Blinatumomab was stopped on the C3D11 for a while.",),
    ),
    "same thing named": Example(
        "tocilizumab",
        {"kind": "treatment", "qualifiers": (("reason", "ongoing concern for cytokine release syndrome"),)},
        "He was given tocilizumab due to ongoing concern for CRS at night.",
        (
            "He had tocilizumab due to no ongoing concern for CRS.",
            "He was given tocilizumab due to ongoing concern for fever at night.",
        ),
    ),
    "schedule in words": Example(
        "dexamethasone",
        {"kind": "treatment", "schedule": (("every", "12 h"),)},
        "He was given dexamethasone twice daily at home.",
        ("He was given dexamethasone once daily at home.", "He was given dexamethasone at home by his doctor."),
    ),
    "first day of the cycle": Example(
        "blinatumomab",
        {"kind": "treatment", "qualifiers": (("cycle", "2"),), "when": ("C2D1 of blina",), "basis": "inferred"},
        "Blinatumomab was stopped on the C2D11 for a while.",
        ("Blinatumomab was stopped on the C1D11 for a while.",),
    ),
    "decade": Example(
        "systolic blood pressure",
        {"kind": "measurement", "low": "80", "high": "99"},
        "with a blood pressure in the 80-90s over 50-60s",
        ("with a blood pressure in the 80-90 over 50-60", "with a blood pressure in the 70-90s over 50-60s"),
    ),
    "one of a pair": Example(
        "diastolic blood pressure",
        {"kind": "measurement", "value": "53"},
        "he had a blood pressure of 87/53 at noon",
        ("he had a blood pressure of 53/87 at noon", "he had a heart rate of 87/53 at noon"),
    ),
    "lost superscript": Example(
        "brexucabtagene autoleucel",
        {"kind": "treatment", "value": "1E+6", "unit": "/kg"},
        "Tecartus at a dose of 1×106 T cells per kg",
        ("Tecartus at a dose of 1×107 T cells per kg", "Tecartus at a dose of 2×106 T cells per kg"),
    ),
    "counted noun": Example(
        "blood CAR-T cell count",
        {"kind": "measurement", "value": "1", "unit": "/uL"},
        "blood CAR-T cell count was 1 cell per uL",
        ("blood CAR-T cell count was 1 cell per mL", "blood CAR-T cell count was 1 mg per uL"),
    ),
    "lost degree sign": Example(
        "body temperature",
        {"kind": "measurement", "value": "38.7", "unit": "Cel"},
        "he had a body temperature of 38.70 C at night",
        ("he had a body temperature of 38.70 F at night", "he had a body temperature of 3.870 C at night"),
    ),
    "named by its unit": Example(
        "age",
        {"kind": "demographic", "value": "18", "unit": "a"},
        "An 18-year-old man was seen for fatigue",
        ("An 18-month-old boy was seen for fatigue", "An 81-year-old man was seen for fatigue"),
    ),
    "k read as thousand": Example(
        "platelet count",
        {"kind": "measurement", "value": "29000", "unit": "/uL"},
        "he had a platelet count of 29k/uL at noon",
        ("he had a platelet count of 29/uL at noon", "he had a platelet count of 29 k/uL at noon"),
    ),
    "unit conversion": Example(
        "haemoglobin",
        {"kind": "measurement", "value": "9.1", "unit": "g/dL"},
        "the hemoglobin was 91 g/L on admission there",
        ("the hemoglobin was 91 mg/L on admission there", "the hemoglobin was 9.1 g/L on admission there"),
    ),
    "unit in words": Example(
        "blast percentage",
        {"kind": "measurement", "value": "5", "unit": "%"},
        "the marrow held 5 percent blasts at that time",
        ("the marrow held 5 blasts at that time there", "the marrow held 6 percent blasts at that time"),
    ),
    "comparator in words": Example(
        "blast percentage",
        {"kind": "measurement", "comparator": "<", "high": "1", "unit": "%"},
        "the marrow held less than 1% blasts at that time",
        ("the marrow held more than 1% blasts at that time", "the marrow held 1% blasts at that time there"),
    ),
    "range in words": Example(
        "blast percentage",
        {"kind": "measurement", "low": "2", "high": "3", "unit": "%"},
        "the marrow held 2 to 3% blasts at that time",
        ("the marrow held 2 and 3% blasts at that time", "the marrow held 2 to 5% blasts at that time"),
    ),
    "decimal comma": Example(
        "haemoglobin",
        {"kind": "measurement", "value": "9.1", "unit": "g/dL"},
        "the hemoglobin was 9,1 g/dL on admission there",
        ("the hemoglobin was 9 1 g/dL on admission there", "the hemoglobin was 91 g/dL on admission there"),
    ),
    "date in words": Example(
        "fever",
        {"when": ("2023-03-27",)},
        "The fever began on March 27, 2023, at night.",
        ("The fever began on March 26, 2023, at night.", "The fever began on March 27, 2022, at night."),
    ),
    "year carried over": Example(
        "fever",
        {"when": ("late 2023-03",)},
        "On March 8, 2023, he came. In late March, he had a fever.",
        (
            "On March 8, 2022, he came. In late March, he had a fever.",
            "On April 8, 2023, he came. In late March, he had a fever.",
        ),
    ),
    "day carried over": Example(
        "fever",
        {"when": ("day 9",)},
        "On day +9 he was weak. Later that day he had a high fever.",
        ("On day +8 he was weak. Later that day he had a high fever.",),
    ),
    "next day": Example(
        "fever",
        {"when": ("day 10",)},
        "By the next day (+10), the fever was gone again.",
        ("By day +10, the fever was gone again.", "By the next day (+11), the fever was gone again."),
    ),
    "days after day 0": Example(
        "fever",
        {"when": ("day 9",)},
        "Starting 9 days post-CAR-T infusion, he had a fever.",
        ("Starting 9 days before the infusion, he had a fever.", "Starting 9 days after admission, he had a fever."),
    ),
    "nearest day": Example(
        "fever",
        {"when": ("day 12",)},
        "Day +11: Rash. Day +12: Fever, no rash was seen.",
        ("Day +12: Rash. Day +11: Fever, no rash was seen.",),
    ),
    "one unit in words": Example(
        "fever",
        {"qualifiers": (("duration", "1 h"),)},
        "There was an hour long fever on the ward.",
        ("There was a day long fever on the ward.", "There was a two hour long fever on the ward."),
    ),
    "denial in words": Example(
        "erythema",
        {"state": "absent"},
        "There was a raised lesion with no surrounding erythema.",
        (
            "There was no raised lesion but some surrounding erythema.",
            "There was a raised lesion with surrounding erythema.",
        ),
    ),
    "denying word": Example(
        "fever",
        {"state": "absent"},
        "On that day he remained afebrile and well.",
        ("On that day he remained febrile and unwell.",),
    ),
    "plan in words": Example(
        "hematopoietic stem cell transplantation",
        {"kind": "treatment", "state": "proposed"},
        "He was seen with the plan for stem cell transplantation.",
        ("He was seen again after the stem cell transplantation.",),
    ),
    "not known in words": Example(
        "PET/CT",
        {"kind": "procedure", "state": "not assessable"},
        "The PET/CT of that day could not be judged.",
        ("The PET/CT of that day could be judged well.",),
    ),
    "shared word": Example(
        "neck pain",
        {},
        "the patient developed bilateral neck and ear pain",
        ("the patient developed a stiff neck and fever",),
    ),
    "turned round": Example(
        "skin swelling",
        {},
        "A swelling of the skin was then seen again.",
        ("A swelling of the neck was then seen again.",),
    ),
    "word form": Example(
        "infection",
        {"state": "absent"},
        "His infectious workup remained negative on that day.",
        ("His infectious workup remained positive on that day.",),
    ),
    "words apart": Example(
        "skin swelling",
        {},
        "documented the presence of swelling and redness in the skin",
        ("documented the presence of swelling and redness in the mouth",),
    ),
    "word between": Example(
        "erythema",
        {"site": ("upper back",)},
        "an erythema of the upper left back was seen",
        ("an erythema of the lower left back was seen",),
    ),
    "words beside": Example(
        "hospital presentation",
        {"kind": "procedure"},
        "His condition grew worse and then he presented to the hospital.",
        ("His condition grew worse and then he presented to the dentist.",),
    ),
    "narrower term": Example(
        "extramedullary involvement",
        {},
        "PET/CT showed extramedullary ALL relapse of the scalp",
        ("PET/CT showed medullary ALL relapse of the scalp",),
    ),
    "parts named": Example(
        "hyper-CVAD with rituximab",
        {"kind": "treatment"},
        "He was given rituximab and then switched to hyperCVAD.",
        ("He was given tocilizumab and then switched to hyperCVAD.",),
    ),
    "spelling": Example(
        "methotrexate",
        {"kind": "treatment", "qualifiers": (("printed as", "metothrexate"),)},
        "He was given metothrexate on the first of these days.",
        ("He was given pemetrexed on the first of these days.",),
    ),
}
ELSEWHERE = (
    *("cycle carried over", "cycle of what was begun", "during it", "listed with it", "order of the telling"),
    *("patient carried over", "that time"),
)
"""Derivations that need other statements or sentences; ``test_claims.py`` and ``test_narration.py`` show them."""

ANCHORED = {
    "year carried over": (-9, None),
    "day carried over": (-9, None),
    "words beside": (0, -3),
}
"""Which of the words are anchored, where not all are: the derivation looks beyond them."""


def anchored(name: str, words: str) -> str:
    """Return the part of some words that the anchor of an example rests on."""
    first, last = ANCHORED.get(name, (0, None))
    return " ".join(words.split()[first:last])


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_derivation_accepts(name: str, held: Any) -> None:
    """What follows by the derivation passes, and the result names it."""
    about, fields, words, _ = EXAMPLES[name]
    verified = held(about, words, anchored(name, words), **fields)
    assert verified.state == "exact"
    assert {one for claim, one in verified.claims.items() if claim not in ("order", "clock")} == {"holds"}, (
        verified.checks
    )
    assert name in verified.row()["derivations"]


@pytest.mark.parametrize(
    ("name", "words"), [(name, words) for name, example in EXAMPLES.items() for words in example.refused]
)
def test_a_derivation_refuses(name: str, words: str, held: Any) -> None:
    """Words that only look alike do not pass."""
    about, fields, _, _ = EXAMPLES[name]
    verified = held(about, words, anchored(name, words), **fields)
    assert {"fails", "could not check"} & set(verified.claims.values())


def test_every_derivation_is_documented() -> None:
    """docs/verify.md lists exactly the derivations that are shown here."""
    table = DOCS.read_text("utf-8").partition("## Derivations")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE) == sorted((*EXAMPLES, *ELSEWHERE))
