"""The same article set anew: running heads between its lines, ligatures, hyphens, columns; its anchors are found."""

from __future__ import annotations

import html
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from caseweave import load
from caseweave.text.anchors import TextAnchor, TextIndex, locate
from caseweave.text.readers import read_bytes

from .typesetting import HEADINGS, Anchored, Heads, Layout, anchors, article, flowed, two_columns

REAL = Path(__file__).parents[4] / "shared" / "papers" / "kovalenko2023.txt"
PAPER = "kovalenko2023"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

needs_paper = pytest.mark.skipif(not REAL.exists(), reason=f"../shared/papers/{PAPER}.txt is not beside the checkout")

HEADS: dict[str, Heads] = {
    "two lines": lambda page: [f"Nobody I, et al. Inv Case 8: 101503   Page {page}", "www.inventedpublishers.com"],
    "an address": lambda _: ["www.inventedpublishers.com"],
    "page of": lambda page: [f"Nobody I, et al. Inv Case 8: 101503 Page {page} of 9"],
    "in the middle": lambda page: [f"Inv Case 8 | Page {page} | ISSN 0000-0000"],
    "a number": lambda page: [str(page)],
    "one word": lambda page: ["Cases", str(page)],
    "left and right": lambda page: [f"{page}  Invented Cases" if page % 2 else f"I. Nobody et al.  {page}"],
    "many": lambda page: [f"- {page} -", "Volume 08; Issue 1503", "Inv Case, an open journal", "ISSN: 0000-0000"],
    "download": lambda page: ["Downloaded from https://www.invented.org by guest on 12 May 2024", f"p. {page}"],
}
PAGES = {"wide": (100, 40, ""), "middling": (90, 55, ""), "narrow": (60, 50, ""), "parted": (80, 50, "\f")}
LAYOUTS = {
    "one after the other": Layout(),
    "line by line": Layout(line_by_line=True),
    "narrow gutter": Layout(gutter=7),
    "narrow gutter, line by line": Layout(gutter=7, line_by_line=True),
    "figures": Layout(size=7, gutter=10, figures=True),
    "large": Layout(size=10, gutter=9),
}


def states(content: bytes, name: str, known: Anchored) -> Counter[str]:
    """Count what became of anchors in a copy."""
    index = TextIndex(read_bytes(content, name).text)
    return Counter(locate(index, anchor, section).state for anchor, section in known)


def share(found: Counter[str], *wanted: str) -> float:
    """Return the share of some states."""
    return sum(found[state] for state in wanted) / found.total()


@cache
def invented() -> tuple[str, Anchored]:
    """Return the invented article with its anchors."""
    text = article()
    return text, anchors(text)


@cache
def real() -> tuple[str, Anchored]:
    """Return the article with the anchors that were curated."""
    held = [anchor for one in load().statements if one.said_by == PAPER for anchor in one.anchors]
    prints = [(one.words, one.print, one.before, one.after, one.section) for one in held]
    found = [
        (TextAnchor(words=words, print=mark, before=before, after=after), section)
        for words, mark, before, after, section in prints
        if words and mark and before and after
    ]
    return REAL.read_text("utf-8"), found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("heads", HEADS)
def test_an_article_flowed_anew_is_found_again(heads: str, page: str) -> None:
    """Every anchor is exact, whatever stands between the lines."""
    text, known = invented()
    width, every, feed = PAGES[page]
    found = states(flowed(text, width, every, HEADS[heads], feed).encode(), "paper.txt", known)
    assert share(found, "exact", "moved") == 1
    assert share(found, "exact") >= 0.98  # a form feed within a legend ends it


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article_in_two_columns_is_found_again(layout: str) -> None:
    """Whether they were set one after the other or line by line, near or far, with figures between."""
    text, known = invented()
    found = states(two_columns(text, LAYOUTS[layout]), "paper.pdf", known)
    assert share(found, "exact", "moved") >= 0.99
    assert share(found, "exact") >= 0.95  # a legend that goes on in the next column is not told from the text


