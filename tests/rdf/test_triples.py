"""Records to RDF: N-Quads text that means exactly what went in."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave import KnowledgeGraph
from caseweave.model.identifiers import BASE, case_iri, expand, graph_iri, statement_iri
from caseweave.model.paper import LocalTerm
from caseweave.rdf.namespaces import DATATYPE_PROPERTIES, NAMESPACES, OBJECT_PROPERTIES
from caseweave.rdf.triples.nquads import Triple, iri, literal, number, quads, whole

CW = NAMESPACES["cw"]
XSD = NAMESPACES["xsd"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def parsed(line: str) -> list[ox.Quad]:
    """Read N-Quads with the engine."""
    return list(ox.parse(line.encode(), format=ox.RdfFormat.N_QUADS))


def written(obj: str) -> str:
    """Write one quad with an object."""
    return "".join(quads([Triple(iri("http://e/s"), iri("http://e/p"), obj)], "http://e/g"))


@given(TEXTS)
def test_a_literal_is_one_quad_with_the_text_that_went_in(text: str) -> None:
    """Whatever quotes, backslashes, line ends or control characters it has: one line, one quad, the same text."""
    line = written(literal(text))
    (quad,) = parsed(line)
    assert quad == ox.Quad(
        ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), ox.Literal(text), ox.NamedNode("http://e/g")
    )
    assert line.count("\n") == 1
    assert line.endswith(" .\n")


@given(st.one_of(TEXTS, st.builds("http://e/{}".format, TEXTS)))
def test_an_iri_is_refused_or_is_the_iri_that_went_in(text: str) -> None:
    """No text breaks out of the angle brackets."""
    try:
        term = iri(text)
    except ValueError:
        return
    assert term.count("<") == term.count(">") == 1
    assert not any(sign in term[1:-1] for sign in ' "{}|^`\\\n\r\t')


@pytest.mark.parametrize("sign", list('<>"{}|^`\\ \n\r\t\x00\x1f'))
def test_an_iri_with_a_sign_that_could_end_it_is_refused(sign: str) -> None:
    """The message shows it and says what to do."""
    with pytest.raises(ValueError, match="is not an IRI; percent-encode"):
        iri(f"http://e/a{sign}b")


@pytest.mark.parametrize("text", ["", "a", "noscheme/path"])
def test_a_text_without_scheme_is_no_iri(text: str) -> None:
    """A relative IRI would mean something else elsewhere."""
    with pytest.raises(ValueError, match="is not an IRI"):
        iri(text)


@given(st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_is_written_as_the_engine_writes_it(value: Decimal) -> None:
    """The canonical spelling: the same number, and the engine has nothing to change."""
    (quad,) = parsed(written(number(value)))
    assert isinstance(quad.object, ox.Literal)
    assert Decimal(quad.object.value) == value
    store = ox.Store()
    store.add(quad)
    assert [str(kept) for kept in store] == [str(quad)]
    assert f"{quad} .\n" == written(number(value))


@given(st.integers(-(10**9), 10**9))
def test_a_day_is_an_integer(value: int) -> None:
    """Days of the time network are whole."""
    (quad,) = parsed(written(whole(value)))
    assert quad.object == ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))


@given(st.from_regex(r"https?://[a-z.]{1,5}(/[!-~]{0,12})?", fullmatch=True))
def test_every_link_a_file_may_hold_is_an_iri_of_the_graph(link: str) -> None:
    """What the loader lets through, the engine can read."""
    try:
        LocalTerm(label="x", broader="fever", iri=link)
    except ValueError:
        return
    (quad,) = parsed(written(iri(link)))
    assert quad.object == ox.NamedNode(link)


def test_the_graph_of_the_engine_is_line_for_line_the_graph_that_was_written(kg: KnowledgeGraph) -> None:
    """Nothing is normalised, merged or lost in loading: canonical lines, sorted, each once."""
    lines = kg.nquads.decode().splitlines()
    assert lines == sorted(set(lines))
    assert sorted(f"{quad} ." for quad in kg.store._store) == lines


def test_the_engine_of_the_bundled_papers_changes_nothing_either(real: KnowledgeGraph) -> None:
    """The same of the real graph."""
    assert sorted(f"{quad} .\n" for quad in real.store._store) == real.nquads.decode().splitlines(keepends=True)


def test_there_is_one_named_graph_a_paper_and_five_of_our_own(kg: KnowledgeGraph) -> None:
    """Who says something is the graph it stands in."""
    ours = ["derived", "terms", "ontology", "protocol/rash", "meta"]
    assert list(kg.graphs) == ["alder2021", "birch2020", "cedar2022", *ours]
    for name, lines in kg.graphs.items():
        assert lines
        assert all(line.endswith(f" <{graph_iri(name)}> .\n") for line in lines)


def test_no_triple_stands_in_two_graphs(kg: KnowledgeGraph) -> None:
    """So that the union counts nothing twice."""
    triples = Counter(line.rpartition(" <")[0] for lines in kg.graphs.values() for line in lines)
    assert [triple for triple, times in triples.items() if times > 1 and "ontology" not in triple] == []


def test_what_a_paper_says_stands_in_its_own_graph(kg: KnowledgeGraph) -> None:
    """A relayed statement is in the graph of the paper that relays it, about the other paper's case."""
    subject = f"<{statement_iri('alder2021', 'birch-tocilizumab')}>"
    own = [line for line in kg.graphs["alder2021"] if line.startswith(subject)]
    assert any(f"<{CW}case> <{case_iri('birch2020')}>" in line for line in own)
    assert any(f"<{CW}relayedFrom> <{BASE}paper/birch2020>" in line for line in own)
    assert not any(subject in line for line in kg.graphs["birch2020"])


