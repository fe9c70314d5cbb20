"""From a breach back to the file, the line and the field that the node was made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseweave import KnowledgeGraph, corpus, resources
from caseweave.model.identifiers import BASE
from caseweave.rdf.shapes import Breach, Shapes, ShapesError, findings

DATA = Path(__file__).resolve().parents[2] / "data" / "shapes"
CW = "https://w3id.org/caseweave/ontology#"


@pytest.fixture(scope="module")
def papers() -> corpus.Corpus:
    """Return the two invented papers."""
    return corpus.load(DATA)


def breach(focus: str, path: str = f"<{CW}state>", value: str = "") -> Breach:
    """Make a breach of a node."""
    return Breach(BASE + focus, f"{BASE}shape/statement-state", path, "MinCount", value, "error", "Write one.")


@pytest.mark.parametrize(
    ("focus", "file", "text", "field"),
    [
        ("statement/fir2021/crs", "fir2021.yaml", "- id: crs", "statements.3"),
        ("statement/fir2021/t-cells/quantity", "fir2021.yaml", "value: 2-3", "statements.8.value"),
        (
            "statement/fir2021/infusion/anchor/2",
            "fir2021.yaml",
            "- {for: when, section: Case, words",
            "statements.2.anchor.1",
        ),
        ("statement/yew2020/age/anchor/1", "yew2020.yaml", "anchor: {section: Abstract}", "statements.0.anchor"),
        ("paper/yew2020", "yew2020.yaml", "id: yew2020", "id"),
        ("case/fir2021", "fir2021.yaml", "fir2021:", "cases.fir2021"),
        ("event/fir2021/rash", "fir2021.yaml", "event: rash", "statements.5.event"),
        ("measure/fir2021/fir2021/time-to-clearance/narrative/infusion", "fir2021.yaml", "fir2021:", "cases.fir2021"),
        ("disagreement/fir2021-value-0123/side/1", "fir2021.yaml", "fir2021:", "cases.fir2021"),
        ("candidate/fir2021--yew2020", "fir2021.yaml", "fir2021:", "cases.fir2021"),
    ],
)
def test_breach_leads_to_its_line(papers: corpus.Corpus, focus: str, file: str, text: str, field: str) -> None:
    """A node made from a file is told at the line and the field it was made from."""
    (found,) = findings([breach(focus)], papers)
    at = found.problem
    assert Path(at.path).name == file
    assert Path(at.path).read_text("utf-8").splitlines()[at.line - 1].strip().startswith(text)
    assert at.field.startswith(field)
    assert (found.severity, found.rule) == ("error", "statement-state")


def test_breach_of_a_shared_term_leads_to_its_row(papers: corpus.Corpus) -> None:
    """A term of the catalogue is told at its row."""
    (found,) = findings([breach("term/skin-mass", value="x")], papers)
    rows = resources.ontology("terms.tsv").splitlines()
    assert found.problem.path == "ontology/terms.tsv"
    assert rows[found.problem.line - 1].startswith("caseweave:skin-mass\t")
    assert found.problem.message == "Write one. Found: state x"


def test_breach_of_an_own_term_leads_to_its_file(kg: KnowledgeGraph) -> None:
    """A term that a paper declares is told where it does."""
    (found,) = findings([breach("term/alderamab")], kg.corpus)
    assert (Path(found.problem.path).name, found.problem.field) == ("alder2021.yaml", "terms.0")


def test_breach_of_any_other_node_names_the_node(papers: corpus.Corpus) -> None:
    """What was made from no file is told by its IRI."""
    (found,) = findings([breach("rule/clearance")], papers)
    assert found.problem.path == f"{BASE}rule/clearance"


def test_whole_way_from_a_broken_graph(papers: corpus.Corpus, shapes: Shapes) -> None:
    """What is broken in the graph of two papers is told at the line of the statement."""
    nquads = KnowledgeGraph(papers).nquads.replace(
        f"<{BASE}statement/fir2021/crs> <{CW}state> <{BASE}state/present>".encode(),
        f"<{BASE}statement/fir2021/crs> <{CW}state> <{BASE}state/perhaps>".encode(),
    )
    told = [str(one) for one in findings(shapes.breaches(nquads), papers)]
    assert [one.rsplit("[", 1)[-1] for one in told] == ["statement-state]", "own-word-state]"]
    assert told[0].startswith(f"{DATA / 'fir2021.yaml'}:53:5: error: statements.3: A statement has one state: present,")
    assert told[0].endswith(f"Found: state {BASE}state/perhaps [statement-state]")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("this is no Turtle", "parse error"),
        ("@prefix sh: <http://www.w3.org/ns/shacl#> . <http://e/s> a sh:NodeShape ; sh:pattern '(' .", "regex"),
        ("@prefix sh: <http://www.w3.org/ns/shacl#> . <http://e/s> a sh:NodeShape ; sh:minCount 'x' .", "sh:minCount"),
    ],
)
def test_shapes_that_are_not_well_formed_are_refused(text: str, message: str) -> None:
    """No half of a shape is held against anything."""
    with pytest.raises(ShapesError, match=message):
        Shapes(text)
