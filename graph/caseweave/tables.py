"""Rows to tables: answers and statements as DataFrames, and the comparison of cases from its query."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from caseweave.model import COLUMNS, Cell, CellState, Comparison, Entry, Row, Statement
from caseweave.store import Answer, Store, query_named

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["answer_frame", "cell_records", "comparison", "comparison_frame", "statement_frame", "statements_csv"]

_ENTRY: Final = tuple(field.name for field in dataclasses.fields(Entry))

TITLE: Final = "Published cases side by side"

_SIGNS: Final[Mapping[CellState, str]] = {
    "not reported": "NR",
    "source not read": "not read",
    "not applicable": "NA",
}
_NOTES: Final = (
    "relayed: said by one paper about the patient of another; it is not independent support.",
    "inferred: the curator's mapping or reading, not the paper's own word.",
    "Days are counted from the day 0 of each case, the infusion of the CAR-T cells.",
)


def answer_frame(answer: Answer) -> pd.DataFrame:
    """Return an answer as a DataFrame; whole numbers stay whole where some are missing."""
    import pandas as pd  # noqa: PLC0415 - half a second that only tables need

    return pd.DataFrame(list(answer.rows), columns=list(answer.columns)).convert_dtypes(
        convert_string=False, convert_floating=False
    )


def statement_frame(statements: Iterable[Statement]) -> pd.DataFrame:
    """Return the statement table: one row per statement, the public columns in order; lists stay lists."""
    import pandas as pd  # noqa: PLC0415

    frame = pd.DataFrame([statement.row() for statement in statements], columns=list(COLUMNS))
    whole = ["earliest", "latest", "end_earliest", "end_latest", "words"]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def statements_csv(statements: Iterable[Statement]) -> str:
    """Write the statement table as CSV: empty for null, "; " between the parts of a list."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_flat(value) for value in statement.row().values()] for statement in statements)
    return text.getvalue()


def _flat(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def comparison(store: Store) -> Comparison:
    """Make the comparison of all cases from the queries ``cases`` and ``comparison``."""
    cases = query_named(store, "cases").records()
    lines = query_named(store, "comparison").records()
    heads = tuple((str(case["case"]), str(case["label"])) for case in cases)
    read = {str(case["case"]): str(case["read"]) for case in cases}
    rows = [
        _row(str(group), str(attribute), list(found), read)
        for (_, group, attribute), found in groupby(lines, lambda r: (r["place"], r["topic"], r["attribute"]))
    ]
    return Comparison(title=TITLE, heads=heads, rows=tuple(rows), notes=_NOTES)


def comparison_frame(table: Comparison) -> pd.DataFrame:
    """Return a comparison as a DataFrame of texts: attributes as rows, cases as columns."""
    import pandas as pd  # noqa: PLC0415

    index = pd.MultiIndex.from_tuples([(row.group, row.attribute) for row in table.rows], names=["topic", "attribute"])
    cells = [[cell_text(cell) for cell in row.cells] for row in table.rows]
    return pd.DataFrame(cells, index=index, columns=[case for case, _ in table.heads])


def cell_records(table: Comparison) -> list[dict[str, object]]:
    """Return a comparison as flat records: one per entry, and one per cell that has none."""
    records: list[dict[str, object]] = []
    for row in table.rows:
        for cell in row.cells:
            head = {"topic": row.group, "attribute": row.attribute, "case": cell.case}
            entries = [dataclasses.asdict(entry) for entry in cell.entries]
            records += [{**head, **entry} for entry in entries or [dict.fromkeys(_ENTRY) | {"state": cell.state}]]
    return records


def cell_text(cell: Cell) -> str:
    """Write a cell in one line: each entry with who says it, or why there is none."""
    if not cell.entries:
        return _SIGNS.get(cell.state, cell.state)
    return "; ".join(f"{entry.text} [{entry.said_by}, {entry.role}]" for entry in cell.entries)


def _row(group: str, attribute: str, found: Sequence[Mapping[str, object]], read: Mapping[str, str]) -> Row:
    cells = []
    for case in read:
        entries = _merged([_entry(line) for line in found if line["case"] == case])
        cells.append(Cell(attribute=attribute, case=case, state=_state(entries, read[case]), entries=entries))
    return Row(group=group, attribute=attribute, cells=tuple(cells))


def _state(entries: Sequence[Entry], read: str) -> CellState:
    if not entries:
        return "not reported" if read == "full text" else "source not read"
    states = [entry.state for entry in entries]
    return "reported" if "reported" in states else states[0]


def _merged(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Keep one entry for several statements of one paper that come to the same words."""
    first: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        first.setdefault((entry.text, entry.state, entry.said_by, entry.role), entry)
    return tuple(first.values())


def _entry(line: Mapping[str, object]) -> Entry:
    state = str(line["state"])
    return Entry(
        text=_words(line),
        state="reported" if state == "present" else state,  # type: ignore[arg-type]
        said_by=str(line["said_by"]),
        role=str(line["role"]),
        statement=str(line["statement"]),
        section=_optional(line["section"]),
        printed=_optional(line["printed"]),
        when=_optional(line["when"]),
        confidence=_optional(line["confidence"]),
        note=_optional(line["note"]),
    )


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def _words(line: Mapping[str, object]) -> str:
    """Say in a few words what a statement says, in the way the row of the table wants it."""
    parts = {
        "value": [line["printed"] or line["value"] or line["label"]],
        "name": [line["label"]],
        "dose": [line["printed"]],
        "dose and time": [line["printed"] or line["label"], _days(line)],
        "where": [line["label"], _site(line), _days(line)],
        "time": [line["label"], _days(line)],
        "onset": [line["label"], _site(line), _days(line)],
        "relapse": [line["label"], _days(line)],
        "change": [line["label"], _site(line), line["course"], _days(line)],
        "full": [line["label"], _grade(line), line["printed"], _days(line)],
    }[str(line["show"])]
    words = ", ".join(str(part) for part in parts if part)
    return f"{words} ({line['confidence']})" if line["confidence"] in _MARKED else words


_MARKED: Final = frozenset({"low", "inferred"})


def _site(line: Mapping[str, object]) -> str:
    """Name the site unless the label already does."""
    site = str(line["site"] or "")
    return "" if site in str(line["label"]) else site


def _grade(line: Mapping[str, object]) -> str:
    if not line["grade"]:
        return ""
    return f"grade {line['grade']} ({line['scale'] or 'scale not named'})"


def _days(line: Mapping[str, object]) -> str:
    """Write the time: days from day 0 where both ends are known, else the paper's own words."""
    low, high, phrase = line["earliest"], line["latest"], str(line["when"] or "")
    if line["basis"] == "set aside":
        return f"{phrase}, set aside"
    if low is not None and high is not None:
        return f"day {low}" if low == high else f"day {low} to {high}"
    if phrase or (low is None and high is None):
        return phrase
    return f"by day {high}" if low is None else f"day {low} or later"
