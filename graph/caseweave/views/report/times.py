"""Measures as the report draws them: by name and zero, a row an account, each with its proof as a sentence."""

from __future__ import annotations

from caseweave.model import Measure, ProofStep
from caseweave.protocol import definition
from caseweave.views.comparison.voice import DOUBTED, rank, voice_of
from caseweave.views.report.evidence import Json, filled
from caseweave.views.report.matter import ReportMatter
from caseweave.wording import days, length
from caseweave.wording.unit import unit

__all__ = ["times"]


def times(matter: ReportMatter) -> list[Json]:
    """Return the measures in the order of the protocol, the most trusted account of each case first."""
    order = list(matter.protocol.measures)
    cases = [one.case for one in matter.cases]
    found: dict[tuple[str, str], list[Measure]] = {}
    for one in matter.measures:
        if one.case in cases:
            found.setdefault((one.measure, one.zero), []).append(one)
    names = sorted(found, key=lambda key: order.index(key[0]) if key[0] in order else len(order))
    return [_group(matter, name, zero, found[name, zero], cases) for name, zero in names]


def _group(matter: ReportMatter, name: str, zero: str, found: list[Measure], cases: list[str]) -> Json:
    known = matter.protocol.measures
    rows = sorted(found, key=lambda one: (cases.index(one.case), rank(voice_of(one, one.confidence in DOUBTED))))
    return {
        "name": name,
        "zero": zero,
        "rule": definition(known[name]) if name in known else "",
        "cases": len({one.case for one in found}),
        "rows": [_row(one) for one in rows],
    }


def _row(one: Measure) -> Json:
    told, _, _ = one.arithmetic.rpartition(":")
    return filled(
        {
            "id": one.identifier,
            "case": one.case,
            "by": one.said_by,
            "role": one.role,
            "account": one.account,
            "reading": one.reading,
            "low": one.earliest,
            "high": one.latest,
            "value": _value(one),
            "doubt": one.certainty,
            "confidence": one.confidence if one.confidence in DOUBTED else None,
            "part": ", ".join(one.site),
            "proof": told or one.arithmetic,
            "definition": one.definition,
            "sections": list(one.sections),
            "steps": [_step(step) for step in one.proof],
            "conventions": list(one.conventions),
            "note": one.note,
        }
    )


def _value(one: Measure) -> str:
    if one.is_time:
        return length(one.earliest, one.latest, "cell")
    return f"{one.value}{unit(one.unit, 'cell')}"


def _step(step: ProofStep) -> Json:
    return filled({"use": step.use, "said": step.input, "days": days(step.earliest, step.latest, "cell")})
