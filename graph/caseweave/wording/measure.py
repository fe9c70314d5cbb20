"""The result of a measure, in a line."""

from __future__ import annotations

from caseweave.model import Measure
from caseweave.wording.days import length

__all__ = ["result"]


def result(measure: Measure) -> str:
    """Say how long from which zero, or which value, and by whose account."""
    time = length(measure.earliest, measure.latest, "sentence")
    value = f"{measure.value} {measure.unit or ''}".strip() if measure.value else f"{time} from {measure.zero}"
    parts = [value, measure.certainty or "", measure.account, measure.reading or ""]
    return "; ".join(filter(None, parts))
