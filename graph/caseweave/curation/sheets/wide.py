"""Wide sheets: one row a patient, and a mapping file that says what each column tells.

::

    paper: {id: "{Author}{Year}", title: "{Title}", authors: "{Author}", journal: "{Journal}", year: "{Year}"}
    case: "{Patient}"
    empty: [NR, "-"]
    zero: Infusion
    columns:
      Age: {demographic: age, value: "{}", unit: a}
      Sex: {values: {M: {demographic: male}, F: {demographic: female}}}
      Infusion: {treatment: anti-CD19 CAR-T, when: day 0}
      Fever: {finding: fever, values: {yes: {}, no: {state: absent}}}
      Day of fever: {into: Fever, when: "day {}"}

``{}`` is the cell, ``{Name}`` that of another column in the same row. What such a sheet tells has no anchor until one
is made: its section is that of the mapping, ``Extraction sheet`` if it names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from caseweave.curation.sheets.columns import ANCHOR, statement_columns
from caseweave.curation.sheets.papers import SheetPaper
from caseweave.curation.sheets.table import RowTexts, SheetFault, SheetTable
from caseweave.model import LISTS, Problems
from caseweave.model.identifiers import is_id, slug
from caseweave.protocol.values import near
from caseweave.yamltext import Plain, read

__all__ = ["WideMapping", "read_mapping", "wide_papers"]

_KEYS: Final = ("paper", "case", "section", "empty", "zero", "columns")
_SECTION: Final = "Extraction sheet"
_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_FIELDS: Final = (*LISTS["kind"], *(name for name in statement_columns() if name not in {*ANCHOR, "kind", "about"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class WideMapping:
    """What the columns of a wide sheet tell: templates of fields, by the head of the column."""

    paper: Mapping[str, Plain]
    columns: Mapping[str, Mapping[str, Plain]]
    case: str = ""
    section: str = _SECTION
    empty: tuple[str, ...] = ()
    zero: str = ""


def read_mapping(content: bytes, file: str) -> WideMapping:
    """Read a mapping file; raise :class:`Problems` with every fault's line and its cure."""
    tree = read(content, file)
    given = tree.value if isinstance(tree.value, dict) else {}
    problems = [
        tree.problem((name,), f"unknown key; {near(name, _KEYS)}", key=True) for name in given if name not in _KEYS
    ]
    paper, columns = _mapping(given.get("paper")), _mapping(given.get("columns"))
    if "id" not in paper:
        problems.append(tree.problem(("paper",), 'missing; add `paper: {id: "{Author}{Year}"}` with the other fields'))
    if not columns:
        problems.append(tree.problem(("columns",), "missing; add `columns:`, what each column of the sheet tells"))
    for head, said in columns.items():
        told = _mapping(said)
        wanted = (*_FIELDS, "values", "into")
        problems += [
            tree.problem(("columns", head, name), f"unknown field; {near(name, wanted)}", key=True)
            for name in told
            if name not in wanted
        ]
        if "into" in told and told["into"] not in columns:
            message = f"{told['into']!r} is no column of this mapping; {near(str(told['into']), columns)}"
            problems.append(tree.problem(("columns", head, "into"), message))
    zero = str(given.get("zero", ""))
    if zero and zero not in columns:
        problems.append(tree.problem(("zero",), f"{zero!r} is no column of this mapping; {near(zero, columns)}"))
    if problems:
        raise Problems(problems)
    empty = given.get("empty", [])
    return WideMapping(
        paper=paper,
        columns={head: _mapping(said) for head, said in columns.items()},
        case=str(given.get("case", "")),
        section=str(given.get("section", _SECTION)),
        empty=tuple(map(str, empty)) if isinstance(empty, list) else (str(empty),),
        zero=zero,
    )