def test_days_are_derived_and_phrases_are_said(kg: KnowledgeGraph) -> None:
    """The paper's words stand in its graph; what the network makes of them in `derived`."""
    subject = f"<{statement_iri('alder2021', 'biopsy')}>"
    assert any(line.startswith(f'{subject} <{CW}when> "about day 10"') for line in kg.graphs["alder2021"])
    derived = [line.split(" ", 2)[1:] for line in kg.graphs["derived"] if line.startswith(subject)]
    days = {predicate: rest.split('"')[1] for predicate, rest in derived if "integer" in rest}
    assert (days[f"<{CW}earliest>"], days[f"<{CW}latest>"]) == ("8", "12")


@pytest.mark.parametrize(
    ("case", "entity", "involved"),
    [
        ("alder2021", "NCIT:C84217", True),
        ("birch2020", "NCIT:C84217", False),
        ("alder2021", "MAXO:0001479", False),
        ("alder2021", "PR:000001289", False),
        ("cedar2022-a", "NCIT:C146699", False),
    ],
)
def test_a_case_involves_only_what_is_said_to_be_there(
    case: str, entity: str, involved: bool, kg: KnowledgeGraph
) -> None:
    """Absent, proposed and not assessable things make no edge, what another paper says one of its own sort."""
    line = f"<{case_iri(case)}> <{CW}involves> <{expand(entity)}> <{graph_iri('derived')}> .\n"
    assert (line in kg.graphs["derived"]) == involved


def test_an_own_term_is_a_concept_with_its_place_in_the_hierarchy(kg: KnowledgeGraph) -> None:
    """The shared catalogue need not know it."""
    start = f"<{BASE}term/alderamab> <{NAMESPACES['skos']}"
    lines = [line for line in kg.graphs["terms"] if line.startswith(start)]
    assert any(f"broader> <{BASE}term/monoclonal-antibody>" in line for line in lines)
    assert any('altLabel> "ALD-1"' in line for line in lines)


def test_only_properties_the_ontology_defines_are_used(real: KnowledgeGraph, kg: KnowledgeGraph) -> None:
    """No predicate of ours without a label, a definition and an example."""
    known = {f"<{CW}{name}>" for name in (*OBJECT_PROPERTIES, *DATATYPE_PROPERTIES)}
    lines = [line for graph in (kg, real) for name, some in graph.graphs.items() if name != "ontology" for line in some]
    used = {line.split(" ", 2)[1] for line in lines}
    assert {predicate for predicate in used if predicate.startswith(f"<{CW}")} <= known


def test_the_printed_text_stays_beside_the_number_in_the_graph(kg: KnowledgeGraph) -> None:
    """The engine knows no 38.50: the text as printed is a literal of its own."""
    rows = kg.ask("timeline-of-case", case="alder2021").records()
    assert [row["value"] for row in rows if row["label"] == "fever"] == ["38.50"]
