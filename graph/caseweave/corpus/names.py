"""Names within a paper file: ids are unique, and every case, event, paper and term that is named exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from caseweave.clock import phrase as timewords
from caseweave.model import PaperFile, Problem, SourceStatement
from caseweave.vocabulary import Catalogue, UnknownTermError
from caseweave.vocabulary.spelling import nearest
from caseweave.yamltext import Path, Tree

__all__ = ["RESERVED", "check"]

Names: TypeAlias = "dict[str, None]"

RESERVED: Final = ("derived", "meta", "ontology", "terms")
"""Ids no paper may have: the graph has named graphs of these names."""


def check(tree: Tree, paper: PaperFile, catalogue: Catalogue, stem: str) -> Iterator[Problem]:
    """Yield every name of a file that leads nowhere or to two things."""
    if paper.id != stem:
        yield tree.problem(("id",), f"{paper.id!r} stands in a file named {stem!r}; make the two the same")
    if paper.id in RESERVED:
        yield tree.problem(("id",), f"{paper.id!r} is kept for a part of the graph; choose another id")
    if not paper.own_cases:
        yield tree.problem(("cases",), "every case belongs to a cited paper; add the case this paper itself reports")
    yield from _duplicates(tree, paper)
    known = _happenings(paper)
    for place, statement in enumerate(paper.statements):
        yield from _case(tree, paper, statement, ("statements", place))
    yield from _once(_unknown(tree, paper, catalogue, known))
    yield from _zeros(tree, paper, known)
    yield from _resolutions(tree, paper)
    yield from _same(tree, paper)


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Tell a name that leads nowhere once, however often it is used: to make it known mends all its places."""
    told: dict[str, list[Problem]] = {}
    for problem in problems:
        told.setdefault(problem.message, []).append(problem)
    for first, *more in told.values():
        lines = ", ".join(str(line) for line in dict.fromkeys(one.line for one in more if one.line != first.line))
        yield replace(first, message=f"{first.message} (also on line {lines})") if lines else first


def _unknown(tree: Tree, paper: PaperFile, catalogue: Catalogue, known: Mapping[str, Names]) -> Iterator[Problem]:
    """Yield every use of a case, a paper, a happening or a term that is not known."""
    for place, statement in enumerate(paper.statements):
        path: Path = ("statements", place)
        told = known.get(_case_of(paper, statement), {})
        yield from _home(tree, paper, statement, path)
        yield from _times(tree, statement, told, path)
        yield from _terms(tree, catalogue, statement, path)
        yield from _links(tree, catalogue, statement, told, path)


def _duplicates(tree: Tree, paper: PaperFile) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, statement in enumerate(paper.statements):
        path = ("statements", place, "id")
        if statement.id in first:
            line = tree.place(("statements", first[statement.id], "id"))[0]
            yield tree.problem(path, f"{statement.id!r} is already the id of the statement on line {line}; rename one")
        first.setdefault(statement.id, place)


def _case(tree: Tree, paper: PaperFile, statement: SourceStatement, path: Path) -> Iterator[Problem]:
    if statement.case is None and len(paper.own_cases) > 1:
        message = f"which case? this paper reports {', '.join(paper.own_cases)}; add `case: …`"
        yield tree.problem(path, message)
    elif statement.case in (None, *paper.cases) and paper.own_cases:
        yield from _role(tree, paper, statement, path)


def _home(tree: Tree, paper: PaperFile, statement: SourceStatement, path: Path) -> Iterator[Problem]:
    """Yield the case that is not under `cases`, or the paper of a relayed statement that is not under `cites`."""
    if statement.case not in (None, *paper.cases):
        hint = _hint(str(statement.case), paper.cases)
        yield tree.problem((*path, "case"), f"{statement.case!r} is not under `cases`; {hint}")
    elif paper.own_cases and paper.role_of(statement) == "relayed":
        primary = paper.primary_of(statement)
        if primary not in paper.cites:
            message = f"relayed from {primary!r}, which is not under `cites`; add it there or set `primary`"
            yield tree.problem((*path, "primary" if statement.primary else "role"), message)


