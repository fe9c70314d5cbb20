"""The closed lists: every word a field of a statement may hold. The ontology defines each of them; a test compares."""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = [
    "LISTS",
    "Account",
    "Aspect",
    "Basis",
    "CellState",
    "Change",
    "Confidence",
    "Conflict",
    "Judgement",
    "Kind",
    "Purpose",
    "Qualifier",
    "Reach",
    "Read",
    "Role",
    "Settlement",
    "State",
    "Strength",
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
Account = Literal["narrative", "discussion", "abstract", "relayed"]
Conflict = Literal["value", "unit", "state", "site", "time", "order", "course", "entity"]
Reach = Literal["within paper", "between papers"]
Strength = Literal["contradiction", "tension"]
Settlement = Literal["unresolved", "preferred"]
Judgement = Literal["agrees", "differs", "not found in what was read", "original not read"]

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
    "account": get_args(Account),
    "disagreement-kind": get_args(Conflict),
    "disagreement-scope": get_args(Reach),
    "strength": get_args(Strength),
    "resolution": get_args(Settlement),
    "verdict": get_args(Judgement),
}
"""Scheme name (first part of the IRI of each value) to its values, in the order they are listed to users."""
