"""Rows to tables: answers and statements as DataFrames, and the comparison of cases from its query."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from caseweave.model import (
    COLUMNS,
    DISAGREEMENT_COLUMNS,
    MEASURE_COLUMNS,
    SIDE_COLUMNS,
    Cell,
    CellState,
    Comparison,
    Disagreement,
    Entry,
    Measure,
    Quantity,
    Row,
    Side,
    Statement,
)
from caseweave.model.identifiers import statement_iri
from caseweave.rdf.store import Answer, Store, query_named
from caseweave.wording import Names, days, grade, mended, number, phrase, sheet, unit

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "answer_frame",
    "cell_records",
    "comparison",
    "comparison_frame",
    "disagreements_csv",
    "frame_html",
    "measures_csv",
    "records_frame",
    "statements_csv",
]

_ENTRY: Final = tuple(field.name for field in dataclasses.fields(Entry))

MOST_SHOWN: Final = 60
"""Rows that a notebook shows of a table."""

TITLE: Final = "Published cases side by side"

_SIGNS: Final[Mapping[CellState, str]] = {
    "not reported": "NR",
    "source not read": "not read",
    "not applicable": "NA",
}
_NOTES: Final = (
    "relayed: said by one paper about the patient of another; it is not independent support.",
    "inferred: the curator's mapping or reading, not the paper's own word.",
)
_OWN_ZERO: Final = "Days are counted from the day 0 of each case, the infusion of the CAR-T cells."


def answer_frame(answer: Answer) -> pd.DataFrame:
    """Return an answer as a DataFrame."""
    return _framed(answer.columns, answer.rows)


def records_frame(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Return records as a DataFrame: one row each, the columns in order; lists stay lists."""
    return _framed(columns, [tuple(row[name] for name in columns) for row in rows])


def frame_html(frame: pd.DataFrame) -> str:
    """Write a DataFrame as HTML for a notebook: nothing is cut, what is missing is empty, all text is escaped."""
    import pandas as pd  # noqa: PLC0415

    with pd.option_context("display.max_colwidth", None):
        return frame.to_html(na_rep="", escape=True, border=0, max_rows=MOST_SHOWN, show_dimensions=True)


