"""The rules: each a small function that tells how strongly two statements disagree, with its sentence as docstring."""

from __future__ import annotations

from typing import Final

from caseweave.accounts.finding import MisfitRule
from caseweave.accounts.rules.courses import (
    fast_or_nearly_gone,
    gone_before,
    gone_by_one_reading,
    nearly_gone_before,
    new_or_worse,
    opposite_courses,
    seen_after_clearance,
    two_ends,
    worse_until_better,
)
from caseweave.accounts.rules.entities import none_of_a_trace, one_number_two_things, two_sexes
from caseweave.accounts.rules.orders import before_and_after
from caseweave.accounts.rules.sites import (
    another_part_of_the_organ,
    new_where_it_was_before,
    noted_before,
    noted_in_no_earlier_look,
    places_not_noted,
    procedures_there,
)
from caseweave.accounts.rules.states import first_seen, present_and_absent, sweeping_absence, told_of_the_end
from caseweave.accounts.rules.values import (
    different_grades,
    different_units,
    different_values,
    one_number_rounded,
    part_exceeds_whole,
)
from caseweave.model import Statement

__all__ = ["RULES"]


def _measured(one: Statement) -> bool:
    named = any(name in {"expression", "amount"} for name, _ in one.qualifiers)
    return named or not (one.value is None and one.low is None and one.high is None)


def _graded(one: Statement) -> bool:
    return one.grade is not None


def _placed(one: Statement) -> bool:
    return bool(one.site and one.event)


def _located(one: Statement) -> bool:
    return bool(one.site and one.method)


def _ordered(one: Statement) -> bool:
    return bool(one.when and one.event)


def _changing(one: Statement) -> bool:
    return bool(one.course)


def _lasting(one: Statement) -> bool:
    return one.kind in {"lesion", "outcome"} or bool(one.course)


def _sampled(one: Statement) -> bool:
    return one.kind == "measurement" and one.event is not None


def _personal(one: Statement) -> bool:
    return one.kind == "demographic"


RULES: Final[tuple[MisfitRule, ...]] = (
    MisfitRule("value", different_values, _measured),
    MisfitRule("value", one_number_rounded, _measured),
    MisfitRule("value", part_exceeds_whole, _measured),
    MisfitRule("value", different_grades, _graded),
    MisfitRule("unit", different_units, _measured),
    MisfitRule("state", present_and_absent, also=told_of_the_end),
    MisfitRule("state", sweeping_absence, also=first_seen),
    MisfitRule("site", another_part_of_the_organ, _placed, noted_before),
    MisfitRule("site", noted_in_no_earlier_look, _located, more=places_not_noted),
    MisfitRule("site", new_where_it_was_before, also=procedures_there),
    MisfitRule("order", before_and_after, _ordered),
    MisfitRule("course", opposite_courses, _changing),
    MisfitRule("course", worse_until_better, _changing),
    MisfitRule("course", seen_after_clearance, _lasting),
    MisfitRule("course", two_ends, _changing),
    MisfitRule("course", new_or_worse, _changing, gone_before),
    MisfitRule("course", gone_by_one_reading, _lasting),
    MisfitRule("course", fast_or_nearly_gone, _lasting, nearly_gone_before),
    MisfitRule("entity", one_number_two_things, _measured),
    MisfitRule("entity", none_of_a_trace, _sampled),
    MisfitRule("entity", two_sexes, _personal),
)
"""All rules on two statements, in the order they are listed to users."""
