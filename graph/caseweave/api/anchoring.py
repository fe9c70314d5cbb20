"""Anchors from a user's copy of a paper: one from pasted words, or all that a source file asks for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from caseweave.curation.anchors import as_yaml, fill
from caseweave.text.anchors import TextIndex, make
from caseweave.text.readers import UnreadableError, read

__all__ = ["anchor", "fill_file", "replace_file"]


def anchor(
    text: Path, words: str, *, section: str | None = None, occurrence: int | None = None, purpose: str = "what"
) -> str:
    """Make an anchor from words of a copy, as a line of YAML; a fault of the words is an error that tells the cure."""
    found = make(TextIndex(read(text).text), words, section=section, occurrence=occurrence)
    return f"anchor: {as_yaml(found, purpose)}"


def fill_file(source: Path, text: Path) -> tuple[int, tuple[str, ...]]:
    """Write the anchors a source file asks for into it; return how many, and the faults of the others.

    The file is replaced at once, or not at all; nothing else in it changes.
    """
    content = _decoded(source)
    filled, faults = fill(content, TextIndex(read(text).text))
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
