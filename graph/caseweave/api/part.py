"""The one pattern of everything a knowledge graph holds: records to go through, a table, and a display in a notebook.

``kg.statements``, ``kg.measures``, ``kg.disagreements``, ``kg.comparison``, ``kg.cases``, ``kg.network``,
``kg.timeline``, and what ``kg.check()`` and ``kg.verify(…)`` return, are parts. A part

- is a sequence of frozen records: ``for one in part``, ``len(part)``, ``part[0]``;
- has ``rows()``, a mapping per record with the public keys, and ``frame()``, the same as a pandas DataFrame;
- shows itself in a notebook;
- is called where there is a choice: ``kg.statements(zero="rash-onset", cases=["Yang"])`` is the same part, chosen so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Brief", "Cases", "GraphPart"]

Record_co = TypeVar("Record_co", covariant=True)

Cases: TypeAlias = "str | Iterable[str]"
"""Cases that are asked for, by id or label; none is all."""

Brief: TypeAlias = "tuple[tuple[str, ...], list[Mapping[str, object]]]"
"""Columns and rows of a table to read."""


class GraphPart(Sequence[Record_co]):
    """A sequence of frozen records that is a table too. ``records`` holds them as a tuple."""

    noun: ClassVar[str] = "records"

    def __init__(self, records: Iterable[Record_co]) -> None:
        self.records = tuple(records)

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record_co]:
        return iter(self.records)

    @overload
    def __getitem__(self, place: int) -> Record_co: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Record_co, ...]: ...
    def __getitem__(self, place: int | slice) -> Record_co | tuple[Record_co, ...]:
        return self.records[place]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} {self.noun}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The public keys, in order."""
        raise NotImplementedError

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per record: the public keys, plain JSON values, what is empty is None."""
        raise NotImplementedError

    def brief(self) -> Brief:
        """Return the columns and rows of a table to read: what answers first, no ids."""
        return self.columns, list(self.rows())

    def frame(self) -> pd.DataFrame:
        """Return the records as a table: one row per record, the public columns."""
        from caseweave.views.tables import records_frame  # noqa: PLC0415 - pandas costs half a second

        return records_frame(self.columns, self.rows())

    def _repr_html_(self) -> str:
        from caseweave.views.tables import frame_html, records_frame  # noqa: PLC0415

        return frame_html(records_frame(*self.brief()))
