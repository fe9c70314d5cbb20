"""The closed lists: every word a field of a statement may hold. The ontology defines each of them; a test compares."""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = [
    "LISTS",
    "Aspect",
    "Basis",
    "CellState",
    "Change",
    "Confidence",
    "Kind",
    "Purpose",
    "Qualifier",
    "Read",
    "Role",
    "State",
]

Kind = Literal[
    "demographic",
    "diagnosis",
    "genetics",
    "marker",
    "finding",
    "lesion",
    "treatment",
    "procedure",
    "measurement",
    "adverse event",
    "outcome",
]
Role = Literal["own", "relayed", "background", "synthesis"]
State = Literal["present", "absent", "not assessable", "proposed"]
Aspect = Literal["extent", "elevation", "colour", "pain", "itch", "overall"]
Change = Literal["appears", "worsens", "stable", "improves", "nearly cleared", "cleared", "recurs"]
Basis = Literal["stated", "converted", "inferred", "set aside"]
Confidence = Literal["high", "moderate", "low", "inferred"]
Read = Literal["full text", "abstract", "excerpt"]
Purpose = Literal["what", "when", "value"]
Qualifier = Literal[
    "amount",
    "appearance",
    "cells",
    "colour",
    "component of",
    "count",
    "cycle",
    "duration",
    "elevation",
    "expression",
    "inferred unit",
    "intent",
    "laterality",
    "line",
    "printed as",
    "product name",
    "purpose",
    "reason",
    "relation",
    "response",
    "result",
    "setting",
    "size",
    "stain",
    "symptom",
    "trial",
    "variant",
]
CellState = Literal[
    "reported", "absent", "proposed", "not assessable", "not reported", "source not read", "not applicable"
]

LISTS: Final[dict[str, tuple[str, ...]]] = {
    "kind": get_args(Kind),
    "role": get_args(Role),
    "state": get_args(State),
    "aspect": get_args(Aspect),
    "change": get_args(Change),
    "basis": get_args(Basis),
    "confidence": get_args(Confidence),
    "read": get_args(Read),
    "purpose": get_args(Purpose),
    "qualifier": get_args(Qualifier),
    "cell-state": get_args(CellState),
}
"""Scheme name (first part of the IRI of each value) to its values, in the order they are listed to users."""
