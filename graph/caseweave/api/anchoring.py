"""Anchors from a user's copy of a paper: one from pasted words, or all that a source file asks for."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from caseweave.curation.anchors import as_yaml, fill
from caseweave.text.anchors import make
from caseweave.text.anchors.sections import ABSTRACT, LONGEST_ABSTRACT, same_section
from caseweave.text.readers import Copy, UnreadableError, read

__all__ = ["anchor", "fill_file", "replace_file"]

Say = Callable[[str], object]

_OF_AN_ABSTRACT: Final = re.compile(r"^read:[ \t]*abstract[ \t]*(?:#.*)?$", re.MULTILINE)


def _nothing(_: str) -> None:
    """Say nothing."""


def anchor(  # noqa: PLR0913 - one parameter an option
    text: Path,
    words: str,
    *,
    section: str | None = None,
    occurrence: int | None = None,
    purpose: str = "what",
    say: Say = _nothing,
) -> str:
    """Make an anchor from words of a copy, as a line of YAML; a fault of the words is an error that tells the cure.

    ``say`` is told what of the copy was not read.
    """
    copy = _read(text, say)
    if section and same_section(section, ABSTRACT) and len(copy.text) <= LONGEST_ABSTRACT:
        copy = replace(copy, is_abstract=True)
    found = make(copy.index, words, section=section, occurrence=occurrence)
    return f"anchor: {as_yaml(found, purpose)}"


def _read(text: Path, say: Say) -> Copy:
    copy = read(text)
    for note in copy.notes:
        say(note)
    return copy


def fill_file(source: Path, text: Path, say: Say = _nothing) -> tuple[int, tuple[str, ...]]:
    """Write the anchors a source file asks for into it; return how many, and the faults of the others.

    The file is replaced at once, or not at all; nothing else in it changes.
    """
    content = _decoded(source)
    copy = replace(_read(text, say), is_abstract=_OF_AN_ABSTRACT.search(content) is not None)
    filled, faults = fill(content, copy.index)
    if filled != content:
        replace_file(source, filled)
    return content.count("quote:") - filled.count("quote:"), tuple(f"{source}:{fault}" for fault in faults)


def _decoded(source: Path) -> str:
    try:
        return source.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{source}: byte {error.start} is not UTF-8 text; save it as UTF-8.") from None


def replace_file(path: Path, text: str) -> None:
    """Write aside, then rename: a reader sees the old file or the new one."""
    target = path.resolve()
    handle, aside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(target.stat().st_mode & 0o7777)
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
