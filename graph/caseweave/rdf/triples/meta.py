"""What the data are, to triples: each named graph with its source, licence, version and count; all in ``meta``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from caseweave.corpus import Corpus
from caseweave.model import PaperFile
from caseweave.model.identifiers import BASE, graph_iri, paper_iri, protocol_iri, release_iri
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.rdf.triples.nquads import Triple, iri, literal, whole

__all__ = ["DATASET", "digest", "metadata"]

DATASET: Final = BASE + "dataset"

_ONTOLOGY: Final = BASE + "ontology"
_OPEN: Final = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the vocabulary that ships."""

_NOT_DECLARED: Final = BASE + "licence/not-declared"
_VOCABULARIES: Final = ("cito", "cw", "dcterms", "fabio", "oa", "prov", "qudt", "skos", "time")


def digest(lines: Sequence[str]) -> str:
    """Return the SHA-256 of a named graph: of its sorted N-Quads lines."""
    return sha256("".join(lines).encode()).hexdigest()


def metadata(corpus: Corpus, graphs: Mapping[str, Sequence[str]], protocol: str, version: str) -> Iterator[Triple]:
    """Yield what the whole is, and what each of its named graphs is; ``graphs`` has their lines by name."""
    papers = {paper.id: paper for paper in corpus.papers}
    licences = {paper.curated.licence or _NOT_DECLARED for paper in corpus.papers}
    shared = licences.pop() if len(licences) == 1 else _NOT_DECLARED
    yield from _dataset(corpus, graphs, shared, version)
    for name, lines in graphs.items():
        yield from _graph(name, lines, version)
        if name in papers:
            yield from _of_paper(papers[name])
        elif name in {"ontology", "terms"}:
            yield from _origin(name, _ONTOLOGY, _OPEN)
        else:
            yield from _made(name, corpus, protocol, shared)


def _dataset(corpus: Corpus, graphs: Mapping[str, Sequence[str]], licence: str, version: str) -> Iterator[Triple]:
    node = iri(DATASET)
    yield Triple(node, iri("rdf:type"), iri("dcat:Dataset"))
    yield Triple(node, iri("rdf:type"), iri("void:Dataset"))
    yield Triple(node, iri("dcterms:title"), literal("Published cases as statements", language="en"))
    told = "What published case reports say of their patients: who says it, where it stands and when it was."
    yield Triple(node, iri("dcterms:description"), literal(told, language="en"))
    yield Triple(node, iri("dcterms:license"), iri(licence))
    yield Triple(node, iri("dcat:version"), literal(version))
    yield Triple(node, iri("void:uriSpace"), literal(BASE))
    yield Triple(node, iri("void:triples"), whole(sum(map(len, graphs.values()))))
    yield Triple(node, iri("void:entities"), whole(sum(len(paper.statements) for paper in corpus.papers)))
    for name in graphs:
        yield Triple(node, iri("void:subset"), iri(graph_iri(name)))
    for prefix in _VOCABULARIES:
        yield Triple(node, iri("void:vocabulary"), iri(NAMESPACES[prefix]))
    if _NOT_DECLARED in {licence, *(paper.curated.licence or _NOT_DECLARED for paper in corpus.papers)}:
        yield Triple(iri(_NOT_DECLARED), iri("rdfs:label"), literal("licence not declared", language="en"))


def _graph(name: str, lines: Sequence[str], version: str) -> Iterator[Triple]:
    node = iri(graph_iri(name))
    yield Triple(node, iri("rdf:type"), iri("cw:NamedGraph"))
    yield Triple(node, iri("rdfs:label"), literal(name))
    yield Triple(node, iri("dcat:version"), literal(version))
    yield Triple(node, iri("void:triples"), whole(len(lines)))
    yield Triple(node, iri("cw:digest"), literal(digest(lines)))
    yield Triple(node, iri("prov:wasAttributedTo"), iri(release_iri(version)))


def _of_paper(paper: PaperFile) -> Iterator[Triple]:
    node = iri(graph_iri(paper.id))
    yield from _origin(paper.id, paper_iri(paper.id), paper.curated.licence or _NOT_DECLARED)
    yield Triple(node, iri("dcterms:modified"), literal(paper.curated.on, "xsd:date"))
    yield Triple(node, iri("void:entities"), whole(len(paper.statements)))
    if paper.curated.by:
        yield Triple(node, iri("dcterms:creator"), literal(paper.curated.by))


def _made(name: str, corpus: Corpus, protocol: str, licence: str) -> Iterator[Triple]:
    """Yield what a graph was worked out from: every paper, and the protocol where it is one of a protocol."""
    for paper in corpus.papers:
        yield from _origin(name, graph_iri(paper.id), licence)
    if name == f"protocol/{protocol}":
        yield Triple(iri(graph_iri(name)), iri("dcterms:subject"), iri(protocol_iri(protocol)))


def _origin(name: str, source: str, licence: str) -> Iterator[Triple]:
    yield Triple(iri(graph_iri(name)), iri("dcterms:source"), iri(source))
    yield Triple(iri(graph_iri(name)), iri("dcterms:license"), iri(licence))
