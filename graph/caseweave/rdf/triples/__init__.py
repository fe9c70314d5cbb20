"""Records to RDF: the one mapping, written as N-Quads text with an IRI for everything and no blank nodes.

=====================  =============================================================================================
record                 triples (graph)
=====================  =============================================================================================
paper head             ``a cw:Paper, fabio:ClinicalCaseReport``; ``dcterms:title|creator|issued``, ``bibo:doi``,
                       ``cw:read``, ``cito:discusses`` …, ``cw:reports``/``cw:mentions`` a case (the paper's)
author                 ``a cw:Author``; ``cw:order``, ``rdfs:label``; the paper ``cw:author`` it (the paper's)
clock                  ``a cw:Clock``; ``cw:saidBy``, ``cw:case``, ``cw:zero``, ``cw:countsFrom`` (the paper's)
group of patients      ``a cw:Group``, ``cw:group`` how many; the paper ``cw:mentionsGroup``, its statements and events
                       ``cw:aboutGroup`` it, in the place of ``cw:case`` (the paper's)
statement              ``a cw:Statement``; ``cw:saidBy``, ``cw:case``, ``cw:role``, ``cw:relayedFrom``, ``cw:kind``,
                       ``cw:about`` the entity, ``cw:event``, ``cw:state``, ``cw:evidence`` (the paper's)
  who tells it how     ``cw:account``, ``cw:assertion``, ``cw:naming``, ``cw:certainty``
  course               ``cw:courseStep`` a ``cw:CourseStep``: ``cw:aspect``, ``cw:change``; of known aspects also
                       ``cw:extent`` … ``cw:overall`` a change; all in words as ``cw:courseText``
  links                ``cw:link`` a ``cw:Link``: ``cw:relation``, ``cw:target``, ``cw:certainty``, ``cw:scale``,
                       ``cw:scored``; all in words as ``cw:linkText``
  schedule             ``cw:schedule`` a text for each part; all as ``cw:scheduleText``
  number               ``cw:quantity`` a ``cw:Quantity``: ``qudt:numericValue`` or ``schema:minValue``/``maxValue``,
                       ``cw:comparator``, ``qudt:ucumCode``, ``qudt:hasUnit``; as printed: ``cw:printed``
  site, specimen …     ``cw:site``, ``cw:specimen``, ``cw:method``, ``cw:route`` an entity; ``cw:qualifier`` a text
  when                 ``cw:when``, the paper's phrases joined with "; "
  anchor               ``cw:anchor`` a ``cw:Anchor``: ``oa:hasSource``, ``cw:section``, ``cw:words``, ``cw:print`` …
  days                 ``cw:earliest``, ``cw:latest``, ``cw:endEarliest``, ``cw:endLatest``, ``cw:phase``, ``cw:basis``
                       (derived)
  what is present      case ``cw:involves`` entity where it is a paper's own word, else ``cw:involvesRelayed``,
                       ``cw:involvesInferred``, ``cw:involvesMapped``; the statement ``cw:ownWord`` …
                       ``cw:mappedWord`` the entity, which supports the edge (derived)
event                  ``a cw:Event``; ``rdfs:label``, ``cw:earliest`` … counted by a ``cw:clock``, ``cw:date``
                       (derived)
order                  statement or event ``cw:moment`` a ``cw:Moment``, which is ``time:before`` others where the paper
                       is sure of it (derived)
what is asked          statement ``cw:askedPhase`` counted from day 0 of the protocol, ``cw:lane`` the lane it stands in
                       (derived)
what is measured       ``a cw:Rule, skos:Concept``; ``cw:verb``, ``cw:reaches``; case ``cw:measured`` it, or
                       ``cw:measuredRelayed`` (derived)
measure                ``a cw:Measure``; ``cw:rule`` a ``cw:Rule``, ``cw:earliest|latest`` from ``cw:zeroName``,
                       ``cw:account``, ``cw:value``, ``cw:arithmetic`` …; ``prov:wasDerivedFrom`` each input, with what
                       it was used for in ``prov:qualifiedDerivation`` a ``cw:ProofStep`` (derived)
disagreement           ``a cw:Disagreement``; ``cw:scope``, ``cw:conflict``, ``cw:strength``, ``cw:resolution``,
                       ``cw:about`` entities; ``prov:wasDerivedFrom`` its statements; ``cw:side`` a ``cw:Side``, which
                       ``cw:tells`` a statement, with ``cw:printed``, ``cw:says``, ``cw:section`` (derived)
                       statements of different camps ``cw:contradicts`` or ``cw:inTensionWith`` one another
verdict                claim ``cw:verdict``, ``cw:compared`` and ``cito:agreesWith|disagreesWith`` statements of the
                       original; their papers ``cito:agreesWith|disagreesWith`` (derived)
one patient            case ``prov:alternateOf`` the case it is the same as, the evidence as ``cw:reason``; two that may
                       be: ``a cw:Candidate``; ``cw:case`` both, ``cw:score``, ``cw:sharedText`` (derived)
protocol               ``a cw:Protocol``; its headings ``a cw:Heading``, its rows ``a cw:Item``: ``cw:heading``,
                       ``cw:show``, ``cw:asksKind`` …; a statement or measure ``cw:answers``, ``cw:mayAnswer``,
                       ``cw:answersElse`` or ``cw:makesApply`` a row; why it only may: ``a cw:PossibleAnswer``; a case
                       ``cw:lacksDayZero``; case ``cw:notReported``, ``cw:notReportedInText``, ``cw:sourceNotRead`` or
                       ``cw:notApplicable`` a row that nothing answers (protocol/<id>)
named graph            ``a cw:NamedGraph``; ``dcterms:source``, ``dcterms:license``, ``dcat:version``,
                       ``void:triples``, ``cw:digest``; a part of the ``dcat:Dataset`` (meta)
concept                ``a skos:Concept``; ``skos:prefLabel|altLabel|notation|broader|definition``, all above it as
                       ``skos:broaderTransitive`` (terms)
mapping                ``skos:exactMatch`` … (terms)
=====================  =============================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter

from caseweave.corpus import Corpus
from caseweave.model import PaperFile, Statement
from caseweave.model.identifiers import graph_iri
from caseweave.rdf.triples import paper as head
from caseweave.rdf.triples import statement as record
from caseweave.rdf.triples.asked import asked
from caseweave.rdf.triples.course import clocks, course
from caseweave.rdf.triples.cube import cube
from caseweave.rdf.triples.disagreement import candidates, disagreements, verdicts
from caseweave.rdf.triples.measure import measures
from caseweave.rdf.triples.meta import digest, metadata
from caseweave.rdf.triples.nquads import Triple, quads
from caseweave.rdf.triples.protocol import protocol
from caseweave.rdf.triples.terms import concepts, mappings

__all__ = [
    "asked",
    "candidates",
    "course",
    "cube",
    "digest",
    "disagreements",
    "measures",
    "metadata",
    "nquads",
    "protocol",
    "quads",
    "verdicts",
]


def nquads(
    corpus: Corpus, statements: Sequence[Statement], sssom: str, found: Iterable[Triple] = ()
) -> dict[str, list[str]]:
    """Return the sorted, distinct N-Quads lines of each named graph, by the graph's name.

    ``statements`` come paper by paper. The graphs are one per paper, ``derived`` and ``terms``. ``found`` are the
    triples of what was worked out from the statements, such as :func:`measures`; they stand in ``derived``.
    """
    patients, called = corpus.patients, corpus.headings
    told = {paper: list(said) for paper, said in groupby(statements, attrgetter("said_by"))}
    graphs: dict[str, Iterator[Triple]] = {
        paper.id: chain(head.bibliography(paper, called[paper.id]), _paper(paper, told.get(paper.id, ()), patients))
        for paper in corpus.papers
    }
    about = chain.from_iterable(chain(record.derived(s), record.involvement(s)) for s in statements)
    graphs["derived"] = chain(head.identities(corpus), about, found)
    graphs["terms"] = chain(concepts(corpus.terms), mappings(sssom))
    return {name: sorted(set(quads(triples, graph_iri(name)))) for name, triples in graphs.items()}


def _paper(paper: PaperFile, statements: Sequence[Statement], patients: Mapping[str, str]) -> Iterator[Triple]:
    yield from head.cases(paper, patients)
    yield from clocks(paper, patients)
    for order, statement in enumerate(statements):
        yield from record.said(statement, order, group=statement.case in paper.groups)
