"""The rules: each a small function that tells how strongly two statements disagree, with its sentence as docstring."""

from __future__ import annotations

from typing import Final

from caseweave.disagree.finding import Rule
from caseweave.disagree.rules.courses import opposite_courses, seen_after_clearance, two_ends, worse_until_better
from caseweave.disagree.rules.entities import none_of_a_trace, one_number_two_things, two_sexes
from caseweave.disagree.rules.orders import before_and_after
from caseweave.disagree.rules.sites import another_part_of_the_organ, noted_before
from caseweave.disagree.rules.states import first_seen, present_and_absent, sweeping_absence
from caseweave.disagree.rules.values import different_grades, different_units, different_values, part_exceeds_whole

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    Rule("value", different_values),
    Rule("value", part_exceeds_whole),
    Rule("value", different_grades),
    Rule("unit", different_units),
    Rule("state", present_and_absent),
    Rule("state", sweeping_absence, first_seen),
    Rule("site", another_part_of_the_organ, noted_before),
    Rule("order", before_and_after),
    Rule("course", opposite_courses),
    Rule("course", worse_until_better),
    Rule("course", seen_after_clearance),
    Rule("course", two_ends),
    Rule("entity", one_number_two_things),
    Rule("entity", none_of_a_trace),
    Rule("entity", two_sexes),
)
"""All rules on two statements, in the order they are listed to users."""