def wide_papers(table: SheetTable, mapping: WideMapping) -> tuple[dict[str, SheetPaper], list[SheetFault]]:
    """Return the papers that a wide sheet tells of, and what is wrong with its cells."""
    papers: dict[str, SheetPaper] = {}
    named = {name for said in (mapping.paper, *mapping.columns.values()) for name in _slots(said)}
    lacking = [name for name in (*mapping.columns, *sorted(named)) if name not in table.heads]
    faults = [table.fault(None, name, f"the mapping names this column; {near(name, table.heads)}") for name in lacking]
    if not faults:
        for place, row in enumerate(table.rows):
            faults += _WideRow(table, mapping, place, row).put(papers)
    return papers, faults


@dataclass(slots=True)
class _WideRow:
    """One patient."""

    table: SheetTable
    mapping: WideMapping
    place: int
    row: RowTexts
    made: dict[str, dict[str, Plain]] = field(default_factory=dict)

    def put(self, papers: dict[str, SheetPaper]) -> Iterator[SheetFault]:
        head = {name: self.filled(said, "") for name, said in self.mapping.paper.items()}
        paper = slug(str(head["id"]))
        case = slug(str(self.filled(self.mapping.case, ""))) or paper
        if not is_id(paper) or not is_id(case):
            yield self.table.fault(self.place, next(iter(self.table.heads)), f"{paper!r} and {case!r}: one is no id")
            return
        yield from self.told("" if case == paper else f"{case}-")
        known = papers.setdefault(
            paper, SheetPaper({**head, "id": paper}, {(): (self.table, self.place)}, "title" in head)
        )
        self.add(known, case)

    def told(self, prefix: str) -> Iterator[SheetFault]:
        """Make the statements of the row, and then add to them what other columns tell."""
        for later in (False, True):
            for head, said in self.mapping.columns.items():
                if ("into" in said) is later and self.text(head):
                    yield from self.column(head, said, prefix)

    def column(self, head: str, said: Mapping[str, Plain], prefix: str) -> Iterator[SheetFault]:
        fields = {name: value for name, value in said.items() if name not in {"values", "into"}}
        coded = _mapping(said.get("values"))
        if coded:
            chosen = {key.casefold(): value for key, value in coded.items()}.get(self.text(head).casefold())
            if chosen is None:
                message = f"{self.text(head)!r} is none of: {', '.join(coded)}; add it under `values` of the mapping"
                yield self.table.fault(self.place, head, message)
            if not isinstance(chosen, dict):
                return
            fields |= chosen
        filled = {name: self.filled(value, head) for name, value in fields.items()}
        target = str(said.get("into", ""))
        if not target:
            self.made[head] = {"id": f"{prefix}{slug(head)}", **filled}
        elif target in self.made:
            self.made[target] |= filled
        else:
            yield self.table.fault(
                self.place, head, f"tells more of {target!r}, but nothing stands there; fill that in"
            )

    def add(self, paper: SheetPaper, case: str) -> None:
        """Put the statements into the paper; each remembers its cell."""
        listed = paper.value.setdefault("statements", [])
        heads = paper.value.setdefault("cases", {})
        assert isinstance(listed, list)
        assert isinstance(heads, dict)
        zero = self.made.get(self.mapping.zero)
        heads[case] = {"zero": zero["id"]} if zero else {}
        for head, statement in self.made.items():
            path = ("statements", len(listed))
            paper.rows[path], paper.heads[path] = (self.table, self.place), head
            listed.append({**statement, "case": case, "anchor": {"section": self.mapping.section}})

    def text(self, head: str) -> str:
        found = self.row.get(head, "").strip()
        return "" if found in self.mapping.empty else found

    def filled(self, value: Plain, head: str) -> Plain:
        """Fill the cell, and those of other columns, into a template."""
        if isinstance(value, dict):
            return {name: self.filled(said, head) for name, said in value.items()}
        if isinstance(value, list):
            return [self.filled(said, head) for said in value]
        return _SLOT.sub(lambda slot: self.text(slot[1] or head), value)


def _mapping(value: Plain | None) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}


def _slots(value: Plain | Mapping[str, Plain]) -> Iterator[str]:
    """Yield the columns that a template names."""
    if isinstance(value, str):
        yield from (name for name in _SLOT.findall(value) if name)
    else:
        for said in value.values() if isinstance(value, Mapping) else value:
            yield from _slots(said)