def _role(tree: Tree, paper: PaperFile, statement: SourceStatement, path: Path) -> Iterator[Problem]:
    case = paper.case_of(statement)
    if case in paper.groups and statement.role in {"own", "relayed"}:
        yield tree.problem((*path, "role"), f"{case!r} is a group, and none of its patients; leave `role` out")
    elif statement.role == "own" and case not in paper.own_cases:
        yield tree.problem((*path, "role"), f"{case!r} is the patient of a cited paper; write `role: relayed`")
    if statement.primary is not None and paper.role_of(statement) != "relayed":
        yield tree.problem((*path, "primary"), "only a relayed statement has one; write `role: relayed`, or remove it")


def _times(tree: Tree, statement: SourceStatement, known: Names, path: Path) -> Iterator[Problem]:
    for place, phrase in enumerate(statement.when):
        for name in timewords.parse(phrase).references:
            if name not in known:
                message = f"{name!r} is no statement or event of this case; {_hint(name, known)}"
                yield tree.problem((*path, "when", place), message)


def _case_of(paper: PaperFile, statement: SourceStatement) -> str:
    return statement.case or next(iter(paper.own_cases), "")


def _happenings(paper: PaperFile) -> dict[str, Names]:
    """Ids of the statements and events of each case, in the order of the file."""
    known: dict[str, Names] = {}
    for statement in paper.statements:
        names = (statement.id, statement.event) if statement.event else (statement.id,)
        known.setdefault(_case_of(paper, statement), {}).update(dict.fromkeys(names))
    return known


def _terms(tree: Tree, catalogue: Catalogue, statement: SourceStatement, path: Path) -> Iterator[Problem]:
    named: list[tuple[str, str | int | None, str]] = [(statement.kind, None, statement.about)]
    named += [("site", place, site) for place, site in enumerate(statement.site)]
    for name in ("specimen", "method", "route"):
        if text := getattr(statement, name):
            named.append((name, None, text))
    for name, place, text in named:
        try:
            catalogue.resolve(text)
        except UnknownTermError as error:
            where: Path = (*path, name) if place is None else (*path, name, place)
            yield tree.problem(where, str(error))


def _links(tree: Tree, catalogue: Catalogue, statement: SourceStatement, known: Names, path: Path) -> Iterator[Problem]:
    for place, link in enumerate(statement.links):
        if link.target not in known:
            try:
                catalogue.resolve(link.target)
            except UnknownTermError as error:
                message = f"no statement or event of this case is named so, and as a term: {error}"
                yield tree.problem((*path, "links", place, link.relation), message)


def _zeros(tree: Tree, paper: PaperFile, happenings: dict[str, Names]) -> Iterator[Problem]:
    for case, head in paper.cases.items():
        known = happenings.get(case, {})
        named: list[tuple[Path, str]] = [(("cases", case, "zeros", name), event) for name, event in head.zeros.items()]
        named += [(("cases", case, "episodes", place), event) for place, event in enumerate(head.episodes)]
        named += [(("cases", case, "events", event), event) for event in head.events]
        named += [(("cases", case, "clocks", name, "event"), clock.event) for name, clock in head.clocks.items()]
        if head.zero:
            named.append((("cases", case, "zero"), head.zero))
        for path, event in named:
            if event not in known:
                yield tree.problem(path, f"{event!r} is no statement or event of this case; {_hint(event, known)}")


def _resolutions(tree: Tree, paper: PaperFile) -> Iterator[Problem]:
    known = [statement.id for statement in paper.statements]
    for place, resolution in enumerate(paper.resolutions):
        for at, name in enumerate(resolution.sides):
            own = name.removeprefix(f"{paper.id}/")
            if "/" not in own and own not in known:
                yield tree.problem(
                    ("resolutions", place, "sides", at), f"{name!r} is no statement of this paper; {_hint(own, known)}"
                )


def _same(tree: Tree, paper: PaperFile) -> Iterator[Problem]:
    for case, head in paper.cases.items():
        if head.of is not None and head.of not in paper.cites:
            message = f"{head.of!r} is not under `cites`; {_hint(head.of, paper.cites)}"
            yield tree.problem(("cases", case, "of"), message)
        path = ("cases", case, "same_as")
        if head.same_as and case not in paper.own_cases:
            yield tree.problem(path, f"{case!r} is the patient of a cited paper; say so in that paper's own file")
        elif head.same_as and head.same_as.case in paper.cases:
            yield tree.problem((*path, "case"), "names a case of this very file; use one id for one patient")


def _hint(name: str, known: Iterable[str]) -> str:
    close = nearest(name, known)
    return f"did you mean {close!r}?" if close else "name one that the file has, or add it"
