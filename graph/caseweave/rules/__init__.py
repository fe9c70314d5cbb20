"""Rules beyond shape: what must make sense in a paper file that can be read. Each is written once.

A rule is a function with a sentence (its docstring) and a severity: an *error* cannot be right, a *warning* is most
likely wrong, a *note* is worth knowing. ``caseweave check`` and the tests run the same rules; ``docs/rules.md`` lists
them. :mod:`.rule` holds what a rule is; each other module holds the rules on one matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from caseweave.corpus import Corpus
from caseweave.model import Candidate, Disagreement, Statement
from caseweave.rules import anchors as anchoring
from caseweave.rules import fields as wording
from caseweave.rules import grades, happenings, numbers, papers, patients, states, terms
from caseweave.rules.rule import Article, Collection, Finding, Rule, Severity
from caseweave.statements import Times

__all__ = ["RULES", "Article", "Collection", "Finding", "Rule", "Severity", "across", "findings"]

_OF_PAPERS: Final = (papers, anchoring, states, numbers, grades, terms, wording, happenings)
_OF_ALL: Final = (patients,)


def _rules(homes: Sequence[object]) -> dict[str, Rule[Any]]:
    return {found.name: found for home in homes for found in vars(home).values() if isinstance(found, Rule)}


RULES: Final[Mapping[str, Rule[Any]]] = _rules((*_OF_PAPERS, *_OF_ALL))
"""Every rule by its name, in the order they are listed to users."""


def findings(corpus: Corpus, records: Sequence[Statement], times: Times) -> tuple[Finding, ...]:
    """Return what the rules find in each paper of a corpus, in the order of files and lines.

    >>> from caseweave import load
    >>> kg = load()
    >>> [one for one in findings(kg.corpus, kg.statements, kg.times) if one.severity == "error"]
    []
    """
    rules: list[Rule[Article]] = [*_rules(_OF_PAPERS).values()]
    articles = _articles(corpus, records, times)
    return tuple(sorted(found for article in articles for one in rules for found in one.findings(article)))


def across(corpus: Corpus, alike: Sequence[Candidate], disagreements: Sequence[Disagreement]) -> tuple[Finding, ...]:
    """Return what the rules find in all papers together, in the order of files and lines."""
    rules: list[Rule[Collection]] = [*_rules(_OF_ALL).values()]
    whole = Collection(corpus, tuple(alike), tuple(disagreements))
    return tuple(sorted(found for one in rules for found in one.findings(whole)))


def _articles(corpus: Corpus, records: Sequence[Statement], times: Times) -> Iterator[Article]:
    said: dict[str, list[Statement]] = {}
    for record in records:
        said.setdefault(record.said_by, []).append(record)
    for source in corpus.sources:
        paper = source.paper
        mine = {case: times[paper.id, case] for case in paper.cases}
        yield Article(source, tuple(said[paper.id]), mine, corpus.catalogue)
