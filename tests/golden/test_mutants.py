"""No part of a shipped query is idle: whatever is left out of it or turned, some answer is then another."""

from __future__ import annotations

import csv
import re
from typing import Final

import pytest
from tests.golden.conftest import GOLDEN, QUERIES, Table, asked
from tests.golden.mutants import mutants

from caseweave import KnowledgeGraph
from caseweave.rdf.store import QueryError

SURVIVORS: Final = GOLDEN / "survivors.tsv"
PARAMETER: Final = re.compile(r"#\+ param:\s*(?P<name>\w+)\s*\|[^|\n]*\|\s*(?P<default>\S[^|\n]*?)\s*")


def listed() -> dict[str, dict[str, str]]:
    """Return by query the mutants that are known to live, each with the reason."""
    with SURVIVORS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["query"], {})[row["mutant"]] = row["reason"]
    return found


def askings(text: str) -> list[dict[str, str]]:
    """Return what the parameters are set to: nothing, and the defaults if there are any."""
    defaults = {match["name"]: match["default"] for line in text.splitlines() if (match := PARAMETER.fullmatch(line))}
    return [{}, defaults] if defaults else [{}]


def lives(mutant: str, answers: list[tuple[KnowledgeGraph, dict[str, str], Table]]) -> bool:
    """Tell whether a mutant answers everything as the query does; the small corpus comes first and settles most.

    What the engine does not read is told apart at once.
    """
    try:
        return all(asked(kg, mutant, given) == rows for kg, given, rows in answers)
    except QueryError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("query", QUERIES)
def test_no_part_of_a_query_is_idle(query: str, corpora: dict[str, KnowledgeGraph]) -> None:
    """Every mutant is told apart, beside those that are listed with the reason why no corpus can tell them apart."""
    text = QUERIES[query].read_text("utf-8")
    answers = [(kg, given, asked(kg, text, given)) for kg in corpora.values() for given in askings(text)]
    alive, tried = [], 0
    for mutant in mutants(text):
        tried += 1
        if lives(mutant.text, answers):
            alive.append(mutant.change)
    known = listed().get(query, {})
    fresh = [change for change in alive if change not in known]
    if fresh:
        remedy = f"tell them apart by a statement in {GOLDEN.name}/data, or list them with a reason in {SURVIVORS.name}"
        pytest.fail("\n".join([f"{len(fresh)} of {tried} mutants live; {remedy}:", *fresh]), pytrace=False)
    assert sorted(set(known) - set(alive)) == [], f"these do not live; take them out of {SURVIVORS.name}"
    assert tried >= 5


def test_listed_mutants_are_of_shipped_queries_and_have_a_reason() -> None:
    """The list only shrinks with the queries."""
    assert set(listed()) <= set(QUERIES)
    assert all(reason.strip() for known in listed().values() for reason in known.values())
