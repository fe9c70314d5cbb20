"""Rules on terms: that each stands where a thing of its sort belongs, and that own terms are needed and right."""

from __future__ import annotations

from collections.abc import Iterator

from caseweave.model import Problem, Term
from caseweave.model.identifiers import contract
from caseweave.rules.rule import Article, rule
from caseweave.vocabulary import UnknownTermError
from caseweave.vocabulary.fitting import OF_FIELD, OF_KIND, allowed
from caseweave.vocabulary.misleading import misleading

__all__ = [
    "no_misleading_identifier",
    "own_terms_are_new",
    "own_terms_are_used",
    "term_fits_field",
    "term_fits_kind",
]


@rule("warning")
def term_fits_kind(article: Article) -> Iterator[Problem]:
    """A statement is about a thing of its kind: no drug is a procedure, no lesion a diagnosis."""
    for record in article.records:
        kind = article.kind(record.about.curie)
        over = {record.about.curie, *article.terms.ancestors(record.about.curie)}
        if kind not in OF_KIND[record.kind] and not over & allowed().get(record.kind, frozenset()):
            better = [name for name, kinds in OF_KIND.items() if kind in kinds and name != "history"]
            cure = f"write `{' or '.join(better)}: {record.label}`" if better else "name another term"
            yield article.at(record, record.kind, message=f"{record.label!r} is a {kind}, not a {record.kind}; {cure}")


@rule("error")
def term_fits_field(article: Article) -> Iterator[Problem]:
    """A site is a part of the body, a specimen something sampled, a method a way to find out, a route a way in."""
    for record in article.records:
        single = [((name,), getattr(record, name)) for name in ("specimen", "method", "route")]
        named: list[tuple[tuple[str | int, ...], Term | None]] = [*single]
        named += [(("site", place), term) for place, term in enumerate(record.site)]
        for path, term in named:
            wanted = OF_FIELD[str(path[0])]
            kind = article.kind(term.curie) if term else None
            if term and kind not in wanted:
                message = f"{term.label!r} is a {kind}; wanted: {' or '.join(sorted(wanted))}"
                yield article.at(record, *path, message=message)


@rule("error")
def no_misleading_identifier(article: Article) -> Iterator[Problem]:
    """No term has an identifier that looks right and is not, such as that of the aleukemic form of leukemia cutis."""
    for place, term in enumerate(article.paper.terms):
        curie = contract(term.iri) if term.iri else None
        if curie and (cure := misleading().get(curie)):
            yield article.head("terms", place, "iri", message=f"{curie} {cure}")


@rule("warning")
def own_terms_are_used(article: Article) -> Iterator[Problem]:
    """A term that a file declares is one that its statements use, or that stands above one they use."""
    used: set[str] = set()
    for record in article.records:
        terms = (record.about, *record.site, record.specimen, record.method, record.route)
        used |= {term.curie for term in terms if term}
        used |= _scale(article, record.scale) if record.scale else set()
    used |= {above for curie in sorted(used) for above in article.terms.ancestors(curie)}
    for place, term in enumerate(article.paper.terms):
        if article.terms.resolve(term.label).curie not in used:
            yield article.head("terms", place, message=f"no statement uses {term.label!r}; remove it")


@rule("note")
def own_terms_are_new(article: Article) -> Iterator[Problem]:
    """A term that a file declares is one that the shared catalogue does not have."""
    for place, term in enumerate(article.paper.terms):
        if article.terms.resolve(term.label).curie in article.shared:
            yield article.head(
                "terms", place, message=f"the shared catalogue has {term.label!r} by now; remove it here"
            )


def _scale(article: Article, text: str) -> set[str]:
    try:
        return {article.terms.resolve(text).curie}
    except UnknownTermError:
        return set()
