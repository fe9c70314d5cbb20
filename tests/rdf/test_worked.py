"""Questions that an engineer asks of the graph, in few patterns, each equal to what Python answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rdflib.plugins.sparql import prepareQuery

from caseweave import KnowledgeGraph
from caseweave.rdf.store import named_queries

MOST_PATTERNS = 5


def patterns(part: Any) -> Iterator[object]:
    """Yield the triple patterns of a query as SPARQL's algebra has them; a path is one."""
    if isinstance(part, dict):
        yield from part.get("triples", ()) if getattr(part, "name", "") == "BGP" else ()
        for value in part.values():
            yield from patterns(value)
    elif isinstance(part, list):
        for one in part:
            yield from patterns(one)


@pytest.mark.parametrize("name", ["certainly-before", "contradictions", "unanswered"])
def test_few_patterns_are_enough(name: str) -> None:
    """What was impossible, or long, is asked in at most five."""
    found = list(patterns(prepareQuery(named_queries()[name].text).algebra))
    assert 1 <= len(found) <= MOST_PATTERNS


def test_drugs_certainly_given_before_the_rash(real: KnowledgeGraph) -> None:
    """Those that the time network of the paper puts before it, by days or by words."""
    names = {label: event for event, label in real.happenings["kovalenko2023", "kovalenko2023"].items()}
    before = "rash after CAR-T"
    time = real.times["kovalenko2023", "kovalenko2023"]
    first = time.span(names[before])[0]

    def is_before(said: str) -> bool:
        fewest, _ = time.between(f"end of {said}", names[before])
        back, _ = time.between(names[before], f"end of {said}")
        return (fewest or 0) > 0 or (time.sooner.puts(time.span(said)[1], first) and not (back or 0) > 0)

    wanted = {
        (one.label, f"{one.said_by}/{one.id}")
        for one in real.statements
        if one.kind == "treatment" and one.word == "own" and one.state == "present"
        if (one.said_by, one.case) == ("kovalenko2023", "kovalenko2023") and is_before(one.id)
    }
    rows = real.ask("certainly-before", kind="treatment", before=before).records()
    assert {(row["label"], row["statement"]) for row in rows} == wanted
    assert wanted


def test_what_contradicts_a_statement(real: KnowledgeGraph) -> None:
    """Sides of other camps of a contradiction, and nothing else."""
    named = {one.statement: f"{one.said_by}/{one.id}" for one in real.statements}
    wanted = {
        (named[first], named[second])
        for one in real.disagreements
        if one.strength == "contradiction"
        for first, second in one.opposed
    }
    rows = real.ask("contradictions").records()
    assert {(row["statement"], row["other"]) for row in rows} == wanted
    statement = min(wanted)[0]
    asked = real.ask("contradictions", statement=statement).records()
    assert {row["other"] for row in asked} == {other for one, other in wanted if one == statement}


def test_not_read_is_told_apart_from_not_reported(real: KnowledgeGraph) -> None:
    """The reasons of the empty cells of the table, all rows."""
    table = real.comparison(rows="all").record
    silent = {"not reported", "not reported in text", "source not read", "not applicable"}
    wanted = {
        (cell.item, cell.case, cell.state)
        for row in table.rows
        if not row.rest
        for cell in row.cells
        if cell.state in silent
    }
    rows = real.ask("unanswered").records()
    assert {(row["item"], row["case"], row["why"]) for row in rows} == wanted
    assert {row["why"] for row in rows} >= {"not reported", "source not read"}


def test_treatments_of_a_class_before_day_0(real: KnowledgeGraph) -> None:
    """A class has what stands below it, before day 0 of the protocol, as the paper's own word."""
    rows = real.ask("treatments-before", **{"class": "chemotherapy"}).records()
    phases = real.membership.timing.phase
    wanted = {
        f"{one.said_by}/{one.id}"
        for one in real.statements
        if one.kind == "treatment" and one.word == "own" and one.state == "present"
        if phases.get(one.statement) == "before"
        if real.terms.resolve("chemotherapy").curie in real.terms.ancestors(one.about.curie)
    }
    assert {row["statement"] for row in rows} == wanted
    assert wanted


def test_values_have_their_units(real: KnowledgeGraph) -> None:
    """Each number that is told, with its unit and the ends of a range."""
    rows = {row["statement"]: row for row in real.ask("values").records()}
    numbered = [one for one in real.statements if {one.value, one.low, one.high} != {None}]
    assert set(rows) == {f"{one.said_by}/{one.id}" for one in numbered}
    for one in numbered:
        row = rows[f"{one.said_by}/{one.id}"]
        assert (row["value"], row["low"], row["high"], row["unit"]) == (one.value, one.low, one.high, one.unit)


def test_each_part_of_the_graph_says_what_it_is(real: KnowledgeGraph) -> None:
    """A row for each source of each graph; papers by their DOI, statements counted."""
    rows = real.ask("graphs").records()
    assert {row["graph"] for row in rows} == set(real.graphs) - {"meta"}
    for paper in real.corpus.papers:
        (row,) = [row for row in rows if row["graph"] == paper.id]
        assert row["doi"] == f"https://doi.org/{paper.doi}"
        assert row["licence"] == "https://creativecommons.org/licenses/by/4.0/"
        assert row["statements"] == sum(one.said_by == paper.id for one in real.statements)


@pytest.mark.parametrize("name", named_queries())
def test_a_printed_query_gives_the_rows_of_the_query(name: str, real: KnowledgeGraph) -> None:
    """What ``--print-sparql`` prints is the question that ``query`` answers: in the engine, as it stands."""
    given = {"case": "kovalenko2023"} if "case" in {one.name for one in named_queries()[name].parameters} else {}
    from caseweave.api import sparql  # noqa: PLC0415

    text = sparql(real, named_queries()[name], given)
    assert real.store.ask(text).rows == real.ask(name, **given).rows
