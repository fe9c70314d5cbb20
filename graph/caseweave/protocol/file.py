"""Which protocol counts, where its file lies, and what it says with all that it inherits."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from caseweave import resources
from caseweave.model import CaseweaveError, Problem, Problems
from caseweave.protocol.definition import Protocol
from caseweave.protocol.inheritance import inherit
from caseweave.protocol.inquiries import inquiries
from caseweave.protocol.names import check_names
from caseweave.protocol.reading import read_draft
from caseweave.protocol.terms import with_terms
from caseweave.vocabulary import Catalogue
from caseweave.yamltext import MOST_BYTES, scan

__all__ = ["BASE", "UnknownProtocolError", "bundled", "choose", "load", "names", "read"]

BASE: Final = "any-case"
"""The protocol that every other inherits from, and that a folder without one is asked."""

_FOLDER: Final = "protocols"
_ENDING: Final = ".yaml"


class UnknownProtocolError(CaseweaveError):
    """A name that no protocol has; the message lists those there are."""


def load(catalogue: Catalogue, name: str | None = None, place: Traversable | None = None) -> Protocol:
    """Read the protocol that counts for a folder of papers; raise :class:`Problems` with all faults of its file.

    ``name`` is the id of a protocol or the path of a file; without it the only one of the folder counts, else
    any-case. The catalogue has the terms of the papers too (:func:`caseweave.vocabulary.joined`).
    """
    return read(choose(name, place), catalogue)


def choose(name: str | None = None, place: Traversable | None = None) -> Traversable:
    """Return the file of the protocol that counts for a folder; raise UnknownProtocolError for a name nobody has."""
    beside = _files(resources.sources() if place is None else place)
    if name is None:
        return next(iter(beside.values())) if len(beside) == 1 else bundled()[BASE]
    if name.endswith(_ENDING) or "/" in name or "\\" in name:
        path = Path(name)
        if not path.is_file():
            raise UnknownProtocolError(f"no protocol file {name!r}; give the path of one, or a name: {_known(beside)}")
        return path
    plain = {key.casefold(): file for key, file in {**bundled(), **beside}.items()}
    if name.casefold() not in plain:
        raise UnknownProtocolError(f"no protocol {name!r}; there are: {_known(beside)}; or give the path of a file")
    return plain[name.casefold()]


def names(place: Traversable | None = None) -> tuple[str, ...]:
    """Return the ids of the protocols that a folder of papers can be asked: its own first, then the bundled ones."""
    beside = _files(resources.sources() if place is None else place)
    return tuple(dict.fromkeys((*beside, *bundled())))


def bundled() -> dict[str, Traversable]:
    """Return the files of the protocols that ship, by id."""
    return _files(resources.folder("ontology"))


def read(file: Traversable, catalogue: Catalogue) -> Protocol:
    """Read a protocol file with all that it inherits; raise :class:`Problems` with all faults at once."""
    return _read(file, catalogue, ())


def _read(file: Traversable, catalogue: Catalogue, below: tuple[str, ...]) -> Protocol:
    tree = scan(_content(file), str(file))
    given = tree.value if isinstance(tree.value, dict) else {}
    stem = file.name.removesuffix(_ENDING)
    base, faults = _base(file, given.get("extends"), catalogue, (*below, stem))
    grown = with_terms(catalogue, base.terms) if base else catalogue
    draft, reader = read_draft(tree, grown, frozenset(base.selectors) if base else frozenset())
    problems = [*(tree.problem(("extends",), message) for message in faults), *reader.problems]
    if draft.id and draft.id != stem:
        message = f"{draft.id!r} stands in a file named {stem!r}; make the two the same"
        problems.append(tree.problem(("id",), message))
    joined, astray = inherit(draft, base)
    asked, unread = inquiries(draft.queries, tree, file, joined.inquiries)
    problems += unread
    if base is not None or not faults:
        problems += [*astray, *check_names(draft, joined, reader.catalogue)]
    if problems:
        raise Problems(problems)
    return replace(joined, inquiries=asked)


def _base(
    file: Traversable, name: object, catalogue: Catalogue, below: tuple[str, ...]
) -> tuple[Protocol | None, list[str]]:
    """Return the protocol that a file inherits from, or why there is none."""
    if name is None and below[-1] == BASE:
        return None, []
    wanted = name if isinstance(name, str) else BASE
    found = {**bundled(), **_beside(file)}
    if wanted in below:
        return None, [f"{' extends '.join((*below, wanted))}: a circle; name another"]
    if wanted not in found:
        return None, [f"no protocol {wanted!r}; there are: {', '.join(sorted(found.keys() - set(below)))}"]
    try:
        return _read(found[wanted], catalogue, below), []
    except Problems as faults:
        return None, [f"{wanted!r} has faults of its own, the first: {faults.problems[0]}; mend them there"]


def _beside(file: Traversable) -> dict[str, Traversable]:
    if isinstance(file, Path):
        return _yaml(file.parent)
    return {}


def _files(folder: Traversable) -> dict[str, Traversable]:
    return _yaml(folder / _FOLDER)


def _yaml(folder: Traversable) -> dict[str, Traversable]:
    if not folder.is_dir():
        return {}
    files = sorted((item for item in folder.iterdir() if item.name.endswith(_ENDING)), key=lambda item: item.name)
    return {item.name.removesuffix(_ENDING): item for item in files}


def _content(file: Traversable) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Problems([Problem(str(file), 1, 1, "", f"cannot be read: {error.strerror}")]) from None


def _known(beside: dict[str, Traversable]) -> str:
    return ", ".join(dict.fromkeys((*beside, *bundled())))
