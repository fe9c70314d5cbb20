"""Rows to tables: answers, statements and the comparison of cases as DataFrames and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from caseweave.model import (
    COLUMNS,
    MEASURE_COLUMNS,
    SIDE_COLUMNS,
    Cell,
    Comparison,
    Disagreement,
    Measure,
    Statement,
)
from caseweave.rdf.store import Answer
from caseweave.views.comparison import lines
from caseweave.wording import sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "answer_frame",
    "cell_text",
    "comparison_frame",
    "disagreements_csv",
    "frame_html",
    "measures_csv",
    "records_frame",
    "statements_csv",
]

MOST_SHOWN: Final = 60
"""Rows that a notebook shows of a table."""


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


def comparison_frame(table: Comparison) -> pd.DataFrame:
    """Return a comparison as a DataFrame of texts: items as rows, cases as columns."""
    import pandas as pd  # noqa: PLC0415

    index = pd.MultiIndex.from_tuples([(row.group, row.item) for row in table.rows], names=["group", "item"])
    cells = [[cell_text(cell) for cell in row.cells] for row in table.rows]
    return pd.DataFrame(cells, index=index, columns=[case for case, _ in table.heads])


def cell_text(cell: Cell) -> str:
    """Write a cell in one line: its headline with its marks, then the second line; else why nothing is told."""
    return "; ".join(lines(cell))
