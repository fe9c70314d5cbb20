"""What curators prefer where accounts disagree: resolutions of the paper files, put to the disagreements they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from caseweave.corpus import Corpus
from caseweave.model import Disagreement, PaperFile, Problem, Resolution
from caseweave.model.identifiers import statement_iri

__all__ = ["idle", "resolved"]


def resolved(found: Iterable[Disagreement], corpus: Corpus, places: Mapping[str, int]) -> tuple[Disagreement, ...]:
    """Return disagreements with the curators' preferences, ordered by case and by the first statement of each.

    A resolution holds for every disagreement that has all the sides it names.
    """
    known = [(paper, one) for paper in corpus.papers for one in paper.resolutions]
    settled = [_settled(one, known) for one in found]
    return tuple(sorted(settled, key=lambda one: (one.case, min(places[side] for side in one.statements), one.id)))


def _settled(one: Disagreement, known: Iterable[tuple[PaperFile, Resolution]]) -> Disagreement:
    for paper, resolution in known:
        if set(_named(paper, resolution.sides)) <= set(one.statements):
            preferred = _named(paper, resolution.preferred)
            return replace(one, resolution="preferred", preferred=preferred, reason=resolution.reason)
    return one


def _named(paper: PaperFile, names: Iterable[str]) -> tuple[str, ...]:
    """Return the IRIs of statements named by id, or by ``paper/id``."""
    parted = (name.split("/", 1) if "/" in name else (paper.id, name) for name in names)
    return tuple(statement_iri(*parts) for parts in parted)


def idle(found: Iterable[Disagreement], corpus: Corpus) -> list[Problem]:
    """Return a problem for each resolution that settles nothing: its sides are not those of any one disagreement."""
    sides = [set(one.statements) for one in found]
    return [
        source.tree.problem(
            ("resolutions", place),
            "settles no disagreement; name sides that `caseweave disagreements` lists together, or remove it",
        )
        for source in corpus.sources
        for place, one in enumerate(source.paper.resolutions)
        if not any(set(_named(source.paper, one.sides)) <= names for names in sides)
    ]
