"""Reads the plain values of a protocol file: texts, flags, choices, lists and mappings, each fault with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from caseweave.model import Problem
from caseweave.protocol.grammar import Key, Keys
from caseweave.vocabulary.spelling import nearest
from caseweave.yamltext import Path, Plain, Tree

__all__ = ["Values", "described", "near"]

_MOST_SHOWN: Final = 40
_Made = TypeVar("_Made")


class Values:
    """The values of one file; ``problems`` collects what is wrong with them."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = list(tree.faults)

    def fault(self, path: Path, message: str, *, key: bool = False) -> None:
        """Note a fault at a place."""
        self.problems.append(self.tree.problem(path, message, key=key))

    def mapping(self, value: Plain, path: Path, keys: Keys) -> dict[str, Plain] | None:
        """Return the known keys of a mapping; unknown and missing ones are faults."""
        if not isinstance(value, dict):
            self.fault(path, f"found {described(value)}; write a mapping, `key: value`")
            return None
        for name in value:
            if name not in keys:
                self.fault((*path, name), f"unknown key; {near(name, keys)}", key=True)
        for name, key in keys.items():
            if key.required and name not in value:
                self.fault(path, f"missing; add `{name}: …`")
        return {name: given for name, given in value.items() if name in keys}

    def maybe(
        self, given: Mapping[str, Plain], path: Path, key: str, read: Callable[[Plain, Path], _Made]
    ) -> _Made | None:
        """Read a key that may be left out."""
        return read(given[key], (*path, key)) if key in given else None

    def free(self, value: Plain, path: Path) -> dict[str, Plain]:
        """Return a mapping with free keys."""
        if isinstance(value, dict) and value:
            return value
        self.fault(path, f"found {described(value)}; write a mapping, `name: …`")
        return {}

    def items(self, value: Plain, path: Path) -> Iterator[tuple[Plain, Path]]:
        """Yield each item of a list with its place; one thing may stand where a list may."""
        if not isinstance(value, list):
            yield value, path
            return
        if not value:
            self.fault(path, "found an empty list; write at least one")
        for place, item in enumerate(value):
            yield item, (*path, place)

    def text(self, value: Plain, path: Path) -> str | None:
        """Return a text that is not empty."""
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(path, f"found {described(value)}; write one text")
        return None

    def texts(self, value: Plain, path: Path) -> tuple[str, ...]:
        """Return one text or several."""
        found = (self.text(item, at) for item, at in self.items(value, path))
        return tuple(text for text in found if text is not None)

    def choice(self, value: Plain, path: Path, choices: Iterable[str]) -> str | None:
        """Return one of a few words."""
        text = self.text(value, path)
        known = tuple(choices)
        if text is None or text in known:
            return text
        self.fault(path, f"{text!r} is not one of: {', '.join(known)}")
        return None

    def flag(self, value: Plain, path: Path, key: Key) -> bool | None:
        """Return what yes or no means."""
        said = self.choice(value, path, key.choices)
        return None if said is None else said == "yes"

    def whole(self, value: Plain, path: Path) -> int | None:
        """Return a whole number, 0 or more."""
        text = self.text(value, path)
        if text is None or (text.isascii() and text.isdigit()):
            return None if text is None else int(text)
        self.fault(path, f"{text!r} is no whole number; write digits only")
        return None

    def date(self, value: Plain, path: Path) -> str | None:
        """Return a date of the calendar."""
        text = self.text(value, path)
        try:
            if text is None or dt.date.fromisoformat(text).isoformat() == text:
                return text
        except ValueError:
            pass
        self.fault(path, f"{text!r} is not a date of the calendar; write YYYY-MM-DD")
        return None


def described(value: Plain) -> str:
    """Say what was found, in few words."""
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return repr(value if len(value) <= _MOST_SHOWN else f"{value[:_MOST_SHOWN]}…") if value else "nothing"


def near(name: str, known: Mapping[str, object] | Iterable[str]) -> str:
    """Offer the name that this may be a misspelling of, else the known ones."""
    names = tuple(known)
    close = nearest(name, names)
    if close:
        return f"did you mean {close!r}?"
    return f"known here: {', '.join(names)}" if names else "none is known here"
