"""The rules that measures are computed by: each with its name, its criterion in a few words, and its definition."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``criterion`` says what is looked for, ``definition`` how the result follows from statements."""

    name: str
    criterion: str
    definition: str


_ALL: Final = (
    Rule(
        "time to first improvement",
        "skin lesions better in some aspect and worse in none",
        "Days from the zero to the first day on which a statement of the account has an aspect of the skin lesions "
        "improve while no statement of that day has another worsen; after the last day before it on which they were "
        "seen not improved.",
    ),
    Rule(
        "time to near clearance",
        "skin lesions nearly gone on examination",
        "Days from the zero to the day on which the skin lesions are nearly cleared as a whole, or in every aspect the "
        "statement names, elevation and colour or the extent among them; after the last day before it on which they "
        "were seen to worsen.",
    ),
    Rule(
        "time to clearance",
        "no skin lesion left on examination",
        "Days from the zero to clearance of the skin lesions on examination: after the last day they were seen not "
        "cleared, up to the first day they were seen cleared; a printed length, as in 20 days after, is the time "
        "itself. Scans and biopsies do not count.",
    ),
    Rule(
        "first scan nearly clear",
        "first scan with the lesions nearly gone",
        "Days from the zero to the first scan that is said to show its lesions nearly gone.",
    ),
    Rule(
        "first scan clear",
        "first scan without a lesion",
        "Days from the zero to the first scan that is said to show no lesion.",
    ),
    Rule(
        "first biopsy without leukemia cells",
        "first tissue biopsy without leukemia cells",
        "Days from the zero to the first biopsy, other than of the marrow, in which leukemia cells are said to be "
        "absent.",
    ),
    Rule(
        "first test without residual disease",
        "first test that is MRD-negative or finds no residual leukemia",
        "Days from the zero to the first test said to be MRD-negative, or to find no residual leukemia.",
    ),
    Rule(
        "CRS onset",
        "first day with cytokine release syndrome",
        "Days from the zero to the first day on which cytokine release syndrome is said to be present.",
    ),
    Rule(
        "CRS maximum grade",
        "highest grade of cytokine release syndrome",
        "The highest grade of cytokine release syndrome that the account gives, on the scale it names or on none; the "
        "days are those of that grade. Grades on different scales are not compared.",
    ),
    Rule(
        "time from CRS to first tocilizumab",
        "first tocilizumab, counted from the first day with cytokine release syndrome",
        "Days from the first day with cytokine release syndrome to the first dose of tocilizumab; below zero where the "
        "drug may have come first.",
    ),
    Rule(
        "remission duration",
        "remission after the infusion, until relapse or the end that is given",
        "Days from the start of the remission that follows the infusion to its end: the length that is printed, else "
        "the first relapse after it, else at least to the last day on which the patient is said to be free of disease.",
    ),
    Rule(
        "blood CAR-T nearest clearance",
        "blood CAR-T measurement nearest to clearance of the skin lesions",
        "The measurement of CAR-T cells in blood whose days lie nearest to the interval in which the skin lesions "
        "cleared, by the account of clearance; every measurement that may be the nearest is listed. One without a day "
        "cannot be placed.",
    ),
)

RULES: Final = MappingProxyType({rule.name: rule for rule in _ALL})
"""All rules by name, in the order they are listed to users."""
