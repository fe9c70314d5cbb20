"""Every serialisation holds the same graph."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from caseweave import KnowledgeGraph
from caseweave.api import make
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.rdf.store import jsonld


@pytest.fixture(scope="module")
def files(kg: KnowledgeGraph) -> dict[str, bytes]:
    """Make every output of the invented papers."""
    return make(kg)


def lines(data: bytes, form: ox.RdfFormat) -> set[str]:
    """Return the quads of a serialisation."""
    return {str(quad) for quad in ox.parse(data, format=form)}


def test_jsonld_has_a_context_and_comes_back_whole(files: dict[str, bytes]) -> None:
    """Names are short, by a context that stands in the file, and no quad is lost or changed on the way."""
    told = json.loads(files["graph.jsonld"])
    assert told["@context"]["cw"] == NAMESPACES["cw"]
    assert b'"cw:saidBy"' in files["graph.jsonld"]
    assert lines(files["graph.jsonld"], ox.RdfFormat.JSON_LD) == lines(files["graph.nq"], ox.RdfFormat.N_QUADS)


def test_an_address_in_a_text_stays_as_it_is() -> None:
    """Only what is an address is shortened."""
    quad = f'<http://e/s> <{NAMESPACES["skos"]}note> "{NAMESPACES["skos"]}note" <http://e/g> .\n'.encode()
    assert lines(jsonld(quad, NAMESPACES), ox.RdfFormat.JSON_LD) == lines(quad, ox.RdfFormat.N_QUADS)
    assert f'"{NAMESPACES["skos"]}note"'.encode() in jsonld(quad, NAMESPACES)


def test_the_union_is_the_graph_without_the_names_of_its_parts(files: dict[str, bytes]) -> None:
    """For tools that know no named graphs: each triple once."""
    quads = ox.parse(files["graph.nq"], format=ox.RdfFormat.N_QUADS)
    wanted = {str(quad.triple) for quad in quads}
    union = [str(quad.triple) for quad in ox.parse(files["graph.ttl"], format=ox.RdfFormat.TURTLE)]
    assert set(union) == wanted
    assert len(union) == len(wanted)
