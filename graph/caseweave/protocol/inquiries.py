"""The queries that a protocol names: each file stands beside the protocol's own, and is read with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from caseweave.model import Problem
from caseweave.protocol.definition import Inquiry
from caseweave.protocol.draft import Mention
from caseweave.yamltext import MOST_BYTES, Tree

__all__ = ["inquiries"]

_ENDING: Final = ".rq"


def inquiries(
    named: Iterable[Mention], tree: Tree, file: Traversable, inherited: Mapping[str, Inquiry]
) -> tuple[dict[str, Inquiry], list[Problem]]:
    """Read the queries that a protocol file names; return them with the inherited ones, and what is wrong."""
    found, problems = dict(inherited), []
    for mention in named:
        beside = _beside(file, mention.name)
        text, fault = (None, _no_name(mention.name)) if beside is None else _text(beside)
        if text is not None and mention.name in inherited and text != inherited[mention.name].text:
            fault = f"{mention.name!r} is an inherited query too, and another one; rename the file"
        if fault and not (text is None and mention.name in inherited):
            problems.append(tree.problem(mention.path, fault))
        elif text is not None:
            found.setdefault(mention.name, Inquiry(text=text, place=tree.problem(mention.path, "")))
    return found, problems


def _beside(file: Traversable, name: str) -> Traversable | None:
    """Return the file of a name in the folder of another; None for what leads out of it."""
    plain = name.endswith(_ENDING) and not set(name) & set("/\\:\0")
    return file.parent / name if plain and isinstance(file, Path) else None


def _no_name(name: str) -> str:
    return f"{name!r} is no name of a query file; put the file beside the protocol and write its name: `mine{_ENDING}`"


def _text(file: Traversable) -> tuple[str | None, str]:
    if not file.is_file():
        return None, f"no file {file.name!r} beside the protocol; put the query there, or correct the name"
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            return None, f"{file.name!r} is longer than {MOST_BYTES} bytes; shorten it"
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return None, f"{file.name!r} is not UTF-8 text; save it as UTF-8"
    except OSError as error:
        return None, f"{file.name!r} cannot be read: {error.strerror}"
