"""What a reasoner makes of the ontology, and what the system sees of the verbs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from rdflib import Graph

from caseweave import resources
from caseweave.rdf.namespaces import NAMESPACES

pytestmark = pytest.mark.external


@pytest.mark.skipif(find_spec("owlready2") is None, reason="no reasoner: pip install owlready2")
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java: apt install default-jre-headless")
def test_the_ontology_is_consistent_and_no_word_of_it_becomes_a_concept(tmp_path: Path) -> None:
    """HermiT finds no contradiction, and takes no class or property of ours for a skos:Concept."""
    import owlready2  # noqa: PLC0415

    file = tmp_path / "caseweave.owl"
    graph = Graph().parse(data=resources.ontology("caseweave.ttl"), format="turtle")
    graph.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    ontology = world.get_ontology(file.as_uri()).load(format="ntriples")
    with ontology:
        owlready2.sync_reasoner_hermit(world, debug=0)
    assert list(world.inconsistent_classes()) == []
    concept = world[f"{NAMESPACES['skos']}Concept"]
    ours = [str(one.iri) for one in (concept.instances() if concept else ()) if one.iri.startswith(NAMESPACES["cw"])]
    assert ours == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace: apt install strace")
@pytest.mark.parametrize(
    "verb",
    [["statements", "--format", "csv"], ["query", "cases"], ["compare", "--format", "csv"], ["check"], ["queries"]],
    ids=lambda verb: verb[0],
)
def test_no_verb_opens_a_connection(verb: list[str], tmp_path: Path) -> None:
    """Without --endpoint, no connect() to any address, in any process."""
    log = tmp_path / "calls"
    command = ["strace", "-f", "-qq", "-e", "trace=connect", "-o", str(log), sys.executable, "-m", "caseweave", *verb]
    subprocess.run(command, capture_output=True, check=True, cwd=tmp_path)
    calls = [line for line in log.read_text("utf-8").splitlines() if "connect(" in line and "AF_INET" in line]
    assert calls == []
