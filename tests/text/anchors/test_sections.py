"""Furniture and sections: what a page adds is left out, and every place has its section."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from caseweave.text.anchors import TextIndex, locate, make, same_section, section_at, sections, tokens
from caseweave.text.anchors.furniture import blanked, furniture

PAPER = (Path(__file__).parents[2] / "data" / "anchors" / "invented.txt").read_text(encoding="utf-8")


def kept(text: str) -> str:
    """Tokens of what is left of a text without its furniture."""
    return " ".join(token.text for token in tokens(blanked(text, furniture(text))))


def test_page_numbers_and_citations_are_left_out_and_values_are_not() -> None:
    """A bare number between blank lines goes, as do citations; ranges in brackets and numbers in a paragraph stay."""
    text = "seen [1, 2] in\n\n6\n\nall; range 5 [2-8], 50% [3-5]\n7\nof [18F]FDG, page 3\n\nPage 4 of 9\n\n38.7\n"
    assert kept(text) == "seen in all range 5 2-8 50 % 3-5 7 of 18 f fdg page 3 38.7"


@pytest.mark.parametrize(
    ("lines", "left_out"),
    [
        (["Nobody et al. Invented Cases"] * 3, 3),
        (["Nobody et al. Invented Cases"] * 2, 0),
        (["Invented Cases 12 (2020), page 2 of 9", "Invented Cases 12 (2020), page 3 of 9"], 2),
        (["Invented Cases 12 | Page 3 | ISSN 0000-0000", "Invented Cases 12 | Page 4 | ISSN 0000-0000"], 2),
        (["www.invented-cases.example.org"] * 3, 3),
        (["Cases"] * 3, 3),
        (["2", "3", "4"], 3),
        (["2 | P a g e", "3 | P a g e", "4 | P a g e"], 3),
        (["2", "7", "4"], 0),
        (["Hospital day 2", "Hospital day 3", "Hospital day 5"], 0),
        (["Description of case 1", "Description of case 2", "Description of case 3"], 0),
        (["2 Invented Cases", "3 Invented Cases", "5 Invented Cases"], 3),
        (["Invented Cases page 2", "Invented Cases page 3", "Invented Cases page 4"], 3),
        (["Volume 8; Issue 4", "Volume 8; Issue 4", "Volume 8; Issue 4"], 3),
        (["Platelet count 29", "Platelet count 11", "Platelet count 138"], 0),
        (["Platelet count 11", "Platelet count 29", "Platelet count 138"], 0),
        (["negative"] * 3, 0),
    ],
)
def test_running_heads_are_left_out_only_when_they_recur_like_pages(lines: list[str], left_out: int) -> None:
    """What recurs a page apart, also with a growing page number, is a running head; what the text counts is not."""
    pages = ["\n".join(f"word{page}x{number} of a page of prose" for number in range(60)) for page in range(4)]
    text = pages[0] + "".join(f"\n{line}\n{page}" for line, page in zip(lines, pages[1:], strict=False))
    assert len(furniture(text)) == left_out
    assert furniture("\n".join(lines)) == ()


def test_a_page_break_within_a_sentence_closes_up() -> None:
    """A word parted by a page number and blank lines is one word, and a legend goes on behind them."""
    assert kept("extra-\n\n6\n\nmedullary") == "extramedullary"
    index = TextIndex("Case Report\n\nFigure 1: Light pink\n\n6\n\nrash on the scalp.\n\nHe was well.")
    assert make(index, "pink rash on the scalp").section == "Figure 1 legend"
    assert [part.name for part in index.sections] == ["Case Report", "Figure 1 legend"]


def test_sections_are_told_by_headings_and_legends() -> None:
    """The Abstract keeps its inline labels, a legend is a section of its own, and the text it interrupts goes on."""
    index = TextIndex(PAPER)
    names = ["Front matter", "Abstract", "Case Presentation", "Figure 1 legend", "Discussion", "References"]
    assert [part.name for part in index.sections] == names
    assert section_at(index.sections, PAPER.index("tocilizumab 8")) == "Case Presentation"
    assert section_at(index.sections, PAPER.index("Figure 1")) == "Figure 1 legend"
    assert make(index, "She received tocilizumab 8 mg/kg twice").section == "Case Presentation"


def test_sections_cover_the_text_once() -> None:
    """Every character is in exactly one section."""
    spans = sorted(span for part in sections(PAPER) for span in part.spans)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(PAPER)
    assert all(one[1] == other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# A title\n\ntext\n\n## 2. Case Report\n\ntext", ["A title", "Case Report"]),
        (
            "Abstract\nBackground\nA\nConclusion\nB\nBackground\nC\nConclusion\nD",
            ["Abstract", "Background", "Conclusion"],
        ),
        ("Case Report\n\nA title\n\nAbstract\n\ntext", ["Front matter", "Abstract"]),
        ("2.1 CASE REPORT:\n\nA man", ["CASE REPORT"]),
        ("Introduction\nA\n\nFig. S1. Rash.\n\nTable 2: Counts.", ["Introduction", "Figure S1 legend", "Table 2"]),
        ("Introduction\nAs shown in the\nFigure 5. Then", ["Introduction"]),
        ("the patient got\nTreatment\nand left", ["Front matter"]),
        ("He was well.\nDiscussion:\nThese", ["Front matter"]),
        ("", []),
    ],
)
def test_section_names(text: str, names: list[str]) -> None:
    """Markdown, structured abstracts, article types, numbers, kinds of legend, and words that are no heading."""
    assert [part.name for part in sections(text)] == names


def test_section_names_are_compared_by_letters_and_digits() -> None:
    """Capitals and marks make no other section, a number does."""
    assert same_section("Case Presentation", "CASE PRESENTATION:")
    assert not same_section("Figure 1 legend", "Figure 2 legend")


@pytest.mark.parametrize("size", [200_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("heading", ["ABSTRACT\n", "Abstract\n\nResults\n\n", "Figure 1: x\n\n"])
def test_a_megabyte_of_headings_is_read_soon(heading: str, size: int) -> None:
    """In under five seconds of work a megabyte, with the section of any place."""
    text = heading * (size // len(heading))
    started = time.process_time()
    found = TextIndex(text).sections
    assert {section_at(found, offset) for offset in range(0, len(text), 1000)} <= {part.name for part in found}
    assert time.process_time() - started < 5 * size / 1_000_000


STRUCTURED = (
    "A Title\n\nAbstract\n\nBackground\n\nRashes are rare.\n\nOutcomes\n\nThe rash cleared within nine days of it.\n\n"
    "Conclusions\n\nTell of it.\n\nIntroduction\n\nRashes are known.\n\nCase Report\n\nA man.\n\nConclusions\n\nTell."
)


def test_the_headings_of_a_structured_abstract_are_its_own() -> None:
    """All that stand before the Introduction behind it, also those that never come again."""
    names = ["Front matter", "Abstract", "Introduction", "Case Report", "Conclusions"]
    assert [part.name for part in TextIndex(STRUCTURED).sections] == names
    plain = (
        STRUCTURED.replace("Background\n\n", "")
        .replace("Outcomes\n\n", "")
        .replace("Conclusions\n\nTell of it.\n\n", "")
    )
    assert [part.name for part in TextIndex(plain).sections] == names


def test_a_copy_of_the_abstract_alone_has_no_other_section() -> None:
    """Whatever its parts are called; a part that an anchor names is in it."""
    text = STRUCTURED.partition("Introduction")[0]
    index = TextIndex(text, is_abstract=True)
    assert [part.name for part in index.sections] == ["Front matter", "Abstract"]
    made = make(index, "rash cleared within nine days")
    assert locate(index, made.anchor, "Abstract: Outcomes").state == "exact"
    assert locate(index, made.anchor, "Outcomes").state == "moved"
    assert [part.name for part in TextIndex("He had a rash.", is_abstract=True).sections] == ["Abstract"]
