"""The table as JATS: what journals and PubMed Central keep; each cell names its statements in an instruction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from caseweave.views.manuscript.printed import PrintCell, PrintLine, PrintTable
from caseweave.wording import in_html, visible

__all__ = ["jats"]


def jats(table: PrintTable) -> str:
    """Return the table as an article part of JATS 1.3: caption, head, body by group, footnotes that cells point to."""
    ids = {mark: f"t1-fn{place}" for place, mark in enumerate((mark for mark, _ in table.notes if mark), start=1)}
    told = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<table-wrap id="t1" position="float">',
        f"<label>Table 1</label><caption><title>{_safe(table.title)}</title></caption>",
        '<table frame="hsides" rules="groups">',
        *_head(table),
        *_body(table, ids),
        "</table>",
        *_foot(table, ids),
        "</table-wrap>",
    ]
    return "\n".join(told) + "\n"


def _head(table: PrintTable) -> Iterator[str]:
    yield "<thead>"
    if any(group for group, _ in table.grid.spans):
        over = (f'<th scope="colgroup" colspan="{wide}">{_safe(group)}</th>' for group, wide in table.grid.spans)
        yield f"<tr><th/>{''.join(over)}</tr>"
    heads = (f'<th scope="col">{_runs(table.head(one), {})}</th>' for one in table.grid.across)
    yield f'<tr><th scope="col">{_safe(table.corner)}</th>{"".join(heads)}</tr>'
    yield "</thead>"


def _body(table: PrintTable, ids: dict[str, str]) -> Iterator[str]:
    rows = zip(table.grid.down, table.body, strict=True)
    for group, some in groupby(rows, key=lambda row: row[0].group):
        yield "<tbody>"
        if group:
            yield f'<tr><th scope="rowgroup" colspan="{len(table.grid.across) + 1}">{_safe(group)}</th></tr>'
        for heading, cells in some:
            told = "".join(_cell(cell, ids) for cell in cells)
            yield f'<tr><th scope="row">{_runs(table.head(heading), {})}</th>{told}</tr>'
        yield "</tbody>"


def _cell(cell: PrintCell, ids: dict[str, str]) -> str:
    names = visible(" ".join(cell.cell.statements)).replace("?>", "? >")
    rests = f"<?caseweave {names}?>" if names else ""
    return f"<td>{'<break/>'.join(_runs(line, ids) for line in cell.lines)}{rests}</td>"


def _runs(line: PrintLine, ids: dict[str, str]) -> str:
    return "".join(_marks(run.text, ids) if run.raised else _safe(run.text) for run in line)


def _marks(text: str, ids: dict[str, str]) -> str:
    """Write marks: each points to its footnote, a number of a reference stands alone."""
    found = [
        f'<xref ref-type="table-fn" rid="{ids[mark]}">{_safe(mark)}</xref>' if mark in ids else _safe(mark)
        for mark in text.split(",")
    ]
    return f"<sup>{','.join(found)}</sup>"


def _foot(table: PrintTable, ids: dict[str, str]) -> Iterator[str]:
    yield "<table-wrap-foot>"
    if table.abbreviations:
        yield f'<fn fn-type="abbr"><p>Abbreviations: {_safe(table.abbreviated)}.</p></fn>'
    for mark, note in table.notes:
        head = f'<fn id="{ids[mark]}"><label>{_safe(mark)}</label>' if mark else "<fn>"
        yield f"{head}<p>{_safe(note)}</p></fn>"
    for place, one in enumerate(table.references, start=1):
        yield f"<attrib>{place}. {_safe(one)}</attrib>"
    yield "</table-wrap-foot>"


def _safe(text: str) -> str:
    return in_html(visible(text))
