"""Fixtures: one statement held against words that were invented for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from caseweave import corpus
from caseweave.evidence import Verified, verify
from caseweave.model import Anchor, Statement, Term
from caseweave.text.anchors import TextIndex, make
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue

ROOT = Path(__file__).parents[2]

Held = Callable[..., Verified]
"""Holds a statement (label of its entity, fields) against words; ``anchored`` are those of them the
anchors rest on, ``without`` what the copy lacks of them."""


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the shared terms."""
    return corpus.load().catalogue


@pytest.fixture(scope="session")
def real_text() -> Path:
    """Return where the text of the real paper is; it is not ours to ship."""
    path = ROOT.parent / "shared" / "papers" / "kovalenko2023.txt"
    if not path.exists():
        pytest.skip("../shared/papers/kovalenko2023.txt is not beside the checkout")
    return path


@pytest.fixture
def held(catalogue: Catalogue) -> Held:
    """Return a function that makes a statement and its text, and verifies the one against the other."""

    def hold(
        about: str, words: str, anchored: str | tuple[str, ...] | None = None, without: str = "", **fields: Any
    ) -> Verified:
        text = f"Case Report\n\nThe patient was seen by us. {words}\n\nHe went home on foot in the end.\n"
        parts = (anchored,) if isinstance(anchored, str) else anchored or (words,)
        anchors = tuple(anchor_of(text, part) for part in parts)
        statement = statement_of(catalogue, about, anchors, fields)
        copy = Copy.of(text.replace(without, "nothing") if without else text)
        (verified,) = verify([statement], {"fern2021": copy}, {"fern2021": catalogue})
        return verified

    return hold


@pytest.fixture(name="anchor_of")
def anchor_maker() -> Callable[[str, str], Anchor]:
    """Return the function that makes an anchor."""
    return anchor_of


@pytest.fixture(name="statement_of")
def statement_maker() -> Callable[..., Statement]:
    """Return the function that makes a statement."""
    return statement_of


def anchor_of(text: str, words: str) -> Anchor:
    """Make the anchor of words as a source file holds it."""
    made = make(TextIndex(text), words)
    return Anchor.model_validate(
        {
            "section": made.section,
            "words": made.anchor.words,
            "print": made.anchor.print,
            "before": made.anchor.before,
            "after": made.anchor.after,
        }
    )


def statement_of(catalogue: Catalogue, about: str, anchors: tuple[Anchor, ...], fields: dict[str, Any]) -> Statement:
    """Make a statement; texts in ``site``, ``specimen`` and ``route`` are labels, numbers may be given as text."""

    def term(text: str) -> Term:
        concept = catalogue.resolve(text)
        return Term(concept.curie, concept.label)

    numbers: dict[str, Any] = {name: Decimal(fields[name]) for name in ("value", "low", "high") if name in fields}
    terms: dict[str, Any] = {
        "specimen": term(fields["specimen"]) if "specimen" in fields else None,
        "site": tuple(map(term, fields.get("site", ()))),
        "route": term(fields["route"]) if "route" in fields else None,
    }
    given: dict[str, Any] = {
        "statement": "https://w3id.org/caseweave/statement/fern2021/one",
        "said_by": "fern2021",
        "case": "fern2021",
        "role": "own",
        "kind": "finding",
        "about": term(about),
        "anchors": anchors,
    }
    return Statement(**{**given, **fields, **numbers, **terms})