def test_a_planted_error_is_never_exact() -> None:
    """A number that was changed is seen by all anchors upon it, in a copy flowed anew as in the original."""
    text, known = invented()
    rng = random.Random(5)
    before = TextIndex(text)
    for at in rng.sample([match.start() for match in re.finditer(r"\d", text)], 40):
        other = text[:at] + str((int(text[at]) + rng.randint(1, 9)) % 10) + text[at + 1 :]
        index = TextIndex(other)
        on_it = [one for one in known if _covers(before, one[0], at)]
        flow = TextIndex(read_bytes(flowed(other, 90, 50, HEADS["two lines"]).encode(), "paper.txt").text)
        for anchor, section in on_it:
            assert locate(index, anchor, section).state != "exact"
            assert locate(flow, anchor, section).state != "exact"


def _covers(index: TextIndex, anchor: TextAnchor, at: int) -> bool:
    runs = [index.flows[place.flow][place.first : place.last] for place in index.places(anchor.words, anchor.print)]
    return any(token.start <= at < token.end for run in runs for token in run)


@needs_paper
@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("heads", HEADS)
def test_the_real_article_flowed_anew_is_found_again(heads: str, page: str) -> None:
    """At least 99 % of its curated anchors."""
    text, known = real()
    width, every, feed = PAGES[page]
    found = states(flowed(text, width, every, HEADS[heads], feed).encode(), "paper.txt", known)
    assert share(found, "exact", "moved") >= 0.99, found
    assert share(found, "exact") >= 0.98, found


STYLES: Sequence[str] = (
    "column-gap: 6mm",
    "column-gap: 3mm; text-align: justify; hyphens: auto",
    "column-gap: 2mm; font-size: 8pt; text-align: justify",
    "column-gap: 4mm; column-rule: 1px solid; font-family: sans-serif; font-size: 11pt",
    "column-count: 3; column-gap: 4mm; font-size: 8pt",
)


@needs_paper
@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path; on Debian: apt-get install chromium")
@pytest.mark.parametrize("style", STYLES)
def test_the_real_article_in_columns_is_found_again(style: str, tmp_path: Path) -> None:
    """Printed by a browser, with heads, feet, page numbers, and figures across both columns: at least 98 %."""
    text, known = real()
    page, printed = tmp_path / "paper.html", tmp_path / "paper.pdf"
    page.write_text(_page(text, style), "utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = states(printed.read_bytes(), "paper.pdf", known)
    assert share(found, "exact", "moved") >= 0.98, found
    assert share(found, "exact") >= 0.98, found


def _page(text: str, style: str) -> str:
    head = '@top-left { content: "Nobody I, et al. Inv Case 8: 101503" } @top-right { content: "www.invented.com" }'
    foot = '@bottom-center { content: "Page " counter(page) " of " counter(pages) }'
    sheet = f"@page {{ size: A4; margin: 18mm; {head} {foot} }} main {{ column-count: 2; font-size: 9.5pt; {style} }}"
    more = (
        "figcaption { font-size: 8pt } .wide { column-span: all } i { display: block; height: 30mm; background: #ccd }"
    )
    body = "\n".join(_block(at, " ".join(part.split())) for at, part in enumerate(re.split(r"\n\s*\n", text)))
    return f"<html lang=en><meta charset=utf-8><style>{sheet} {more}</style><main>{body}</main></html>"


def _block(at: int, part: str) -> str:
    told = re.sub(r"\^\{([^}]*)\}", r"<sup>\1</sup>", html.escape(part)).replace("**", "")
    if part in {*HEADINGS, "Case Presentation", "Conclusion"}:
        return f"<h2>{told}</h2>"
    if re.match(r"Figure \d+:", part):
        return f"<figure{' class=wide' * (at % 2)}><i></i><figcaption>{told}</figcaption></figure>"
    return f"<p>{told}</p>"
