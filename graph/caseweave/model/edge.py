"""An edge of the network: what joins a case and an entity, or an entity and the one above it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Final

__all__ = ["EDGE_COLUMNS", "Edge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge of the network: a statement joins its case to an entity, a result to a measure; or a step up.

    ``source`` and ``target`` are case ids and CURIEs; ``id`` is the IRI of the statement or measure. Days are numbers.
    """

    source: str
    target: str
    label: str
    type: str
    kind: str = ""
    state: str = ""
    when: str = ""
    days: str = ""
    text: str = ""
    printed: str = ""
    said_by: str = ""
    role: str = ""
    section: str = ""
    confidence: str = ""
    basis: str = ""
    note: str = ""
    id: str = ""
    earliest: int | None = None
    latest: int | None = None
    end_earliest: int | None = None
    end_latest: int | None = None

    def row(self) -> dict[str, object]:
        """Return the fields in order, as plain JSON values; what is empty is None."""
        return {name: None if value == "" else value for name, value in asdict(self).items()}


EDGE_COLUMNS: Final = tuple(field.name for field in fields(Edge))
"""Names of the public columns, in order."""
