"""Queries as selectors: what one returns answers rows, lanes and measures; what cannot be run is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseweave.api.knowledge import KnowledgeGraph
from caseweave.model import Problems

from .telling import corpus, paper, said

PROTOCOL = """
id: mine
title: Fever by a query
select:
  hot: {query: hot.rq}
  hot later: {of: hot, phase: after}
measures:
  first fever: {first: hot later}
items:
  Mine:
    - {item: Hot, of: hot later, show: happenings}
    - {item: From day 0, measure: first fever}
lanes:
  - {lane: Hot, of: hot}
"""
QUERY = """
PREFIX cw: <https://w3id.org/caseweave/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?statement { ?s cw:about/skos:prefLabel "fever" ; dcterms:identifier ?statement }
"""
PAPER = paper(
    said("early", "finding", "fever", "day -2"),
    said("late", "finding", "fever", "day 3"),
    said("itch", "finding", "itch"),
)


def asked(folder: Path, query: str | bytes | None = QUERY, protocol: str = PROTOCOL) -> KnowledgeGraph:
    """Ask the paper a protocol that stands in a folder beside its query."""
    (folder / "mine.yaml").write_text(protocol, "utf-8")
    if query is not None:
        (folder / "hot.rq").write_bytes(query.encode() if isinstance(query, str) else query)
    return KnowledgeGraph(corpus(PAPER), protocol=str(folder / "mine.yaml"))


def test_what_a_query_returns_answers_row_lane_and_measure(tmp_path: Path) -> None:
    """A selector of its own narrows it; the graph says so too."""
    graph = asked(tmp_path)
    cells = {cell.item: cell for cell in graph.comparison(rows="all").record.cells}
    assert cells["Hot"].statements == ("fox2021/late",)
    assert cells["From day 0"].headline == "3 d"
    assert {iri.rsplit("/", 1)[-1] for iri in graph.lanes[0].takes} == {"early", "late"}
    (measure,) = [one for one in graph.measures if one.measure == "first fever"]
    assert "fox2021/late" in measure.inputs


def test_statements_may_be_returned_by_iri(tmp_path: Path) -> None:
    """As well as by paper and id."""
    by_iri = QUERY.replace("?s cw:about", "?statement cw:about").replace(
        "dcterms:identifier ?statement", "a cw:Statement"
    )
    assert {iri.rsplit("/", 1)[-1] for iri in asked(tmp_path, by_iri).membership.of("hot").takes} == {"early", "late"}


def test_a_query_may_return_nothing(tmp_path: Path) -> None:
    """Which is an answer."""
    assert asked(tmp_path, QUERY.replace('"fever"', '"no such thing"')).membership.of("hot").takes == frozenset()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?s { ?s ?p ?o } LIMIT 1", "no column `statement`; select `?statement`"),
        ("ASK {}", "no column `statement`"),
        (
            "SELECT (<http://example.org/x> AS ?statement) {}",
            "is no statement: http://example.org/x; select statements",
        ),
        ("SELECT ?statement { SERVICE <http://example.org/> { ?statement ?p ?o } }", "SERVICE asks another server"),
        ("DELETE WHERE { ?statement ?p ?o }", "hot.rq: "),
        ("SELECT ?statement {", "hot.rq: "),
        ("", "the query is empty"),
        (b"\xff\xfe", "not UTF-8"),
        (None, "no file 'hot.rq' beside the protocol"),
    ],
)
def test_a_query_that_names_no_statements_is_refused(query: str | bytes | None, told: str, tmp_path: Path) -> None:
    """With the line of the protocol that names it, and the cure; nothing of it reaches the network or a traceback."""
    with pytest.raises(Problems) as faults:
        asked(tmp_path, query).membership  # noqa: B018 - asked for what it raises
    (fault,) = faults.value.problems
    assert (Path(fault.path).name, fault.line, fault.field) == ("mine.yaml", 5, "select.hot.query")
    assert told in fault.message


@pytest.mark.parametrize("name", ["../hot.rq", "/elsewhere/hot.rq", "hot.sparql", "..", "a\\hot.rq"])
def test_a_query_stands_beside_its_protocol(name: str, tmp_path: Path) -> None:
    """A name that leads anywhere else is refused, whether something is there or not."""
    (tmp_path / "in").mkdir()
    (tmp_path / "hot.rq").write_text(QUERY, "utf-8")
    with pytest.raises(Problems, match="is no name of a query file; put the file beside the protocol"):
        asked(tmp_path / "in", protocol=PROTOCOL.replace("hot.rq", f"'{name}'")).membership  # noqa: B018 - as above


def test_an_inherited_query_is_the_one_of_its_own_folder(tmp_path: Path) -> None:
    """A protocol that extends another asks its queries too."""
    asked(tmp_path)
    (tmp_path / "more.yaml").write_text("id: more\ntitle: More\nextends: mine\n", "utf-8")
    graph = KnowledgeGraph(corpus(PAPER), protocol=str(tmp_path / "more.yaml"))
    assert len(graph.membership.of("hot").takes) == 2