def _framed(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """Make a DataFrame; whole numbers stay whole where some are missing."""
    import pandas as pd  # noqa: PLC0415 - half a second that only tables need

    whole = [name for place, name in enumerate(columns) if _whole([row[place] for row in rows])]
    return pd.DataFrame(list(rows), columns=list(columns)).astype(dict.fromkeys(whole, "Int64"))


def _whole(values: Sequence[object]) -> bool:
    found = [value for value in values if value is not None]
    return bool(found) and all(type(value) is int and abs(value) < 2**63 for value in found)


def statements_csv(statements: Iterable[Statement]) -> str:
    """Write the statement table as CSV: empty for null, "; " between the parts of a list."""
    return _csv(COLUMNS, (statement.row() for statement in statements))


def measures_csv(measures: Iterable[Measure]) -> str:
    """Write the measures as CSV: empty for null, "; " between inputs."""
    return _csv(MEASURE_COLUMNS, (measure.row() for measure in measures))


def disagreements_csv(found: Iterable[Disagreement]) -> str:
    """Write disagreements as CSV in the long form: one row a side."""
    return _csv(SIDE_COLUMNS, (line for one in found for line in one.lines()))


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    return sheet(columns, ([row[name] for name in columns] for row in rows))


def comparison(
    store: Store,
    counted: Iterable[Statement] = (),
    zero: str | None = None,
    names: Mapping[tuple[str, str], Names] | None = None,
) -> Comparison:
    """Make the comparison of all cases from the queries ``cases``, ``comparison`` and ``disagreements``.

    ``counted`` are the statements with their days from another ``zero``: they are then shown with those days. What
    stands in which row is as ever told from the case's own day 0. ``names`` are what happenings are called, by paper
    and case: no phrase prints an id.
    """
    cases = query_named(store, "cases").records()
    days = {f"{said.said_by}/{said.id}": said for said in counted}
    lines = [_moved(line, days.get(str(line["statement"]))) for line in query_named(store, "comparison").records()]
    disputed = _disagreements(store)
    sides = _by_side(disputed)
    lines = [{**_named(line, names or {}), "disagreements": _sided(line, sides)} for line in lines]
    heads = tuple(dict.fromkeys((str(case["case"]), str(case["label"])) for case in cases))
    read = {case: _most([str(row["read"]) for row in cases if row["case"] == case]) for case, _ in heads}
    rows = [
        _row(str(group), str(attribute), list(found), read)
        for (_, group, attribute), found in groupby(lines, lambda r: (r["place"], r["topic"], r["attribute"]))
    ]
    note = f"Days are counted from {zero}; a case without it has none." if zero else _OWN_ZERO
    shown = {name for row in rows for cell in row.cells for entry in cell.entries for name in entry.disagreements}
    return Comparison(
        title=TITLE,
        heads=heads,
        rows=tuple(rows),
        notes=(*_NOTES, note),
        disagreements=tuple(one for one in disputed if one.id in shown),
    )


def _disagreements(store: Store) -> list[Disagreement]:
    """Make the disagreements from the query of that name: its rows are sides, those of one id together."""
    rows = query_named(store, "disagreements").records()
    return [_disagreement(list(sides)) for _, sides in groupby(rows, lambda row: row["id"])]


def _disagreement(rows: Sequence[Mapping[str, Any]]) -> Disagreement:
    first = {name: rows[0][name] for name in SIDE_COLUMNS if name in DISAGREEMENT_COLUMNS and name != "preferred"}
    preferred = tuple(_iri(row) for row in rows if row["preferred"])
    return Disagreement(**first, sides=tuple(map(_side, rows)), preferred=preferred)


def _side(row: Mapping[str, Any]) -> Side:
    told = {name: row[name] for name in ("printed", "said_by", "section", "says", "camp")}
    return Side(statement=_iri(row), confidence=row["doubt"], **told)


def _iri(row: Mapping[str, Any]) -> str:
    return statement_iri(*str(row["statement"]).split("/", 1))


def _by_side(disputed: Iterable[Disagreement]) -> dict[str, list[Disagreement]]:
    """Return the disagreements of each statement that is a side of one, in order."""
    found: dict[str, list[Disagreement]] = {}
    for one in disputed:
        for name in dict.fromkeys(side.name for side in one.sides):
            found.setdefault(name, []).append(one)
    return found


def _sided(line: Mapping[str, object], sides: Mapping[str, Sequence[Disagreement]]) -> tuple[str, ...]:
    """Return the ids of the disagreements that the statement of a line is a side of, and that bear on what is shown."""
    timeless = line["show"] in _TIMELESS
    return tuple(
        one.id for one in sides.get(str(line["statement"]), ()) if not (timeless and one.kind in {"time", "order"})
    )


_TIMELESS: Final = frozenset({"dose", "name", "value"})
"""What a cell shows of a statement without its time."""


def _most(read: Iterable[str]) -> str:
    """Return how much was read of the paper of which most was read."""
    return min(read, key=("full text", "excerpt", "abstract").index)


def _moved(line: Mapping[str, object], said: Statement | None) -> Mapping[str, object]:
    """Give a line the days of its statement; without any, not the phrase either, which may count from another day."""
    if said is None:
        return line
    days = {"earliest": said.earliest, "latest": said.latest, "basis": said.basis}
    return {**line, **days} if (said.earliest, said.latest) != (None, None) else {**line, **days, "when": None}


def _named(line: Mapping[str, object], names: Mapping[tuple[str, str], Names]) -> Mapping[str, object]:
    """Say the time phrases of a line with the names of what they refer to."""
    if line["when"] is None:
        return line
    return {**line, "when": phrase(str(line["when"]), names.get((str(line["said_by"]), str(line["case"])), {}))}


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
    """Keep one entry for several statements of one paper that come to the same words, with all their disagreements."""
    alike: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        alike.setdefault((entry.text, entry.state, entry.said_by, entry.role), []).append(entry)
    return tuple(
        dataclasses.replace(one[0], disagreements=tuple(dict.fromkeys(name for e in one for name in e.disagreements)))
        for one in alike.values()
    )


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
        disagreements=line["disagreements"],  # type: ignore[arg-type]
    )


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def _words(line: Mapping[str, object]) -> str:
    """Say in a few words what a statement says, in the way the row of the table wants it."""
    shown: dict[str, list[object]] = {
        "value": [_amount(line)],
        "name": [line["label"]],
        "dose": [_printed(line)],
        "dose and time": [_printed(line) or line["label"], _days(line)],
        "where": [line["label"], _site(line), _days(line)],
        "time": [line["label"], _days(line)],
        "onset": [line["label"], _site(line), _days(line)],
        "relapse": [line["label"], _days(line)],
        "change": [line["label"], _site(line), _change(line), _days(line)],
        "full": [
            _label(line),
            grade(_optional(line["grade"]), _optional(line["scale"]), "cell"),
            _printed(line),
            _days(line),
        ],
    }
    words = ", ".join(str(part) for part in shown[str(line["show"])] if part not in (None, ""))
    return f"{words} ({_MARKED[str(line['confidence'])]})" if line["confidence"] in _MARKED else words


_MARKED: Final = {"low": "low confidence", "inferred": "inferred"}


def _amount(line: Mapping[str, object]) -> str:
    """Write a number as printed, else with its unit; the entity where there is no number."""
    if line["printed"] is not None:
        return _printed(line)
    if line["value"] is None:
        return str(line["label"])
    value = Decimal(str(line["value"]))
    return number(Quantity(value=value), "cell") + unit(_optional(line["unit"]), "cell", one=value == 1)


def _printed(line: Mapping[str, object]) -> str:
    """Write what is printed, with the superscript it lost."""
    value = None if line["value"] is None else Decimal(str(line["value"]))
    return "" if line["printed"] is None else mended(str(line["printed"]), [value], "cell")


def _label(line: Mapping[str, object]) -> str:
    """Name the entity unless the row is named after it."""
    label = str(line["label"])
    return "" if label.casefold() == str(line["attribute"]).casefold() and (line["grade"] or line["printed"]) else label


def _change(line: Mapping[str, object]) -> str:
    """Say what changes; what is no longer there does not change."""
    return "" if line["state"] == "absent" else str(line["course"] or "").replace("overall: ", "")


def _site(line: Mapping[str, object]) -> str:
    """Name the site unless the label already does."""
    site = str(line["site"] or "")
    return "" if site in str(line["label"]) else site


def _grade(line: Mapping[str, object]) -> str:
    return grade(_optional(line["grade"]), _optional(line["scale"]), "cell")


def _days(line: Mapping[str, object]) -> str:
    """Write the time: days from day 0 where both ends are known, else the paper's own words."""
    low, high = (None if line[end] is None else int(str(line[end])) for end in ("earliest", "latest"))
    told = str(line["when"] or "")
    if line["basis"] == "set aside":
        return f"{told}, set aside"
    if (low is None or high is None) and told:
        return told
    return days(low, high, "cell")
