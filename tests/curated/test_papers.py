"""Every bundled paper keeps the rules that a person could break by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseweave import KnowledgeGraph, corpus
from caseweave.corpus import Source
from caseweave.model.field import MOST_WORDS
from caseweave.yamltext import Plain

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "sources").glob("*.yaml"))
TEXTS = sorted((ROOT.parent / "shared" / "papers").glob("*.txt"))

each = pytest.mark.parametrize(
    "source", [corpus.load_files([file]).sources[0] for file in FILES], ids=lambda one: one.paper.id
)


def texts(value: Plain, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a file with where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")
    else:
        for place, inner in enumerate(value):
            yield from texts(inner, f"{path}.{place}")


@each
def test_every_text_is_trimmed_and_on_one_line(source: Source) -> None:
    """What is not meant to be there shows in no table."""
    bad = [path for path, text in texts(source.tree.value) if text != text.strip() or "\n" in text or "  " in text]
    assert bad == []


@each
def test_no_words_of_the_paper_are_kept_beyond_eight(source: Source) -> None:
    """Its sentences are not ours to publish: short phrases in fields, fingerprints for the rest."""
    for said in source.paper.statements:
        for phrase in (said.printed, said.grade, *said.when):
            assert phrase is None or len(phrase.split()) <= MOST_WORDS
        assert [anchor.section for anchor in said.anchor if anchor.quote is not None] == []


@each
@pytest.mark.skipif(not TEXTS, reason="no text of a paper lies beside this checkout")
def test_no_run_of_nine_words_of_a_paper_stands_in_any_file(source: Source) -> None:
    """Neither in a remark, except its own title."""
    windows = {run for text in TEXTS for run in runs(text.read_text("utf-8"))}
    kept = [path for path, text in texts(source.tree.value) if path != ".title" and windows & set(runs(text))]
    assert windows
    assert kept == []


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every nine words in a row."""
    words = [word.strip(".,;:()[]\"'") for word in text.lower().split()]
    yield from zip(*(words[start:] for start in range(9)), strict=False)


@each
def test_every_statement_names_its_section(source: Source) -> None:
    """Where a reader has to look."""
    assert all(anchor.section for said in source.paper.statements for anchor in said.anchor)


@each
def test_a_finding_of_the_curator_is_marked_and_explained(source: Source) -> None:
    """What the paper does not say itself has a remark that says why."""
    inferred = [said for said in source.paper.statements if said.confidence == "inferred"]
    assert [said.id for said in inferred if not said.note] == []


@each
def test_a_unit_that_is_not_printed_is_only_inferred(source: Source) -> None:
    """A statement has a unit or an inferred one, never both."""
    both = [said.id for said in source.paper.statements if said.unit and "inferred unit" in said.qualifiers]
    assert both == []


@each
def test_a_grade_without_a_named_scale_has_none(source: Source) -> None:
    """A scale is never guessed: it stands only beside a grade."""
    assert [said.id for said in source.paper.statements if said.scale and not said.grade] == []


def test_every_statement_of_the_paper_read_in_full_has_a_fingerprint(real: KnowledgeGraph) -> None:
    """Anyone who holds the paper can look each of them up."""
    said = [record for record in real.statements if record.said_by == "kovalenko2023"]
    assert said
    bare = [record.id for record in said if not any(anchor.print and anchor.words for anchor in record.anchors)]
    assert bare == []


def test_every_anchor_with_a_fingerprint_knows_its_neighbours(real: KnowledgeGraph) -> None:
    """At least the words before or after it, so that a moved sentence is told from a changed one."""
    prints = [anchor for record in real.statements for anchor in record.anchors if anchor.print]
    assert prints
    assert all(anchor.before or anchor.after for anchor in prints)
