"""The page that carries a query engine: it answers in the page, as fast as told, what ``caseweave query`` answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from caseweave import KnowledgeGraph
from caseweave.api.report import matter
from caseweave.rdf.store import named_queries
from caseweave.views.report import engine, report

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Visitor = Callable[..., Any]
MOST_BYTES = 4_000_000
MOST_BYTES_WITHOUT = 1_500_000


@pytest.fixture(scope="module")
def running(real: KnowledgeGraph) -> str:
    """Make the page of the bundled papers with the engine of this checkout; skipped where it was not fetched."""
    found = engine()
    if found is None:
        pytest.skip("no query engine in engine/; scripts/engine fetches it where npm is installed")
    return report(matter(real), found)


def rows(opened: Page, name: str, given: dict[str, str]) -> Any:
    """Ask the page a shipped question."""
    return opened.evaluate("([name, given]) => caseweave.answer(name, given)", [name, given])


def test_sizes(running: str, real: KnowledgeGraph) -> None:
    """Three papers: under 4 MB with the engine, under 1.5 MB without."""
    assert len(running.encode()) < MOST_BYTES
    assert len(report(matter(real, answers=True)).encode()) < MOST_BYTES_WITHOUT


def test_every_shipped_question_gives_the_rows_of_the_command(
    visit: Visitor, running: str, real: KnowledgeGraph
) -> None:
    """The engine in the page gives what the store gives, open and with a value of each pick-list."""
    visited = visit(running)
    for name, query in named_queries().items():
        answer = real.store.ask(query.open_text)
        wanted = [[None if node is None else node.value for node in row] for row in answer.nodes]
        assert rows(visited.page, name, {}) == {"columns": list(answer.columns), "rows": wanted}, name
        for parameter in query.parameters:
            place = answer.columns.index(parameter.name)
            values = sorted({str(row[place]) for row in answer.rows if row[place] is not None})
            if values:
                given = {parameter.name: values[len(values) // 2]}
                narrow = real.store.ask(query.open_text, given)
                wanted = [[None if node is None else node.value for node in row] for row in narrow.nodes]
                assert rows(visited.page, name, given)["rows"] == wanted, (name, given)
    assert visited.errors == []
    assert [one for one in visited.requests if not one.startswith("blob:")] == [visited.page.url.split("#")[0]]


def test_a_query_of_ones_own(visit: Visitor, running: str) -> None:
    """A text is run with the button; what is wrong with it is said by the engine; its link brings it back."""
    visited = visit(running, "#/ask")
    opened = visited.page
    opened.locator("#sparql").fill("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    opened.locator("#run").click()
    opened.wait_for_selector("#answer table")
    assert int(opened.locator("#answer tbody td").inner_text()) > 1000
    assert "sparql=" in opened.url
    opened.locator("#sparql").fill("SELECT nothing")
    opened.locator("#run").click()
    opened.wait_for_selector("#answer .wrong")
    assert "expected" in opened.locator("#answer .wrong").inner_text()


def test_no_query_leaves_the_page(visit: Visitor, running: str) -> None:
    """SERVICE is refused, and nothing is asked for."""
    visited = visit(running, "#/ask")
    opened = visited.page
    opened.locator("#sparql").fill("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    opened.locator("#run").click()
    opened.wait_for_selector("#answer .wrong")
    assert [one for one in visited.requests if not one.startswith("blob:")] == [opened.url.split("#")[0]]


def test_what_is_shown_is_what_a_query_gives(visit: Visitor, running: str) -> None:
    """Each panel leads to its query, which runs as it stands."""
    opened = visit(running, "#/comparison").page
    opened.locator("#comparison .tools a.btn").click()
    opened.wait_for_selector("#answer table")
    assert "comparison" in opened.locator("#sparql-name").inner_text()
    assert int(opened.locator("#answer").get_attribute("data-rows") or 0) > 100
