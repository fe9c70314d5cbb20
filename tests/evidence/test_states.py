"""States of statements: the worst of their anchors, each with its place in the text the user gave."""

from __future__ import annotations

from typing import Any

import pytest

from caseweave.evidence import RANK, Verified, summary, verify
from caseweave.model import Anchor
from caseweave.text.readers import Copy, read_bytes
from caseweave.vocabulary import Catalogue

TEXT = (
    "Case Report\n\nThe patient was seen by us in the spring. On day +9 he had a light pink rash on the scalp, and it "
    "was itchy. He was sent home on the following day.\n\nDiscussion\n\nA rash of this kind is rare in such patients."
)
WORDS = "he had a light pink rash"


@pytest.fixture
def found(catalogue: Catalogue, anchor_of: Any, statement_of: Any) -> Any:
    """Return a function that verifies a statement about WORDS in TEXT against another text."""

    def find(text: str | Copy | None, *more: Anchor) -> Verified:
        statement = statement_of(catalogue, "skin rash", (anchor_of(TEXT, WORDS), *more), {"kind": "lesion"})
        copies = {} if text is None else {"fern2021": text if isinstance(text, Copy) else Copy.of(text)}
        (verified,) = verify([statement], copies, {"fern2021": catalogue})
        return verified

    return find


@pytest.mark.parametrize(
    ("text", "state", "value_check"),
    [
        (TEXT, "exact", "passed"),
        (TEXT.replace("Case Report", "Case Presentation"), "moved", "passed"),
        (TEXT.replace("on the scalp", "on the back"), "moved", "passed"),
        (TEXT.replace("+9 he had a light", "+8 he had a light") + f" Here {WORDS} and there.", "ambiguous", "passed"),
        (TEXT.replace("light pink", "dark red"), "changed", "could not check"),
        (
            TEXT.replace(WORDS, "all was well, as it had been for many days and weeks before this one"),
            "lost",
            "could not check",
        ),
        (None, "no text", "could not check"),
    ],
)
def test_each_state(text: str | None, state: str, value_check: str, found: Any) -> None:
    """Exact, moved, ambiguous, changed, lost and no text, each with its value check."""
    verified = found(text)
    assert (verified.state, verified.value_check) == (state, value_check)
    assert verified.is_faulty == (state in ("changed", "lost"))


def test_an_anchor_without_fingerprints_has_no_text(found: Any, catalogue: Catalogue, statement_of: Any) -> None:
    """A section alone can be read, not verified."""
    statement = statement_of(catalogue, "skin rash", (Anchor(section="Abstract"),), {"kind": "lesion"})
    (verified,) = verify([statement], {"fern2021": Copy.of(TEXT)}, {"fern2021": catalogue})
    assert (verified.state, verified.value_check) == ("no text", "could not check")
    assert verified.row()["section"] == "Abstract"


def test_a_statement_has_the_worst_state_of_its_anchors(found: Any, anchor_of: Any) -> None:
    """Each anchor is listed with its own state and place."""
    verified = found(TEXT.replace("sent home", "kept here"), anchor_of(TEXT, "He was sent home on the following"))
    assert verified.state == "changed"
    assert [anchor.state for anchor in verified.anchors] == ["exact", "changed"]
    start = TEXT.index(WORDS)
    assert verified.row()["anchors"][0] == f"what: exact {start}-{start + len(WORDS)}"


def test_the_place_is_that_of_the_text_given(found: Any) -> None:
    """Characters, line and page lead to the words, whatever the line ends."""
    text = TEXT.replace("\n", "\r\n").replace("On day", "\fOn day")
    row = found(text).row(with_words=True)
    assert text[row["start"] : row["end"]] == WORDS == row["words"][0]
    assert (row["page"], row["line"]) == (2, 3)


def test_the_place_in_columns_is_that_of_the_text_given(found: Any) -> None:
    """Columns are read one after the other, and still the offsets are those of the file."""
    left, right = (
        TEXT.partition("Discussion\n\n")[0],
        "The right column holds other words, line by line, to its end. " * 9,
    )
    lines = [part.ljust(60) for part in wrapped(left, 52)]
    text = "\n".join(a + b for a, b in zip(lines, wrapped(right, 40), strict=False))
    row = found(read_bytes(text.encode(), "paper.txt")).row()
    assert row["state"] != "lost"
    assert text[row["start"] :].startswith("he had a light pink")


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines, at least twelve."""
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) >= width:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    return lines + [""] * max(0, 12 - len(lines))


def test_states_are_ranked_from_best_to_worst() -> None:
    """The order is part of what a statement's state means."""
    assert RANK == ("exact", "moved", "ambiguous", "no text", "changed", "lost")


def test_a_summary_says_what_was_looked_at(found: Any) -> None:
    """Counts of statements, states and checks; nothing is silent."""
    assert summary((found(TEXT), found(None))) == "2 statements; 1 exact, 1 no text; value check: 1 passed"


def test_twins_are_suspect(catalogue: Catalogue, anchor_of: Any, statement_of: Any) -> None:
    """A drug named once cannot be the drug of two statements: each makes the other one suspect."""
    text = "Case Report\n\nHe was given prednisone, vincristine and daunorubicin for a whole week in May.\n"
    anchor = anchor_of(text, "given prednisone, vincristine and daunorubicin")
    iri = "https://w3id.org/caseweave/statement/fern2021/"
    drugs = ["prednisone", "vincristine", "vincristine"]
    said = [
        statement_of(catalogue, drug, (anchor,), {"kind": "treatment", "statement": f"{iri}{number}"})
        for number, drug in enumerate(drugs)
    ]
    verified = verify(said, {"fern2021": Copy.of(text)}, {"fern2021": catalogue})
    assert [one.value_check for one in verified] == ["passed", "could not check", "could not check"]
    assert verified[2].row()["reasons"] == ["entity twin: 1 says the same of the same words"]
