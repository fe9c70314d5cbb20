"""Every rule finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from caseweave import KnowledgeGraph
from caseweave.accounts import RULES
from caseweave.accounts.likeness import Likeness
from caseweave.accounts.moments import Moments
from caseweave.accounts.pairs import Hearing, Pair, pairs
from caseweave.model.identifiers import slug

from .conftest import Fields, Write, paper

BIOPSY = {"id": "b", "procedure": "skin biopsy", "event": "biopsy", "when": "day 10"}
SCAN = {"id": "p", "procedure": "PET/CT", "event": "scan", "when": "day 27"}
ABSTRACT = {"section": "Abstract"}
LEGEND = {"section": "Figure 1 legend"}


def cells(label: str, value: str | None, **more: object) -> Fields:
    """Give a share of cells of the one biopsy."""
    number = {} if value is None else {"value": value, "unit": "%"}
    return {"id": slug(f"{label} {value}"), "measurement": label, "event": "biopsy", **number, **more}


def site(name: str, place: str, **more: object) -> Fields:
    """See disease at a place on the one scan."""
    return {"id": name, "finding": "extramedullary disease", "event": "scan", "site": place, **more}


def rash(name: str, when: str | list[str], change: str | Fields, **more: object) -> Fields:
    """See the rash at a time."""
    course = {"overall": change} if isinstance(change, str) else change
    return {"id": name, "lesion": "skin rash", "when": when, "course": course, **more}


EARLIER = [site("early", "scalp", event="first-scan", when="day 3", method="PET/CT")]
"""What an earlier look by the same method finds."""
NOTED = {"id": "noted", "finding": "extramedullary disease", "site": ["scalp", "spleen"], "method": "PET/CT"} | {
    "when": "before scan"
}
BEFORE = {"id": "before", "finding": "leukemic infiltration", "site": "skin", "qualifiers": {"sites of": "rash"}} | {
    "when": "before infusion",
    "section": "Conclusion",
}

FOUND: dict[str, list[list[Fields]]] = {
    "different values": [
        [BIOPSY, cells("CD3-positive cells", "2"), cells("T cells in tissue", "<1", **ABSTRACT)],
        [BIOPSY, cells("CD3-positive cells", "2-3"), cells("CD3-positive cells", "4")],
        [
            {"id": "t", "measurement": "body temperature", "value": 39.2, "unit": "Cel", "when": "day 2"},
            {"id": "u", "measurement": "body temperature", "value": 38, "unit": "Cel", "when": "day 2", **ABSTRACT},
        ],
        [
            {"id": "few", "marker": "CD20", "event": "biopsy", "qualifiers": {"expression": "few"}},
            {"id": "all", "marker": "CD20", "event": "biopsy", "value": 100, "unit": "%"},
        ],
        [
            {"id": "g", "measurement": "hemoglobin", "value": 9.1, "unit": "g/dL", "event": "biopsy"},
            {"id": "l", "measurement": "hemoglobin", "value": 81, "unit": "g/L", "event": "biopsy"},
        ],
        [
            {"id": "one", "demographic": "age", "value": 18, "unit": "a"},
            {"id": "two", "demographic": "age", "value": 81, "unit": "a", **ABSTRACT},
        ],
    ],
    "one number rounded": [
        [BIOPSY, cells("CD3-positive cells", "1"), cells("T cells in tissue", "<1", **ABSTRACT)],
        [BIOPSY, cells("CD3-positive cells", "5"), cells("T cells in tissue", ">5", **ABSTRACT)],
    ],
    "part exceeds whole": [
        [BIOPSY, cells("CAR-T cells in tissue", "~50", **ABSTRACT), cells("CD3-positive cells", "1")],
        [BIOPSY, cells("CAR-T cells in tissue", "5-6"), cells("T cells in tissue", "<5")],
    ],
    "different grades": [
        [
            {"id": "two", "adverse event": "CRS", "grade": "2", "when": "day 3"},
            {"id": "one", "adverse event": "CRS", "grade": "1", "when": "day 3", **ABSTRACT},
        ],
    ],
    "different units": [
        [
            {"id": "g", "measurement": "hemoglobin", "value": 9.1, "unit": "g/dL", "event": "biopsy"},
            {"id": "l", "measurement": "hemoglobin", "value": 9.1, "unit": "g/L", "event": "biopsy", **ABSTRACT},
        ],
    ],
    "present and absent": [
        [SCAN, site("there", "scalp"), site("gone", "scalp", state="absent", **LEGEND)],
        [SCAN, site("there", "scalp", method="PET/CT"), {**site("gone", "scalp"), "state": "absent", **LEGEND}],
        [
            {"id": "fever", "finding": "fever", "when": "from day 2 to day 5"},
            {"id": "none", "finding": "fever", "state": "absent", "when": "day 4", **ABSTRACT},
        ],
        [
            {"id": "mrd", "outcome": "MRD negative", "event": "biopsy"},
            {"id": "rest", "outcome": "residual disease", "event": "biopsy", **ABSTRACT},
        ],
    ],
    "sweeping absence": [
        [
            {"id": "none", "adverse event": "adverse event", "state": "absent", "when": "from day 1 to day 8"},
            {"id": "crs", "adverse event": "CRS", "when": "day 4", "section": "Discussion"},
        ],
        [
            {"id": "none", "adverse event": "adverse event", "state": "absent", "when": "from day 1 to day 8"},
            {"id": "fever", "adverse event": "fever", "when": "day 4", "section": "Discussion"},
        ],
    ],
    "another part of the organ": [
        [SCAN, site("lower", "right lower lobe"), site("upper", "right upper lobe", **LEGEND)],
        [BIOPSY, {**BIOPSY, "id": "s1", "site": "scalp"}, {**BIOPSY, "id": "s2", "site": "skin of back", **LEGEND}],
    ],
    "noted in no earlier look": [
        [SCAN, *EARLIER, NOTED],
    ],
    "new where it was before": [
        [
            rash("first", "day 9", {"extent": "appears"}, site="scalp"),
            rash("spread", "day 10", {"extent": "worsens"}, site="upper back", event="rash"),
            BEFORE,
        ],
    ],
    "before and after": [
        [
            {"id": "dose", "treatment": "tocilizumab", "event": "dose"},
            {"id": "one", "adverse event": "CRS", "event": "crs", "when": "before dose"},
            {"id": "two", "adverse event": "CRS", "event": "crs", "when": "after dose", **ABSTRACT},
        ],
    ],
    "opposite courses": [
        [rash("up", "day 9", {"colour": "worsens"}), rash("down", "day 9", {"colour": "improves"}, **LEGEND)],
        [rash("up", "day 9", "worsens"), rash("down", "day 9", {"extent": "improves", "pain": "cleared"}, **LEGEND)],
    ],
    "worse until better": [
        [rash("up", ["after day 9", "by day 13"], "worsens", **ABSTRACT), rash("down", "day 13", "improves")],
    ],
    "seen after clearance": [
        [rash("gone", "by day 16", "cleared", **ABSTRACT), rash("seen", "day 17", "nearly cleared")],
        [
            {"id": "gone", "outcome": "lesion resolution", "when": "by day 16", **ABSTRACT},
            rash("seen", "from day 14 to day 18", "improves"),
        ],
    ],
    "two ends": [
        [
            {"id": "near", "outcome": "extramedullary disease", "when": "after infusion", "course": {"overall": change}}
            | {"id": change.replace(" ", "-"), "section": section}
            for change, section in (("nearly cleared", "Introduction"), ("cleared", "Conclusion"))
        ],
    ],
    "new or worse": [
        [
            rash("gone", "by day 4", "cleared", **ABSTRACT),
            rash("new", "day 9", {"extent": "appears"}),
            rash("worse", "day 9", "worsens", **ABSTRACT),
        ],
    ],
    "gone by one reading": [
        [
            rash("onset", "day 9", {"extent": "appears"}),
            BIOPSY,
            rash("seen", "day 17", {"elevation": "nearly cleared"}),
            {"id": "gone", "outcome": "lesion resolution", "when": "in 1 wk after onset or b", **ABSTRACT},
        ],
    ],
    "fast or nearly gone": [
        [
            rash("seen", "day 17", "nearly cleared"),
            {"id": "fast", "outcome": "lesion resolution", "when": "after infusion", "qualifiers": {"pace": "fast"}}
            | ABSTRACT,
            rash("gone", "day 38", "cleared", state="absent"),
        ],
    ],
    "one number two things": [
        [BIOPSY, cells("CD19-positive cells", "50"), cells("CAR-T cells in tissue", "~50", **ABSTRACT)],
    ],
    "none of a trace": [
        [BIOPSY, cells("CD3-positive cells", "1"), cells("CAR-T cells in tissue", None, state="absent", **ABSTRACT)],
    ],
    "two sexes": [
        [{"id": "man", "demographic": "male"}, {"id": "woman", "demographic": "female", **ABSTRACT}],
    ],
}
"""Rule to small papers it must find something in: each is two statements that disagree, after what they are of."""

LEFT: dict[str, list[list[Fields]]] = {
    "different values": [
        [BIOPSY, cells("CD3-positive cells", "50"), cells("T cells in tissue", "~50", **ABSTRACT)],
        [BIOPSY, cells("CD3-positive cells", "2-3"), cells("CD3-positive cells", "3")],
        [BIOPSY, cells("CD3-positive cells", "1"), cells("CD3-positive cells", "50", event="other", when="day 13")],
        [BIOPSY, cells("CD19-positive cells", "50"), cells("CD3-positive cells", "1")],
        [
            {"id": "t", "measurement": "body temperature", "value": 39.2, "unit": "Cel", "when": "day 2"},
            {"id": "u", "measurement": "body temperature", "value": 38, "unit": "Cel", "when": "day 2"},
        ],
        [
            {"id": "t", "measurement": "body temperature", "value": 39.2, "unit": "Cel", "when": "day 2"},
            {"id": "u", "measurement": "body temperature", "value": 38, "unit": "Cel", "when": "by day 2", **ABSTRACT},
        ],
        [
            {"id": "t", "measurement": "body temperature", "value": 38.7, "unit": "Cel", "event": "biopsy"},
            {"id": "u", "measurement": "body temperature", "value": 39, "unit": "Cel", "event": "biopsy"},
        ],
        [
            {"id": "g", "measurement": "hemoglobin", "value": 9.1, "unit": "g/dL", "event": "biopsy"},
            {"id": "l", "measurement": "hemoglobin", "value": 91, "unit": "g/L", "event": "biopsy"},
        ],
        [
            cells("CD3-positive cells", "1", qualifiers={"stain": "CD3"}),
            cells("CD3-positive cells", "50", qualifiers={"stain": "CD8"}),
        ],
        [
            {"id": "one", "treatment": "tocilizumab", "value": 8, "unit": "mg/kg", "when": "day 3"},
            {"id": "two", "treatment": "tocilizumab", "value": 4, "unit": "mg/kg", "when": "day 3", **ABSTRACT},
        ],
        [
            {"id": "one", "demographic": "age", "value": 18, "unit": "a"},
            {"id": "two", "demographic": "age", "value": 19, "unit": "a", **ABSTRACT},
        ],
    ],
    "one number rounded": [
        [BIOPSY, cells("CD3-positive cells", "2"), cells("T cells in tissue", "<1", **ABSTRACT)],
        [BIOPSY, cells("CD3-positive cells", "2"), cells("T cells in tissue", "1", **ABSTRACT)],
    ],
    "part exceeds whole": [
        [BIOPSY, cells("CAR-T cells in tissue", "1"), cells("T cells in tissue", "60-70")],
        [BIOPSY, cells("CAR-T cells in tissue", "50"), cells("CD19-positive cells", "1")],
    ],
    "different grades": [
        [
            {"id": "two", "adverse event": "CRS", "grade": "2", "when": "day 3"},
            {"id": "one", "adverse event": "CRS", "grade": "1", "when": "day 5", **ABSTRACT},
        ],
        [
            {"id": "two", "adverse event": "CRS", "grade": "2", "when": "day 3", "scale": "ASTCT"},
            {"id": "one", "adverse event": "CRS", "grade": "1", "when": "day 3", "scale": "CTCAE", **ABSTRACT},
        ],
    ],
    "different units": [
        [
            {"id": "g", "measurement": "hemoglobin", "value": 0, "unit": "g/dL", "event": "biopsy"},
            {"id": "l", "measurement": "hemoglobin", "value": 0, "unit": "g/L", "event": "biopsy", **ABSTRACT},
        ],
    ],
    "present and absent": [
        [SCAN, site("there", "scalp"), site("gone", "spleen", state="absent", **LEGEND)],
        [
            {"id": "fever", "finding": "fever", "when": "between day 2 and day 5"},
            {"id": "none", "finding": "fever", "state": "absent", "when": "day 4", **ABSTRACT},
        ],
        [
            {"id": "fever", "finding": "fever", "when": "day 4"},
            {"id": "none", "finding": "fever", "state": "absent", "when": "day 4"},
        ],
        [
            {"id": "red", "finding": "erythema", "when": "day 4"},
            {"id": "none", "finding": "erythema", "state": "absent", "when": "day 4", **ABSTRACT}
            | {"qualifiers": {"relation": "around the lesion"}},
        ],
        [
            rash("seen", "day 4", "improves", method="physical examination"),
            {"id": "none", "lesion": "skin rash", "state": "absent", "when": "day 4", "method": "PET/CT", **LEGEND},
        ],
    ],
    "sweeping absence": [
        [
            {"id": "none", "adverse event": "adverse event", "state": "absent", "when": "from day 1 to day 8"},
            {"id": "crs", "adverse event": "CRS", "when": "day 4"},
        ],
        [
            {"id": "none", "adverse event": "adverse event", "state": "absent", "when": "from day 1 to day 8"},
            {"id": "mood", "finding": "depressed mood", "when": "day 5", "section": "Discussion"},
        ],
        [
            {"id": "none", "adverse event": "CRS", "state": "absent", "when": "day 4"},
            {"id": "any", "adverse event": "adverse event", "when": "day 4", "section": "Discussion"},
        ],
    ],
    "another part of the organ": [
        [SCAN, site("lower", "right lower lobe"), site("upper", "right upper lobe")],
        [
            SCAN,
            site("lower", "right lower lobe"),
            site("both", "right upper lobe", **LEGEND),
            site("too", "right lower lobe", **LEGEND),
        ],
        [SCAN, site("parotid", "parotid gland"), site("glands", "salivary gland", **LEGEND)],
        [SCAN, site("neck", "neck"), site("head", "head", **LEGEND)],
        [SCAN, site("lung", "right lower lobe"), site("spleen", "spleen", **LEGEND)],
    ],
    "noted in no earlier look": [
        [SCAN, *EARLIER, {**NOTED, "site": "scalp"}],
        [SCAN, *EARLIER, {**NOTED, "event": "scan"}],
        [SCAN, NOTED],
        [SCAN, *EARLIER, {**NOTED, "method": "ultrasound"}],
    ],
    "new where it was before": [
        [
            {"id": "known", "finding": "erythema", "site": "back", "when": "day 2"},
            rash("spread", "day 10", {"extent": "worsens"}, site="upper back", event="rash"),
            BEFORE,
        ],
        [
            rash("spread", "day 10", {"extent": "worsens"}, site="upper back", event="rash"),
            {name: value for name, value in BEFORE.items() if name != "qualifiers"},
        ],
        [rash("spread", "day 10", {"extent": "improves"}, site="upper back", event="rash"), BEFORE],
    ],
    "before and after": [
        [
            {"id": "dose", "treatment": "tocilizumab", "event": "dose"},
            {"id": "other", "treatment": "amoxicillin", "event": "other"},
            {"id": "one", "adverse event": "CRS", "event": "crs", "when": "before dose"},
            {"id": "two", "adverse event": "CRS", "event": "crs", "when": ["after other", "by dose"], **ABSTRACT},
        ],
    ],
    "opposite courses": [
        [
            rash("up", "day 9", {"itch": "worsens"}),
            rash("down", "day 9", {"elevation": "improves"}, **LEGEND),
            rash("mixed", "day 12", {"itch": "worsens", "elevation": "improves"}, **ABSTRACT),
        ],
        [rash("up", "by day 9", "worsens"), rash("down", "day 10", "improves", **LEGEND)],
    ],
    "worse until better": [
        [rash("up", "by day 12", "worsens", **ABSTRACT), rash("down", "day 13", "improves")],
        [
            rash("up", "by day 13", "worsens", **ABSTRACT),
            rash("mixed", "day 13", {"itch": "worsens", "elevation": "improves"}),
        ],
    ],
    "seen after clearance": [
        [rash("gone", "by day 20", "cleared", **ABSTRACT), rash("seen", "day 17", "nearly cleared")],
        [
            rash("gone", "day 16", "cleared", **ABSTRACT),
            rash("back", "day 20", "recurs"),
            rash("seen", "day 21", "improves"),
        ],
    ],
    "two ends": [
        [
            {"id": change.replace(" ", "-"), "outcome": "extramedullary disease", "when": when, "section": section}
            | {"course": {"overall": change}}
            for change, section, when in (
                ("nearly cleared", "Introduction", "by day 18"),
                ("cleared", "Conclusion", "by day 38"),
            )
        ],
    ],
    "new or worse": [
        [rash("new", "day 9", {"extent": "appears"}), rash("worse", "day 9", "worsens", **ABSTRACT)],
        [
            rash("gone", "by day 4", "cleared"),
            rash("new", "day 9", {"extent": "appears"}),
            rash("worse", "day 10", "worsens", **ABSTRACT),
        ],
        [
            rash("gone", "by day 12", "cleared"),
            rash("new", "day 9", {"extent": "appears"}),
            rash("worse", "day 9", "worsens", **ABSTRACT),
        ],
    ],
    "gone by one reading": [
        [
            rash("onset", "day 9", {"extent": "appears"}),
            rash("seen", "day 17", {"elevation": "nearly cleared"}),
            {"id": "gone", "outcome": "lesion resolution", "when": "in 1 wk after onset", **ABSTRACT},
        ],
    ],
    "fast or nearly gone": [
        [
            rash("seen", "day 17", "nearly cleared"),
            {"id": "fast", "outcome": "lesion resolution", "when": "after infusion", **ABSTRACT},
            rash("gone", "day 38", "cleared", state="absent"),
        ],
        [
            {"id": "fast", "outcome": "lesion resolution", "when": "after infusion", "qualifiers": {"pace": "fast"}}
            | ABSTRACT,
            rash("gone", "day 38", "cleared", state="absent"),
        ],
    ],
    "one number two things": [
        [BIOPSY, cells("CD19-positive cells", "50"), cells("CAR-T cells in tissue", "40", **ABSTRACT)],
        [
            BIOPSY,
            cells("CD19-positive cells", "50"),
            cells("CAR-T cells in tissue", "50"),
            cells("CAR-T cells in tissue", "~50", id="again", **ABSTRACT),
        ],
        [BIOPSY, cells("CD3-positive cells", "50"), cells("CAR-T cells in tissue", "50", **ABSTRACT)],
    ],
    "none of a trace": [
        [BIOPSY, cells("CD3-positive cells", "60"), cells("CAR-T cells in tissue", None, state="absent", **ABSTRACT)],
        [BIOPSY, cells("CD19-positive cells", "1"), cells("CAR-T cells in tissue", None, state="absent", **ABSTRACT)],
    ],
    "two sexes": [
        [{"id": "man", "demographic": "male"}, {"id": "again", "demographic": "male", **ABSTRACT}],
    ],
}
"""Rule to small papers in which it must find nothing."""


def numbered(papers: dict[str, list[list[Fields]]]) -> list[ParameterSet]:
    """Return each small paper with the name of its rule."""
    return [
        pytest.param(rule, statements, id=f"{rule}-{number}")
        for rule, several in papers.items()
        for number, statements in enumerate(several, start=1)
    ]


def rules_of(kg: KnowledgeGraph) -> list[str]:
    """Return the rules that found something."""
    return [one.rule for one in kg.disagreements]


def test_every_rule_has_both() -> None:
    """A rule without an example, or without a counterexample, is not tested."""
    names = [rule.name for rule in RULES]
    assert list(FOUND) == names
    assert list(LEFT) == names
    assert all(rule.sentence.endswith(".") for rule in RULES)


@pytest.mark.parametrize(("rule", "statements"), numbered(FOUND))
def test_rule_finds(rule: str, statements: list[Fields], write: Write) -> None:
    """The rule and no other finds it, once, with the two statements as sides behind any witness."""
    kg = write(paper("rowan2024", *statements))
    assert rules_of(kg) == [rule]
    (found,) = kg.disagreements
    assert [side.name for side in found.sides][-2:] == [f"rowan2024/{one['id']}" for one in statements[-2:]]
    assert found.kind == next(one.kind for one in RULES if one.name == rule)
    assert found.scope == "within paper"
    assert found.resolution == "unresolved"


@pytest.mark.parametrize(("rule", "statements"), numbered(FOUND))
def test_either_side_alone_is_no_disagreement(rule: str, statements: list[Fields], write: Write) -> None:
    """Without either side there is nothing to disagree with."""
    *rest, one, other = statements
    assert rules_of(write(paper("rowan2024", *rest, one))) == []
    assert rules_of(write(paper("rowan2024", *rest, other))) == []


@pytest.mark.parametrize(("rule", "statements"), numbered(FOUND))
def test_order_in_the_file_changes_nothing(rule: str, statements: list[Fields], write: Write) -> None:
    """The same id, whichever side is told first."""
    *rest, one, other = statements
    (found,) = write(paper("rowan2024", *rest, one, other)).disagreements
    (turned,) = write(paper("rowan2024", *rest, other, one)).disagreements
    assert (found.id, found.strength, found.confidence) == (turned.id, turned.strength, turned.confidence)


@pytest.mark.parametrize(("rule", "statements"), numbered(LEFT))
def test_rule_leaves_alone(rule: str, statements: list[Fields], write: Write) -> None:
    """What only looks like a disagreement is none."""
    assert rule not in rules_of(write(paper("rowan2024", *statements)))


def told(kg: KnowledgeGraph) -> Iterator[Hearing]:
    """Yield what is told of each patient."""
    likeness, moments = Likeness.of(kg.corpus), Moments(kg.corpus, kg.times)
    for case in sorted({record.case for record in kg.statements}):
        yield Hearing.of((record for record in kg.statements if record.case == case), likeness, moments)


def test_rules_do_not_care_which_side_comes_first(real: KnowledgeGraph, kg: KnowledgeGraph) -> None:
    """For every pair of the real and the invented papers, either way round."""
    seen = 0
    for one in [*told(real), *told(kg)]:
        for pair in pairs(one):
            seen += 1
            assert [rule.test(pair) for rule in RULES] == [rule.test(pair.turned) for rule in RULES]
    assert seen > 1000


def test_nothing_disagrees_with_itself(real: KnowledgeGraph) -> None:
    """A statement fits with itself by every rule."""
    for one in told(real):
        for statement in one.statements:
            assert [rule.name for rule in RULES if rule.test(Pair(statement, statement, one))] == []


def test_a_later_first_sight_stands_beside_what_is_denied(write: Write) -> None:
    """Where the denying account has the thing later, that is a side too."""
    kg = write(
        paper(
            "rowan2024",
            {"id": "none", "adverse event": "adverse event", "state": "absent", "when": "from day 1 to day 8"},
            {"id": "later", "adverse event": "CRS", "when": "day 12"},
            {"id": "own", "adverse event": "CRS", "when": "day 10"},
            {"id": "claimed", "adverse event": "CRS", "when": "day 4", "section": "Discussion", "confidence": "low"},
        )
    )
    (found,) = kg.disagreements
    assert [side.name for side in found.sides] == [f"rowan2024/{name}" for name in ("none", "own", "claimed")]
    assert found.confidence == "low"


def test_a_site_noted_before_bears_witness(write: Write) -> None:
    """What is told of one of the two sites, of no scan of its own, is a side too."""
    kg = write(
        paper(
            "rowan2024",
            SCAN,
            site("lower", "right lower lobe"),
            site("upper", "right upper lobe", **LEGEND),
            {"id": "noted", "finding": "FDG-avid lesion", "site": "right upper lobe", "when": "before scan"},
            {"id": "later", "finding": "FDG-avid lesion", "site": "right upper lobe", "when": "day 40"},
        )
    )
    (found,) = kg.disagreements
    assert [side.name for side in found.sides] == [f"rowan2024/{name}" for name in ("lower", "upper", "noted")]


def test_sides_that_hang_together_are_one(write: Write) -> None:
    """One number against two others is one disagreement with three sides, whose doubt is that of the surest two."""
    kg = write(
        paper(
            "rowan2024",
            BIOPSY,
            cells("CD3-positive cells", "1"),
            cells("CD3-positive cells", "1", id="legend", confidence="low", **LEGEND),
            cells("T cells in tissue", "4", id="abstract", confidence="moderate", **ABSTRACT),
        )
    )
    (found,) = kg.disagreements
    assert len(found.sides) == 3
    assert found.confidence == "moderate"
    assert found.about == "CD3-positive cells / T cells in tissue"


def test_what_a_specimen_is_made_of_is_one_question(write: Write) -> None:
    """A share of two things, and a part beyond its whole: one disagreement, led by the surer, by both rules."""
    kg = write(
        paper(
            "rowan2024",
            BIOPSY,
            cells("CD19-positive cells", "50"),
            cells("CAR-T cells in tissue", "~50", **ABSTRACT),
            cells("CD3-positive cells", "1", confidence="low", **LEGEND),
        )
    )
    (found,) = kg.disagreements
    assert (found.kind, found.confidence) == ("entity", None)
    assert found.rule == "one number two things; part exceeds whole"
    assert len({side.name for side in found.sides}) == 3


def test_how_a_thing_ended_is_one_question(write: Write) -> None:
    """Outcomes without a day stand with the side that says the same."""
    end = {"outcome": "extramedullary disease", "when": "after infusion"}
    kg = write(
        paper(
            "rowan2024",
            SCAN,
            site("nearly", "scalp", course={"overall": "nearly cleared"}),
            site("none", "scalp", state="absent", **LEGEND),
            {"id": "near", **end, "course": {"overall": "nearly cleared"}, "section": "Introduction"},
            {"id": "gone", **end, "course": {"overall": "cleared"}, "section": "Conclusion"},
        )
    )
    (found,) = kg.disagreements
    camps = {side.name.split("/")[1]: side.camp for side in found.sides}
    assert (found.kind, camps["nearly"], camps["none"]) == ("state", camps["near"], camps["gone"])


def test_an_id_stays_when_a_side_is_added(write: Write) -> None:
    """Whoever else says something to the question, before or after, in narrower words too."""
    one, other = cells("T cells in tissue", "1"), cells("T cells in tissue", "4", **ABSTRACT)
    (before,) = write(paper("rowan2024", BIOPSY, one, other)).disagreements
    more = cells("CD3-positive cells", "9", **LEGEND)
    for told in ((more, one, other), (one, other, more), (one, {**more, "value": "1"}, other)):
        (after,) = write(paper("rowan2024", BIOPSY, *told)).disagreements
        assert len(after.sides) == 3
        assert after.id == before.id


def test_two_questions_of_one_kind_have_two_ids(write: Write) -> None:
    """Of two happenings, of two things, and of one thing at two times; the first keeps its id."""

    def fever(day: int) -> list[Fields]:
        there = {"id": f"there-{day}", "finding": "fever", "when": f"day {day}"}
        return [there, {**there, "id": f"none-{day}", "state": "absent", **ABSTRACT}]

    (alone,) = write(paper("rowan2024", *fever(2))).disagreements
    found = write(paper("rowan2024", *fever(2), *fever(8))).disagreements.records
    assert len({one.id for one in found}) == 2
    assert found[0].id == alone.id


def test_a_note_and_a_bare_witness_carry_no_mark(write: Write) -> None:
    """Tables mark contradictions and tensions; of clashing phrases those of the happening that is in question."""
    notes = write(
        paper("rowan2024", BIOPSY, cells("CD3-positive cells", "1"), cells("T cells in tissue", "<1", **ABSTRACT))
    )
    assert [(one.strength, one.marked) for one in notes.disagreements] == [("note", ())]
    clash = write(
        paper(
            "rowan2024",
            {"id": "first", "procedure": "skin biopsy", "event": "first", "when": "day 10"},
            {"id": "second", "procedure": "skin biopsy", "event": "second", "when": "day 13"},
            {"id": "apart", "procedure": "skin biopsy", "event": "second", "when": "5 d after first", **ABSTRACT},
        )
    )
    (found,) = clash.disagreements
    assert [name.rsplit("/", 1)[1] for name in found.marked] == ["second", "apart"]
    assert notes.comparison(rows="all").record.disagreements == ()
    table = clash.comparison(rows="all").record
    assert {one.id for one in table.disagreements} == {found.id}
