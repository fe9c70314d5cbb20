"""Why nothing is told: by case and row, the state that an empty cell has."""

from __future__ import annotations

from pathlib import Path

import pytest

import caseweave
from caseweave import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def golden() -> KnowledgeGraph:
    """Load the invented papers that have each state of a cell."""
    rash = ROOT / "tests" / "data" / "corpus" / "protocols" / "rash.yaml"
    return caseweave.load(ROOT / "tests" / "golden" / "data", str(rash))


@pytest.mark.parametrize(
    ("edge", "case", "row"),
    [
        ("notReported", "hazel2022", "Sex"),
        ("notReportedInText", "yew2025", "Blasts"),
        ("sourceNotRead", "beech2021", "Sex"),
        ("notApplicable", "yew2025", "Rash clear"),
        ("notApplicable", "hazel2022", "Blasts"),
        ("sourceNotRead", "oak2010", "Source read"),
    ],
)
def test_why_nothing_is_told_can_be_asked(edge: str, case: str, row: str, golden: KnowledgeGraph) -> None:
    """One pattern: the case, the reason, the row."""
    asked = f"""PREFIX cw: <https://w3id.org/caseweave/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    ASK {{ <https://w3id.org/caseweave/case/{case}> cw:{edge} ?row . ?row rdfs:label "{row}" }}"""
    assert golden.ask(asked).rows == ((True,),)


def test_a_case_and_a_row_have_one_reason_or_an_answer(golden: KnowledgeGraph) -> None:
    """Each cell of a row that is not for the rest is answered, or silent for one reason: the one its cell shows."""
    rows = golden.ask(
        """PREFIX cw: <https://w3id.org/caseweave/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?case ?row ?edge { VALUES ?edge { cw:notReported cw:notReportedInText cw:sourceNotRead cw:notApplicable }
        ?patient ?edge ?item ; dcterms:identifier ?case . ?item rdfs:label ?row }"""
    ).rows
    table = golden.comparison(rows="all").record
    silent = {"not reported", "not reported in text", "source not read", "not applicable"}
    shown = {(cell.case, cell.item) for row in table.rows if not row.rest for cell in row.cells if cell.state in silent}
    assert len({(case, row) for case, row, _ in rows}) == len(rows)
    assert {(case, row) for case, row, _ in rows} == shown
