"""Sheets: an empty or a filled one written, and a table of a curator's made into paper files, or every fault told."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from caseweave.api.checks import check
from caseweave.api.knowledge import load_files
from caseweave.curation.papers import paper_text
from caseweave.curation.sheets.columns import TABLES
from caseweave.curation.sheets.files import csv_text, read_csv, read_workbook, workbook
from caseweave.curation.sheets.papers import SheetPaper, sheet_papers
from caseweave.curation.sheets.rows import paper_rows
from caseweave.curation.sheets.table import SheetFault, SheetTable
from caseweave.curation.sheets.wide import read_mapping, wide_papers
from caseweave.model import Problem, Problems
from caseweave.rules.papers import PLACEHOLDERS
from caseweave.yamltext import Path as Place
from caseweave.yamltext import Plain, read

__all__ = ["Imported", "import_table", "sheet_template"]

_UNFILLED: Final = "template-is-filled-in"
_HEAD: Final[Mapping[str, Plain]] = {**PLACEHOLDERS, "year": "2020", "read": "excerpt"}
"""What stands in the place of a head; `check` and `build` refuse it until it is filled in."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table: the text of each paper by its id, every fault of a cell, what a person should know."""

    papers: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[SheetFault, ...] = ()
    notes: tuple[str, ...] = ()

    def targets(self, folder: Path) -> dict[str, Path]:
        """Return the file of each paper in a folder."""
        return {paper: folder / f"{paper}.yaml" for paper in self.papers}

    def write(self, folder: Path) -> None:
        """Write each paper into a folder; what no sheet can say of a paper that is there already stays."""
        folder.mkdir(parents=True, exist_ok=True)
        for paper, target in self.targets(folder).items():
            kept = _unsaid(target) if target.exists() else ""
            target.write_text(self.papers[paper] + kept, encoding="utf-8", newline="\n")


def _unsaid(target: Path) -> str:
    """Return the text of what a paper file says and no sheet can: which account its curator prefers."""
    value = read(target.read_bytes(), str(target)).value
    return (
        paper_text({"resolutions": value["resolutions"]}) if isinstance(value, dict) and "resolutions" in value else ""
    )


def sheet_template(files: Iterable[Path] = (), form: str = "xlsx") -> tuple[bytes, tuple[str, ...]]:
    """Write a sheet, empty or with what sound paper files say; return it, and what no cell can say.

    ``form`` is xlsx, with every table, drop-downs and notes, or csv, with the statements alone.
    """
    given = list(files)
    papers = [source.tree.value for source in load_files(given).corpus.sources] if given else []
    tables, unsaid = paper_rows(paper for paper in papers if isinstance(paper, dict))
    if form == "csv":
        return csv_text(tables["Statements"]).encode(), tuple(unsaid)
    return workbook(tables), tuple(unsaid)


def import_table(table: Path, mapping: Path | None = None) -> Imported:
    """Read a table, CSV or Excel, and make paper files of it; nothing is written.

    One row is a statement, or with a mapping file a patient. Raises UnreadableSheetError, and Problems for a mapping
    that cannot be read.
    """
    content = table.read_bytes()
    tables = _tables(content, table)
    if mapping is not None:
        sheet = next(iter(tables.values()))
        papers, faults = wide_papers(sheet, read_mapping(mapping.read_bytes(), str(mapping)))
    else:
        papers, faults = sheet_papers({name: tables[name] for name in TABLES if name in tables})
        if not set(tables) & set(TABLES):
            known = ", ".join(tables)
            faults = [SheetFault(table.name, "", "", f"no table named Statements; found {known}; rename the sheet")]
    headless = tuple(paper for paper, told in papers.items() if not told.has_head)
    texts = {paper: paper_text(_whole(told.value, told.has_head)) for paper, told in papers.items()}
    faults += list(_checked(papers, texts, table.name))
    if not papers and not faults:
        faults.append(SheetFault(table.name, "", "", "no row; write one a statement"))
    notes = [f"{paper}: fill in the head of the file: title, authors, journal, year, read" for paper in headless]
    counts = {paper: len(_list(told.value.get("statements"))) for paper, told in papers.items()}
    return Imported({} if faults else texts, counts, tuple(dict.fromkeys(sorted(faults))), tuple(notes))


def _tables(content: bytes, table: Path) -> dict[str, SheetTable]:
    if table.suffix.lower() == ".xlsx":
        return read_workbook(content, table.name)
    return {"Statements": read_csv(content, table.name)}


def _list(value: Plain | None) -> list[Plain]:
    return value if isinstance(value, list) else []


def _whole(value: Mapping[str, Plain], has_head: bool) -> dict[str, Plain]:
    """Return a paper with the cases it speaks of, and with a head to be filled in where the tables give none.

    Without a head a case that is named after another paper is taken for a cited one.
    """
    paper, cases = str(value["id"]), value.get("cases", {})
    told = [one for one in _list(value.get("statements")) if isinstance(one, dict)]
    named = dict.fromkeys(str(one.get("case", paper)) for one in told)
    made: dict[str, Plain] = {"id": paper, **({} if has_head else _HEAD), **value}
    made.setdefault("curated", {"on": "2020-01-31"})
    if not has_head and (cited := {case: "discusses" for case in named if not case.startswith(paper)}):
        made["cites"] = dict(cited)
    made["cases"] = {**{case: {} for case in named}, **(cases if isinstance(cases, dict) else {})}
    last = ("terms", "cases", "statements")
    return {name: made[name] for name in (*(one for one in made if one not in last), *last) if name in made}


def _checked(papers: Mapping[str, SheetPaper], texts: Mapping[str, str], file: str) -> Iterator[SheetFault]:
    """Hold the papers against all that paper files are held against; each fault is one of a cell."""
    with tempfile.TemporaryDirectory() as folder:
        places = {paper: Path(folder) / f"{paper}.yaml" for paper in texts}
        for paper, place in places.items():
            place.write_text(texts[paper], encoding="utf-8", newline="\n")
        if not places:
            return
        try:
            found = check(load_files(places.values()))
            problems = [one.problem for one in found if one.severity == "error" and one.rule != _UNFILLED]
        except Problems as faults:
            problems = list(faults.problems)
    for problem in problems:
        yield _of_cell(papers[Path(problem.path).stem], problem, file)


def _of_cell(paper: SheetPaper, problem: Problem, file: str) -> SheetFault:
    path: Place = tuple(int(step) if step.isdecimal() else step for step in problem.field.split("."))
    found = paper.fault(path, problem.message)
    return found or SheetFault(file, str(paper.value["id"]), problem.field, problem.message)
