"""Build the network: cases, entities and what joins them, from statements and the hierarchy of the terms.

=========  ==========================================  ====================================================
element    key                                         attributes (all plain text or whole numbers)
=========  ==========================================  ====================================================
case       case id, ``kovalenko2023``                  type, label, kind (empty), code, iri, cases, case_ids,
                                                       statements, share, synonyms
entity     CURIE, ``NCIT:C88156``                      the same; kind is the one most statements use
measure    IRI of its concept                          as an entity, of the kind measure
statement  its IRI; from the case to the entity        type, said_by, paper, role, kind, state, when, days, section,
                                                       printed, text, confidence, basis, note; earliest, latest,
                                                       end_earliest, end_latest where known
result     IRI of the measure, from the case to it     the same, with its value as text and its days in numbers
broader    ``broader:<narrower>:<broader>``            type; from an entity to the entity above it
=========  ==========================================  ====================================================

``cases`` counts, ``case_ids`` lists the cases that have an entity, of itself or through one below it. ``share`` tells
what it does between the cases:

========  ==============================================================================================
shared    two cases or more have it in one phase
compared  something is told of it in two cases or more, but not two have it: present here, absent or planned there
link      brings its case to a shared entity above it: a product under its class
single    one case only
========  ==============================================================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from caseweave.model import LISTS, Measure, Statement, Term
from caseweave.model.identifiers import case_iri, expand
from caseweave.views.network.levels import Levels
from caseweave.wording import details, result, stretch

__all__ = ["Graph", "build"]

Graph: TypeAlias = "nx.MultiDiGraph[str]"
"""The network: nodes and edge keys are text."""


@dataclass(frozen=True, slots=True)
class _Names:
    """How ids and codes are shown."""

    cases: Mapping[str, str]
    papers: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]

    def case_order(self, case: str) -> tuple[int, str]:
        known = list(self.cases)
        return (known.index(case) if case in self.cases else len(known), case)


def build(  # noqa: PLR0913 - all but two are keywords
    statements: Iterable[Statement],
    hierarchy: Mapping[str, tuple[Term, ...]] | None = None,
    *,
    measures: Iterable[Measure] = (),
    cases: Mapping[str, str] | None = None,
    papers: Mapping[str, str] | None = None,
    synonyms: Mapping[str, tuple[str, ...]] | None = None,
) -> Graph:
    """Join the cases through what is said of them: one edge per statement, and concepts above where those join cases.

    ``measures`` join the cases too, each result an edge.
    ``hierarchy`` gives the terms above each CURIE (parents or all ancestors); ``cases`` and ``papers`` give the title
    of each id, cases in the order they are shown; ``synonyms`` the other labels of each CURIE.
    Raises ValueError for an entity that is neither a known CURIE nor a web address.

    >>> from caseweave.model import Statement, Term
    >>> fever = Term("HP:0001945", "Fever")
    >>> said = {"said_by": "a", "role": "own", "kind": "finding", "about": fever}
    >>> graph = build([Statement(statement="s/1", case="a", **said), Statement(statement="s/2", case="b", **said)])
    >>> graph.nodes["HP:0001945"]["share"], graph.nodes["HP:0001945"]["cases"]
    ('shared', 2)
    """
    names = _Names(cases or {}, papers or {}, synonyms or {})
    told = sorted(statements, key=lambda one: (names.case_order(one.case), one.about, *_course(one), one.statement))
    levels = Levels.of(told, hierarchy or {})
    graph: Graph = nx.MultiDiGraph()
    _add_cases(graph, told, names)
    _add_entities(graph, told, levels, names)
    _add_statements(graph, told, names)
    _add_measures(graph, measures, names)
    for narrower, broader in levels.steps():
        graph.add_edge(narrower, broader, key=f"broader:{narrower}:{broader}", type="broader")
    return graph


def _course(statement: Statement) -> tuple[int, bool, int]:
    """Order statements on one entity: a paper's own first, then by day, what has no day last."""
    return LISTS["role"].index(statement.role), statement.earliest is None, statement.earliest or 0


