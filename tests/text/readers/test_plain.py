"""Plain text and Markdown: every character keeps its offset, and columns are read one after the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.text.anchors import TextIndex
from caseweave.text.readers import UnreadableError, read_bytes


def words(text: str) -> list[str]:
    """Return the tokens of a text, in order."""
    return [token.text for flow in TextIndex(text).flows for token in flow]


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=300))
def test_prose_is_taken_as_it_is(text: str) -> None:
    """No character of a plain text is changed, added or left out."""
    content = f"Case {text}"
    copy = read_bytes(content.encode(), "paper.txt")
    assert copy.given == content
    assert copy.text == content


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read(encoding: str) -> None:
    """A byte order mark tells the encoding, and is no part of the text."""
    assert read_bytes("fever of 38.4 °C\r\n".encode(encoding), "paper.txt").text == "fever of 38.4 °C\r\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zero_bytes(encoding: str) -> None:
    """As Windows writes it."""
    assert read_bytes("a fever of 38.4 °C".encode(encoding), "paper.txt").text == "a fever of 38.4 °C"


def test_old_western_text_is_read_and_told() -> None:
    """Windows-1252, as old programs save it; a text in another script is refused."""
    copy = read_bytes("“A fever of 38.4 °C ± 0.2”, he said of his meals at the café".encode("cp1252"), "paper.txt")
    assert copy.text == "“A fever of 38.4 °C ± 0.2”, he said of his meals at the café"
    assert "paper.txt: byte 0 is not UTF-8, so the file is read as Windows-1252" in copy.notes[0]
    with pytest.raises(UnreadableError, match=r"byte 0 is not UTF-8 text; save the file as UTF-8"):
        read_bytes("Лихорадка 38,4".encode("cp1251"), "paper.txt")


def test_pages_and_lines_are_those_of_the_file() -> None:
    """Form feeds begin pages; a text without any has none."""
    copy = read_bytes(b"one\ntwo\fthree\nfour", "paper.txt")
    assert [(copy.page(at), copy.line(at)) for at in (0, 4, 8, 14)] == [(1, 1), (1, 2), (2, 2), (2, 3)]
    assert read_bytes(b"one\ntwo", "paper.txt").page(5) is None


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("a [rash](https://x.org/a_(b).html) was", "a rash was"),
        ("a rash ![](page_3.jpeg) was", "a rash was"),
        ("a <span id='page-1-0'></span>rash <!-- no\nwords --> was", "a rash was"),
        ("| a | rash |\n|---|:--:|\n| was | seen |", "a rash was seen"),
        ("on day [three](#ref) a rash (see 4) was", "on day three a rash see 4 was"),
        ("values [two](3) of it", "values two 3 of it"),
        ("**a** *rash* `was` 10^6^", "a rash was 106"),
    ],
)
def test_markdown_leaves_out_what_no_reader_sees(markdown: str, read: str) -> None:
    """Targets, images, comments and tags; every other character keeps its offset."""
    copy = read_bytes(markdown.encode(), "paper.md")
    assert words(copy.text) == read.split()
    assert len(copy.text) == len(markdown)


PAGE = (
    "A Title that Runs across both of the Columns of this Page of the Journal\n\n"
    "the left column begins       and goes on in the right\n"
    "here with a sentence         one, of which there are\n"
    "that is much longer          many more lines than in\n"
    "than its lines and is        the left, because words\n"
    "broken at the end of a       of the left are longer,\n"
    "line, even in a word         and so they fill a line\n"
    "such as ery-                 more quickly than these\n"
    "thema, until it ends         do, as one can see.\n"
)
LEFT = "left column begins here with a sentence that is much longer than its lines and is broken"


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left column first, then the right one; the title stays before both."""
    copy = read_bytes(PAGE.encode(), "paper.txt")
    read = " ".join(words(copy.text))
    assert read.startswith("a title that runs across both of the columns of this page of the journal the left column")
    assert LEFT in read
    assert "such as erythema until it ends and goes on in the right one of which there are many more" in read


def test_offsets_in_columns_lead_back_to_the_file() -> None:
    """Each word of the columns is found at its place in the text that was given."""
    copy = read_bytes(PAGE.encode(), "paper.txt")
    for token in (token for flow in TextIndex(copy.text).flows for token in flow):
        start, end = copy.place(token.start), copy.place(token.end - 1) + 1
        assert PAGE[start] == copy.text[token.start]
        assert PAGE[end - 1] == copy.text[token.end - 1]


def test_pages_of_columns_follow_each_other() -> None:
    """Both columns of a page come before the next page, whether form feeds or running heads part them."""
    for feed in ("\f", ""):
        head = f"{feed}Annals of Invented Case Reports\n\n"
        text = head.join(["", *[PAGE.replace("column", f"column{number}") for number in range(3)]])
        read = words(read_bytes(text.encode(), "paper.txt").text)
        order = [word for word in read if word.startswith("column") and word[-1].isdigit()]
        assert order == sorted(order)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{number}   {number * 3}   0.2   9.1" for number in range(20)),
        "\n".join(f"A sentence {'x' * number} with  two blanks in it." for number in range(20)),
        "\n".join("    indented words that stand alone" for _ in range(20)),
    ],
    ids=["table of numbers", "double blanks", "indented"],
)
def test_what_only_looks_like_columns_is_left_alone(text: str) -> None:
    """Tables of numbers, double blanks and indents are no columns."""
    assert read_bytes(text.encode(), "paper.txt").text == text
