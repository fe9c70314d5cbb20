"""Filling: fingerprints are written into a source file in place of quotes; nothing else of it changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from caseweave.curation.anchors import fill
from caseweave.text.anchors import TextAnchor, TextIndex, make

PAPER = (Path(__file__).parents[1] / "data" / "anchors" / "invented.txt").read_text(encoding="utf-8")
INDEX = TextIndex(PAPER)
SOURCE = """\
# a comment: {quote: "not an anchor"}
statements:
  - id: rash   # first
    note: "quote: this stays"
    anchor: {for: what, section: Case Presentation, quote: "a light pink rash covered <1%"}   # why
  - id: dose
    anchor:
      - {for: value,  section: Case Presentation , quote: 'tocilizumab 8 mg/kg twice'}
      - { occurrence: 1, quote: The rash of our patient began, section: Discussion }
      - {section: Discussion, quote: "began on day +9 and", occurrence: 1}
      - {section: Discussion, words: 5, print: "a1:00000000000000000000000000000000", quote: kept where licensed}
"""


def test_filling_writes_fingerprints_and_keeps_every_other_character() -> None:
    """Quotes and occurrences go, fingerprints come, and comments, order and layout stay."""
    filled, faults = fill(SOURCE, INDEX)
    assert faults == ()
    written = r'words: \d+, print: "a1:[0-9a-f]{32}", before: "[0-9a-f]{16}", after: "[0-9a-f]{16}"'
    assert re.sub(written, "<>", filled) == (
        SOURCE.replace('quote: "a light pink rash covered <1%"', "<>")
        .replace("quote: 'tocilizumab 8 mg/kg twice'", "<>")
        .replace("occurrence: 1, quote: The rash of our patient began", "<>")
        .replace('quote: "began on day +9 and", occurrence: 1', "<>")
    )
    row = yaml.safe_load(filled)["statements"][0]["anchor"]
    made = make(INDEX, "a light pink rash covered <1%").anchor
    assert TextAnchor(words=row["words"], print=row["print"], before=row["before"], after=row["after"]) == made


def test_filling_keeps_the_line_ends_of_the_file() -> None:
    """A file written on Windows keeps its line ends."""
    filled, faults = fill(SOURCE.replace("\n", "\r\n"), INDEX)
    assert faults == ()
    assert filled == fill(SOURCE, INDEX)[0].replace("\n", "\r\n")


def test_filling_again_changes_nothing() -> None:
    """A filled file has no quotes left to fill."""
    filled, _ = fill(SOURCE, INDEX)
    assert fill(filled, INDEX) == (filled, ())


def test_filling_leaves_what_is_no_anchor() -> None:
    """A quote outside ``anchor:`` is not touched, and an empty or cyclic file does no harm."""
    assert fill('note: {section: Discussion, quote: "began on day +9 and"}\n', INDEX)[0].endswith('day +9 and"}\n')
    assert fill("", INDEX) == ("", ())
    assert fill("&a [*a]\n", INDEX) == ("&a [*a]\n", ())


def test_one_fault_does_not_keep_the_rest_from_being_filled() -> None:
    """All faults are told at once, in file order, and sound anchors beside them are filled."""
    source = SOURCE.replace("light pink", "light red").replace("our patient", "her patient")
    filled, faults = fill(source, INDEX)
    assert [fault.line for fault in faults] == [5, 9]
    assert filled.count("print:") == 3


@pytest.mark.parametrize(
    ("anchor", "place", "message"),
    [
        ('{section: Discussion, quote: "a light pink rash covered"}', (1, 9), "not in section 'Discussion'"),
        ('{quote: "a light pink rash covered"}', (1, 9), "no section; write 'section: Case Presentation'"),
        ("{section: Abstract, quote: CD19 (+), CD45 (-)}", (1, 9), r"'CD45 \(-\)' does not belong here"),
        ('{section: Abstract,\n quote: "a rash"}', (1, 9), "stands on one line"),
        ('\n  section: Abstract\n  quote: "a rash"', (2, 3), "stands on one line"),
        ("{section: Abstract, quote: [a, rash]}", (1, 9), "not a text of its own"),
        ("{section: &s Abstract, quote: *s}", (1, 9), "not a text of its own"),
        ("{section: Abstract, quote: a, quote: b}", (1, 9), "given twice"),
        ("{section: Abstract, quote: a rash on day 9, occurrence: two}", (1, 9), "not a number"),
        ('{section: Abstract, words: 5, quote: "a rash on day 9"}', (1, 9), "'words' does not belong here"),
        ("{section: Abstract, quote: ''}", (1, 9), "0 tokens"),
        ("{section: Abstract, quote: a: b: c", (1, 37), "not YAML: .* quotation marks"),
        ("[" * 5000, (1, 1), "nested too deeply"),
        ("\x00", (1, 1), "not YAML"),
    ],
)
def test_filling_says_what_cannot_be_filled(anchor: str, place: tuple[int, int], message: str) -> None:
    """Each fault has its line and column and says what to write; the file stays as it is."""
    source = f"anchor: {anchor}\n"
    filled, faults = fill(source, INDEX)
    assert filled == source
    assert [(fault.line, fault.column) for fault in faults] == [place]
    assert re.search(message, str(faults[0]))