def _add_cases(graph: Graph, told: list[Statement], names: _Names) -> None:
    counts = Counter(statement.case for statement in told)
    for case in sorted(set(counts) | set(names.cases), key=names.case_order):
        graph.add_node(
            case,
            type="case",
            label=names.cases.get(case, case),
            kind="",
            code=case,
            iri=case_iri(case),
            cases=1,
            case_ids=case,
            statements=counts[case],
            share="shared",
            synonyms="",
        )


def _add_entities(graph: Graph, told: list[Statement], levels: Levels, names: _Names) -> None:
    kinds = _kinds(told, levels)
    counts = Counter(statement.about.curie for statement in told)
    order = LISTS["kind"].index
    for term in sorted(levels.kept, key=lambda term: (order(kinds[term.curie]), term.label.casefold(), term.curie)):
        reached = levels.cases(term.curie)
        graph.add_node(
            term.curie,
            type="entity",
            label=term.label,
            kind=kinds[term.curie],
            code=term.curie,
            iri=_iri(term.curie),
            cases=len(reached),
            case_ids="; ".join(sorted(reached, key=names.case_order)),
            statements=counts[term.curie],
            share=levels.share(term.curie),
            synonyms="; ".join(names.synonyms.get(term.curie, ())),
        )


def _kinds(told: list[Statement], levels: Levels) -> dict[str, str]:
    """Give each entity the kind most statements on or below it use; the first of the list where several tie."""
    tallies: dict[str, Counter[str]] = {term.curie: Counter() for term in levels.kept}
    for statement in told:
        tallies[statement.about.curie][statement.kind] += 1
    for curie, tally in tallies.items():
        if not tally:
            for below in levels.below(curie):
                tally.update(tallies[below])
    return {curie: max(LISTS["kind"], key=lambda kind: tally[kind]) for curie, tally in tallies.items()}


def _add_statements(graph: Graph, told: list[Statement], names: _Names) -> None:
    for one in told:
        graph.add_edge(
            one.case,
            one.about.curie,
            key=one.statement,
            type="statement",
            said_by=one.said_by,
            paper=names.papers.get(one.said_by, one.said_by),
            role=one.role,
            kind=one.kind,
            state=one.state,
            when="; ".join(one.when),
            days=stretch(one, "sentence"),
            section="; ".join(dict.fromkeys(anchor.section for anchor in one.anchors)),
            printed=one.printed or "",
            text=details(one),
            confidence=one.confidence or "",
            basis=one.basis or "",
            note=one.note or "",
            **_numbers(one, ("earliest", "latest", "end_earliest", "end_latest")),
        )


def _add_measures(graph: Graph, measures: Iterable[Measure], names: _Names) -> None:
    found: dict[str, list[Measure]] = {}
    for one in measures:
        found.setdefault(one.rule, []).append(one)
    for rule, results in sorted(found.items()):
        firm = {one.case for one in results if not one.certainty}
        _add_measure(graph, rule, results, sorted(firm, key=names.case_order))
        for one in results:
            graph.add_edge(one.case, rule, key=one.id, **_result(one, names))


def _add_measure(graph: Graph, rule: str, results: list[Measure], cases: list[str]) -> None:
    graph.add_node(
        rule,
        type="entity",
        label=results[0].measure,
        kind="measure",
        code=f"rule:{rule.rsplit('/', 1)[-1]}",
        iri=rule,
        cases=len(cases),
        case_ids="; ".join(cases),
        statements=len(results),
        share="shared" if len(cases) > 1 else "single",
        synonyms="",
    )


def _result(one: Measure, names: _Names) -> dict[str, str | int]:
    return {
        "type": "measure",
        "said_by": one.said_by,
        "paper": names.papers.get(one.said_by, one.said_by),
        "role": one.role,
        "kind": "measure",
        "state": "present",
        "when": "",
        "days": "",
        "section": "; ".join(one.sections),
        "printed": "",
        "text": result(one),
        "confidence": one.confidence or "",
        "basis": one.basis or "",
        "note": one.arithmetic,
        **_numbers(one, ("earliest", "latest")),
    }


def _numbers(told: Statement | Measure, names: tuple[str, ...]) -> dict[str, int]:
    """Return the days that are known, as numbers."""
    found = ((name, getattr(told, name)) for name in names)
    return {name: day for name, day in found if day is not None}


def _iri(curie: str) -> str:
    return curie if curie.startswith(("http://", "https://")) else expand(curie)
