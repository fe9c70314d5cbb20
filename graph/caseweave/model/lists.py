"""The lists: every word a field of a statement may hold. The ontology defines each of them; a test compares.

Aspects of a course and names of qualifiers are open: a file may use others; those listed are what editors offer.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

__all__ = [
    "ASPECTS",
    "LISTS",
    "QUALIFIERS",
    "TIMELESS",
    "Account",
    "Aspect",
    "Assertion",
    "Basis",
    "CellState",
    "Certainty",
    "Change",
    "Confidence",
    "Conflict",
    "Judgement",
    "Kind",
    "LinkCertainty",
    "Naming",
    "Phase",
    "Purpose",
    "Qualifier",
    "Reach",
    "Read",
    "Relation",
    "Role",
    "SchedulePart",
    "Settlement",
    "State",
    "Status",
    "Strength",
    "Word",
]

Kind = Literal[
    "demographic",
    "history",
    "diagnosis",
    "genetics",
    "organism",
    "marker",
    "finding",
    "lesion",
    "treatment",
    "procedure",
    "measurement",
    "adverse event",
    "outcome",
]
TIMELESS: Final[frozenset[Kind]] = frozenset({"diagnosis", "genetics"})
"""Kinds of what a patient has whenever it is told: they are compared without regard to phase."""

Role = Literal["own", "relayed", "background", "synthesis"]
State = Literal["present", "absent", "not assessable", "proposed"]
Account = Literal["narrative", "legend", "discussion", "abstract"]
Assertion = Literal["observed", "inferred", "hypothesised"]
Naming = Literal["printed", "mapped"]
Certainty = Literal["suspected"]
Relation = Literal[
    "caused by",
    "contributed to by",
    "complicates",
    "response to",
    "no response to",
    "replaces",
    "continues",
    "stops",
    "revises",
    "shown by",
]
LinkCertainty = Literal["stated", "suspected", "excluded"]
SchedulePart = Literal["dose", "every", "times", "for"]
Phase = Literal["before", "after"]
Aspect: TypeAlias = str
ASPECTS: Final = ("extent", "elevation", "colour", "pain", "itch", "overall")
Change = Literal["appears", "worsens", "stable", "improves", "nearly cleared", "cleared", "recurs"]
Basis = Literal["stated", "converted", "inferred", "set aside"]
Confidence = Literal["high", "moderate", "low", "inferred"]
Read = Literal["full text", "abstract", "excerpt"]
Purpose = Literal["what", "when", "value"]
Qualifier: TypeAlias = str
QUALIFIERS: Final = (
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
)
Word = Literal["own", "relayed", "inferred", "mapped"]
Status = Literal["retracted", "corrected"]
CellState = Literal[
    "reported",
    "absent",
    "proposed",
    "not assessable",
    "not reported",
    "not reported in text",
    "source not read",
    "not applicable",
    "blank",
]
Conflict = Literal["value", "unit", "state", "site", "time", "order", "course", "entity"]
Reach = Literal["within paper", "between papers"]
Strength = Literal["contradiction", "tension", "note"]
Settlement = Literal["unresolved", "preferred"]
Judgement = Literal["agrees", "differs", "not found in what was read", "original not read"]

LISTS: Final[dict[str, tuple[str, ...]]] = {
    "kind": get_args(Kind),
    "role": get_args(Role),
    "state": get_args(State),
    "assertion": get_args(Assertion),
    "naming": get_args(Naming),
    "certainty": get_args(Certainty),
    "relation": get_args(Relation),
    "link-certainty": get_args(LinkCertainty),
    "schedule": get_args(SchedulePart),
    "phase": get_args(Phase),
    "status": get_args(Status),
    "aspect": ASPECTS,
    "change": get_args(Change),
    "basis": get_args(Basis),
    "confidence": get_args(Confidence),
    "read": get_args(Read),
    "purpose": get_args(Purpose),
    "qualifier": QUALIFIERS,
    "cell-state": get_args(CellState),
    "account": get_args(Account),
    "disagreement-kind": get_args(Conflict),
    "disagreement-scope": get_args(Reach),
    "strength": get_args(Strength),
    "resolution": get_args(Settlement),
    "verdict": get_args(Judgement),
}
"""Scheme name (first part of the IRI of each value) to its values, in the order they are listed to users."""
