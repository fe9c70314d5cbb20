"""The mappings are valid SSSOM, agree with the catalogue and keep out what may not be shipped."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
import yaml

from caseweave import resources
from caseweave.model.identifiers import PREFIXES
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.vocabulary import Catalogue

CHECKED = Path(__file__).parents[3] / "shared" / "vocabulary" / "terms.tsv"
TEXT = resources.ontology("mappings.sssom.tsv")
HEAD = yaml.safe_load("\n".join(line[1:] for line in TEXT.splitlines() if line.startswith("#")))
ROWS = list(
    csv.DictReader(
        (line for line in TEXT.splitlines() if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
)
PREDICATES = {f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related")}


def test_head_has_what_sssom_requires() -> None:
    """The set has an identifier, a licence and a version."""
    assert HEAD["mapping_set_id"] == "https://w3id.org/caseweave/mappings"
    assert HEAD["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert HEAD["mapping_set_version"] == "0.1.0"


def test_prefixes_are_those_of_the_product() -> None:
    """The prefix map holds every prefix in use, no other, each with its own namespace."""
    columns = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    used = {row[name].split(":")[0] for row in ROWS for name in columns}
    known = {**PREFIXES, "semapv": "https://w3id.org/semapv/vocab/", "skos": NAMESPACES["skos"]}
    assert HEAD["curie_map"] == {prefix: known[prefix] for prefix in sorted(used)}


def test_predicates_and_justifications_are_of_the_standard() -> None:
    """SKOS matches only, never owl:sameAs; each chosen by hand; confidence between 0 and 1."""
    assert {row["predicate_id"] for row in ROWS} == PREDICATES
    assert {row["mapping_justification"] for row in ROWS} == {"semapv:ManualMappingCuration"}
    assert all(0 < float(row["confidence"]) <= 1 for row in ROWS)


def test_rows_are_sorted_and_single() -> None:
    """One row a pair, in the order of subject, predicate, object."""
    keys = [(row["subject_id"], row["predicate_id"], row["object_id"]) for row in ROWS]
    assert keys == sorted(keys)
    assert max(Counter((row["subject_id"], row["object_id"]) for row in ROWS).values()) == 1


def test_subjects_are_the_catalogue_as_it_stands() -> None:
    """Subject, label and release are those of the catalogue."""
    catalogue = Catalogue.from_tsv(resources.ontology("terms.tsv"))
    for row in ROWS:
        concept = catalogue[row["subject_id"]]
        assert (row["subject_label"], row["subject_source_version"]) == (concept.label, concept.source)


def test_an_exact_match_belongs_to_one_concept() -> None:
    """An entity is the same as one concept at most, and is no concept itself."""
    exact = [row["object_id"] for row in ROWS if row["predicate_id"] == "skos:exactMatch"]
    catalogue = Catalogue.from_tsv(resources.ontology("terms.tsv"))
    assert len(exact) == len(set(exact))
    assert [curie for curie in exact if curie in catalogue] == []


@pytest.mark.parametrize("curie", ["MONDO:0003729", "DOID:6003", "NCIT:C4983", "NCIT:C5631"])
def test_aleukemic_forms_are_related_only(curie: str) -> None:
    """Leukemia cutis of these patients is never the aleukemic form."""
    assert {row["predicate_id"] for row in ROWS if row["object_id"] == curie} == {"skos:relatedMatch"}


def test_every_match_that_is_not_exact_says_why() -> None:
    """The comment tells what differs."""
    assert [row for row in ROWS if row["predicate_id"] != "skos:exactMatch" and not row["comment"]] == []


def test_objects_and_labels_were_checked() -> None:
    """Each object stands with that label in the list of identifiers seen in ontology files."""
    if not CHECKED.is_file():
        pytest.skip("the list of checked identifiers is not beside this checkout")
    with CHECKED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    checked = {(row["curie"], row["exact label"]) for row in rows}
    assert [row["object_id"] for row in ROWS if (row["object_id"], row["object_label"]) not in checked] == []
