"""The gate over queries that others wrote: those of public SPARQL services, where they lie beside the checkout."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from caseweave.rdf.sparql import QueryRefusedError, gate

ROOT = Path(__file__).resolve().parents[2]
PLACES = (os.environ.get("CASEWEAVE_CORPORA", ""), *(str(up / "shared" / "corpora") for up in ROOT.parents))
FOUND = [Path(place) / "sparql-examples.zip" for place in PLACES if place]
ZIP = next((place for place in FOUND if place.is_file()), None)
SH = "http://www.w3.org/ns/shacl#"
TEXTS = {f"{SH}{form}" for form in ("select", "ask", "construct", "describe")} | {
    f"https://purl.expasy.org/sparql-examples/ontology#{form}" for form in ("select", "ask", "construct", "describe")
}

pytestmark = pytest.mark.skipif(ZIP is None, reason="sparql-examples.zip is not beside the checkout")


def queries() -> dict[str, str]:
    """Return the text of each query by its file."""
    assert ZIP is not None
    found = {}
    with zipfile.ZipFile(ZIP) as archive:
        for name in archive.namelist():
            for quad in ox.parse(archive.read(name), format=ox.RdfFormat.TURTLE, base_iri="http://e/"):
                if quad.predicate.value in TEXTS and isinstance(quad.object, ox.Literal):
                    found[name] = quad.object.value
    return found


def reaches(text: str) -> bool:
    """Tell whether a query asks elsewhere, as its author wrote it: outside of comments, texts and addresses."""
    bare = re.sub(r'"""(?:.|\n)*?"""|"[^"\n]*"|\'[^\'\n]*\'|<[^<>\s]*>|(?m:(?<!\S)#.*$)', " ", text)
    return re.search(r"(?<![\w:?$])(SERVICE|FROM|LOAD|INSERT|DELETE)(?![\w:])", bare, re.IGNORECASE) is not None


def test_the_gate_refuses_what_reaches_elsewhere_and_nothing_else() -> None:
    """No false refusal, no miss, over all of them."""
    wrong = []
    found = queries()
    for name, text in found.items():
        try:
            gate(text)
            refused = ""
        except QueryRefusedError as error:
            refused = str(error)
        if bool(refused) != reaches(text):
            wrong.append(f"{name}: {refused or 'passed'}")
    assert wrong == []
    assert len(found) > 500
