"""Typesetting for tests: an article flowed into lines and pages, as text with running heads, or as a PDF in columns."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from caseweave.text.anchors import TextAnchor, TextIndex
from caseweave.text.anchors.index import Place

from .test_pdf import whole

HEADINGS = ("Abstract", "Introduction", "Case Report", "Discussion", "References")
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
SYLLABLES = ("ra", "fle", "mo", "ti", "gran", "ve", "los", "ffi", "ne", "pur", "ta", "sko", "li", "dem", "hu", "fi")

Heads = Callable[[int], Sequence[str]]
Anchored = list[tuple[TextAnchor, str]]


def article(seed: int = 3, paragraphs: int = 5) -> str:
    """Invent an article of about eight pages: its words mean nothing, its numbers, units and days look as they do."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(400)]

    def sentence() -> str:
        said = rng.choices(words, k=rng.randint(8, 20))
        value = rng.choice(["{0} mg", "day +{0}", "{0}.{1} %", "<{0}", "{0}-{1} d", "C{0}D{1}", "IL-{0}"])
        said.insert(rng.randint(1, len(said)), value.format(rng.randint(1, 60), rng.randint(61, 99)))
        return " ".join(said).capitalize() + "."

    parts = ["An Invented Article about Words"]
    for number, heading in enumerate(HEADINGS):
        parts.append(heading)
        parts += [" ".join(sentence() for _ in range(rng.randint(4, 9))) for _ in range(paragraphs)]
        parts.append(f"Figure {number + 1}: {sentence()} {sentence()}")
        parts += [" ".join(sentence() for _ in range(rng.randint(4, 9))) for _ in range(paragraphs)]
    return "\n\n".join(parts)


def anchors(text: str, every: int = 5, words: int = 8) -> Anchored:
    """Make anchors all over a text, each with the name of its section."""
    index = TextIndex(text)
    return [
        (index.anchor(Place(flow, first, first + words)), index.name(flow))
        for flow, tokens in enumerate(index.flows)
        for first in range(0, len(tokens) - words, every)
    ]


def ligated(text: str) -> str:
    """Set a text with ligatures."""
    for letters, ligature in LIGATURES.items():
        text = text.replace(letters, ligature)
    return text


def wrapped(paragraph: str, width: int) -> Iterator[str]:
    """Break a paragraph into lines, long words with a hyphen."""
    line = ""
    for word in paragraph.split():
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".lstrip()
        elif re.fullmatch(r"[a-z]{7,}[.,;]?", word) and 3 <= room <= len(word) - 3:
            yield f"{line} {word[:room]}-"
            line = word[room:]
        else:
            yield line
            line = word
    yield line


def flowed(text: str, width: int, every: int, heads: Heads, feed: str = "") -> str:
    """Flow a text into lines, with ligatures and hyphens, and running heads between the lines of a paragraph."""
    lines = [line for part in re.split(r"\n\s*\n", text) for line in [*wrapped(part, width), ""]]
    pages = [lines[at : at + every] for at in range(0, len(lines), every)]
    told = ["\n".join([*(heads(number) if number else ()), *page]) for number, page in enumerate(pages)]
    return ligated(f"\n{feed}".join(told))


@dataclass(frozen=True)
class Layout:
    """A page of two columns: the size of its letters, the room between columns, and in which order lines are set."""

    size: float = 8
    gutter: float = 16
    line_by_line: bool = False
    figures: bool = False


def two_columns(text: str, layout: Layout) -> bytes:
    """Set a text in two columns, with a running head, a foot and the number of each page."""
    width, height, margin = 595.0, 842.0, 42.0
    column = (width - 2 * margin - layout.gutter) / 2
    rows = int((height - 130) / (1.2 * layout.size))
    lines = _set(text, int(column / (0.6 * layout.size)), layout)
    pages = [lines[at : at + 2 * rows] for at in range(0, len(lines), 2 * rows)]
    streams = []
    for number, page in enumerate(pages, start=1):
        places = [
            (margin + (at >= rows) * (column + layout.gutter), height - 70 - (at % rows) * 1.2 * layout.size, line)
            for at, line in enumerate(page)
        ]
        if layout.line_by_line:
            places.sort(key=lambda one: (-one[1], one[0]))
        head = [
            (margin, height - 30, "Nobody et al. Invented Cases 12: 345"),
            (width - 140, height - 30, "www.cases.org"),
        ]
        foot = [(margin, 24, f"Page {number} of {len(pages)}"), (width / 2, 24, "Volume 12; Issue 3")]
        streams.append("".join(_drawn(*one, size=layout.size) for one in [*head, *places, *foot] if one[2]))
    return _pdf(streams)


def _set(text: str, width: int, layout: Layout) -> list[str]:
    lines: list[str] = []
    for part in re.split(r"\n\s*\n", text):
        if layout.figures and part.startswith("Figure"):
            lines += [""] * 9
        lines += [*wrapped(part, width), ""]
    return lines


def _drawn(x: float, y: float, line: str, *, size: float) -> str:
    shown = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x:.2f} {y:.2f} Td ({shown}) Tj ET\n"


def _pdf(streams: Sequence[str]) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids: list[int] = []
    for stream in (text.encode("cp1252") for text in streams):
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    return whole(objects)
