"""The curated statements of the real paper held against its text, read where the user keeps it."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import caseweave
from caseweave.api import KnowledgeGraph
from caseweave.evidence import Verified
from caseweave.text.anchors import TextIndex
from caseweave.text.readers import Copy, read, read_bytes

PAPER = "kovalenko2023"
HEAD = "Kovalenko I, et al. Ann Case Rep: 8: 101503 www.doi.org/10.29011/2574-7754.101503"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Return the bundled papers."""
    return caseweave.load()


@pytest.fixture(scope="module")
def verified(graph: KnowledgeGraph, real_text: Path) -> tuple[Verified, ...]:
    """Return the statements of the real paper, verified."""
    return own(graph, read(real_text))


def own(graph: KnowledgeGraph, copy: Copy) -> tuple[Verified, ...]:
    """Verify the statements of the real paper."""
    return tuple(one for one in graph.verify({PAPER: copy}) if f"/{PAPER}/" in one.statement)


def test_every_anchor_is_exact(verified: tuple[Verified, ...]) -> None:
    """Ambiguous only inside the looped legend; nothing is changed or lost."""
    states = Counter((anchor.state, anchor.section) for one in verified for anchor in one.anchors)
    assert {state for state, _ in states} <= {"exact", "ambiguous"}
    assert {section for state, section in states if state == "ambiguous"} <= {"Figure 3 legend"}


def test_nearly_all_values_are_checked_and_none_fails(verified: tuple[Verified, ...]) -> None:
    """Most pass in every claim, nearly nine of ten in all that count most; the others say what could not be checked."""
    outcomes = Counter(one.value_check for one in verified)
    assert outcomes["failed"] == 0, [one.row()["reasons"] for one in verified if one.value_check == "failed"]
    assert outcomes["passed"] >= 0.57 * len(verified)
    assert outcomes["passed"] + outcomes["partly"] >= 0.89 * len(verified)
    assert all(one.row()["reasons"] for one in verified if one.value_check != "passed")


def test_the_places_hold_the_words(verified: tuple[Verified, ...], real_text: Path) -> None:
    """The characters of every anchor are its words in the file itself."""
    text = real_text.read_bytes().decode("utf-8")
    for anchor in (anchor for one in verified for anchor in one.anchors):
        assert " ".join(text[anchor.start : anchor.end].split()) == anchor.words
        assert anchor.line == text.count("\n", 0, anchor.start) + 1


def test_papers_without_a_copy_have_no_text(graph: KnowledgeGraph, real_text: Path) -> None:
    """Yang and Liu carry locators; their states are no text, and that is no fault."""
    others = [one for one in graph.verify({PAPER: read(real_text)}) if f"/{PAPER}/" not in one.statement]
    assert {(one.state, one.value_check) for one in others} == {("no text", "could not check")}
    assert not any(one.is_faulty for one in others)


def extractions(text: str) -> Iterator[tuple[str, str]]:
    """Yield other extractions of an article: narrow lines, hyphens, page heads and numbers, two columns."""
    for width, hyphens in ((46, False), (60, True), (80, True)):
        lines = narrow(text, width, hyphens)
        yield f"{width} wide", "\n".join(lines)
        yield f"{width} wide, pages", paged(lines, "\f" if hyphens else "")
        yield f"{width} wide, columns", columns(lines, width)


def narrow(text: str, width: int, hyphens: bool) -> list[str]:
    """Break every paragraph into narrow lines; long words in two, where asked for."""
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        words = " ".join(paragraph.split())
        if hyphens:
            words = re.sub(r"\b([a-z]{6})([a-z]{5,})\b", r"\1-@\2", words)
        broken = textwrap.wrap(words, width, break_on_hyphens=hyphens, break_long_words=False)
        lines += [line.replace("-@", "-") if line.endswith("-@") else line for line in broken] + [""]
    joined = "\n".join(lines)
    return re.sub(r"-@(?=\n)", "-", joined).replace("-@\n", "-\n").replace("-@", "").replace("-\n@", "-\n").split("\n")


def paged(lines: list[str], feed: str = "") -> str:
    """Put a running head and a page number between every fifty lines."""
    pages = [lines[at : at + 50] for at in range(0, len(lines), 50)]
    return "\n".join(
        "\n".join([f"{feed if number else ''}{HEAD}", "", *page, "", str(number + 1), ""])
        for number, page in enumerate(pages)
    )


def columns(lines: list[str], width: int) -> str:
    """Print a page of two columns side by side, under a running head."""
    pages: list[str] = []
    for number, at in enumerate(range(0, len(lines), 100)):
        left, right = lines[at : at + 50], lines[at + 50 : at + 100]
        rows = [one.ljust(width + 4) + (right[n] if n < len(right) else "") for n, one in enumerate(left)]
        pages.append("\n".join([HEAD, "", *(row.rstrip() for row in rows), "", " " * 40 + str(number + 1), ""]))
    return "\n".join(pages)


@pytest.mark.slow
def test_another_extraction_is_found_again(graph: KnowledgeGraph, real_text: Path) -> None:
    """In every other extraction at least 99 % of the anchors are found, at words that read the same."""
    text = real_text.read_bytes().decode("utf-8")
    here = [tuple(anchor.words or "" for anchor in one.anchors) for one in own(graph, Copy.of(text))]
    wanted = [solid(words) for group in here for words in group]
    for name, other in extractions(text):
        there = own(graph, read_bytes(other.encode(), "paper.txt"))
        anchors = [anchor for one in there for anchor in one.anchors]
        right = [
            anchor.state in ("exact", "moved", "ambiguous") and solid(anchor.words or "") == words
            for anchor, words in zip(anchors, wanted, strict=True)
        ]
        assert sum(right) >= 0.99 * len(right), f"{name}: {sum(right)} of {len(right)}"
        assert not any(one.value_check == "failed" for one in there), name


def solid(words: str) -> str:
    """Return words as their tokens, so that line breaks and hyphens do not matter."""
    return " ".join(token.text for flow in TextIndex(words.replace(HEAD, "")).flows for token in flow)
