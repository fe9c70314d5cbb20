"""Tables to papers: rows gathered by paper, each value with the cell it came from, and every fault with its cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from caseweave.curation.sheets.cells import UnsayableError, as_value
from caseweave.curation.sheets.columns import ANCHOR, SheetColumn, TableName, columns
from caseweave.curation.sheets.rows import NESTED
from caseweave.curation.sheets.table import SheetFault, SheetTable
from caseweave.model.identifiers import is_id, slug
from caseweave.protocol.values import near
from caseweave.vocabulary.spelling import nearest
from caseweave.yamltext import Path, Plain

__all__ = ["SheetPaper", "sheet_papers"]

_ORDER: Final[tuple[TableName, ...]] = ("Papers", "Terms", "Cases", "Statements")
"""Tables in the order in which they are read: statements stand on all others."""


@dataclass(slots=True)
class SheetPaper:
    """A paper as tables tell it, and for each row of each table its place in them."""

    value: dict[str, Plain] = field(default_factory=dict)
    rows: dict[Path, tuple[SheetTable, int]] = field(default_factory=dict)
    has_head: bool = False
    heads: dict[Path, str] = field(default_factory=dict)

    def fault(self, path: Path, message: str) -> SheetFault | None:
        """Return the fault of a place of the paper file as that of a cell; None where no cell stands behind it."""
        for length in (2, 1, 0):
            if path[:length] in self.rows:
                table, row = self.rows[path[:length]]
                return table.fault(row, self.heads.get(path[:length]) or _column(path[length:], table), message)
        return None


def _column(rest: Path, table: SheetTable) -> str:
    """Name the column behind the rest of a path: a kind stands under ``about``, parts of an anchor in their own."""
    for step in map(str, rest):
        nested = {inner: column for column, (outer, inner) in NESTED.items() if str(rest[0]) == outer}
        if step in nested:
            return nested[step]
        if step in table.heads:
            return step
    return "section" if rest and rest[0] == "anchor" else "about" if rest and "about" in table.heads else ""


def sheet_papers(tables: Mapping[TableName, SheetTable]) -> tuple[dict[str, SheetPaper], list[SheetFault]]:
    """Return the papers that tables tell of, by id, and what is wrong with cells as they stand."""
    papers: dict[str, SheetPaper] = {}
    faults: list[SheetFault] = []
    for name in _ORDER:
        table = tables.get(name)
        if table is not None:
            faults += _heads(name, table)
            faults += _Gatherer(name, table, papers).faults()
    return papers, faults


def _heads(name: TableName, table: SheetTable) -> Iterator[SheetFault]:
    known = [column.name for column in columns(name)]
    for head in table.heads:
        if head not in known:
            yield table.fault(None, head, f"no column of this table; {near(head, known)}")
    for column in columns(name):
        if column.required and column.name not in table.heads:
            yield table.fault(None, column.name, "this column is missing; add it to the head")


class _Gatherer:
    """Puts the rows of one table where they belong in their papers."""

    def __init__(self, name: TableName, table: SheetTable, papers: dict[str, SheetPaper]) -> None:
        self.name = name
        self.table = table
        self.papers = papers
        self.known = [column for column in columns(name) if column.name in table.heads]

    def faults(self) -> Iterator[SheetFault]:
        for place, row in enumerate(self.table.rows):
            mine: list[SheetFault] = []
            record = dict(self.values(place, row, mine))
            yield from mine
            key = "id" if self.name == "Papers" else "paper"
            paper = str(record.get(key, ""))
            if paper and not is_id(paper):
                yield self.table.fault(
                    place, key, f"{paper!r} is no id; use a-z, 0-9, '.', '_', '-', such as smith2024"
                )
            elif paper and not mine:
                self.put(self.papers.setdefault(paper, SheetPaper({"id": paper})), record, place)

    def values(self, place: int, row: Mapping[str, str], faults: list[SheetFault]) -> Iterator[tuple[str, Plain]]:
        for column in self.known:
            text = row.get(column.name, "").strip()
            if not text:
                if column.required:
                    faults.append(self.table.fault(place, column.name, "nothing stands here; write one"))
                continue
            try:
                value = as_value(text, column.form)
            except UnsayableError as error:
                faults.append(self.table.fault(place, column.name, str(error)))
                continue
            wrong = _unlisted(column, value)
            if wrong:
                faults.append(self.table.fault(place, column.name, wrong))
            else:
                yield column.name, value

    def put(self, paper: SheetPaper, record: dict[str, Plain], place: int) -> None:
        """Put a row into its paper and remember where it came from."""
        record.pop("paper", None)
        _nest(record)
        if self.name == "Papers":
            paper.value |= record
            paper.has_head = True
            paper.rows[()] = (self.table, place)
        elif self.name == "Cases":
            case = str(record.pop("case"))
            _under(paper.value, "cases")[case] = record
            paper.rows["cases", case] = (self.table, place)
        else:
            listed = _list(paper.value, self.name.casefold())
            paper.rows[self.name.casefold(), len(listed)] = (self.table, place)
            is_zero = record.pop("day 0", None) == "yes"
            made = _statement(record, listed) if self.name == "Statements" else record
            listed.append(made)
            if is_zero:
                cases = _under(paper.value, "cases")
                case = str(made.get("case") or next(iter(cases), paper.value["id"]))
                _under(cases, case).setdefault("zero", made["id"])


def _unlisted(column: SheetColumn, value: Plain) -> str | None:
    """Say what is wrong with a word that is none of those that may stand in a column."""
    for word in value if isinstance(value, list) else [value]:
        if column.choices and word not in {*column.choices, ""}:
            close = nearest(str(word), column.choices)
            return f"{word!r} is not one of: {', '.join(column.choices)}" + (
                f"; did you mean {close!r}?" if close else ""
            )
    return None


def _nest(record: dict[str, Plain]) -> None:
    for column, (outer, inner) in NESTED.items():
        if column in record:
            _under(record, outer)[inner] = record.pop(column)


def _under(record: dict[str, Plain], name: str) -> dict[str, Plain]:
    found = record.setdefault(name, {})
    assert isinstance(found, dict)
    return found


def _list(record: dict[str, Plain], name: str) -> list[Plain]:
    found = record.setdefault(name, [])
    assert isinstance(found, list)
    return found


def _statement(record: dict[str, Plain], before: Iterable[Plain]) -> dict[str, Plain]:
    """Put the kind over what the statement is about, and the columns of the anchors together; give it an id."""
    about = str(record.pop("about"))
    made: dict[str, Plain] = {"id": str(record.pop("id", "")) or _free(about, before)}
    kind = str(record.pop("kind"))
    parts: dict[str, Plain] = {name: record.pop(name) for name in ANCHOR if name in record}
    made |= {**record, kind: about}
    anchors = list(_anchors(parts))
    made["anchor"] = anchors[0] if len(anchors) == 1 else list(anchors)
    return made


def _anchors(parts: Mapping[str, Plain]) -> Iterator[dict[str, Plain]]:
    columns = {name: value if isinstance(value, list) else [value] for name, value in parts.items()}
    for place in range(max(map(len, columns.values()), default=0)):
        told = {name: values[place] for name, values in columns.items() if place < len(values)}
        yield {name: value for name, value in told.items() if value}


def _free(about: str, before: Iterable[Plain]) -> str:
    """Return an id for a statement that has none: what it is about, with a number where that is taken."""
    taken = {one["id"] for one in before if isinstance(one, dict)}
    plain = slug(about)[:56] or "statement"
    names = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
