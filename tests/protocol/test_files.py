"""Protocol files beside the code: the schema for editors, the template, the document, and what ships."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from caseweave.curation.protocols import protocol_template
from caseweave.model import Problems
from caseweave.protocol.definition import SHOWS, VERBS
from caseweave.protocol.file import bundled, read
from caseweave.protocol.grammar import ITEM, KINDS, MEASURE, PROTOCOL, SEARCH, SELECTOR
from caseweave.protocol.schema import json_schema
from caseweave.protocol.selector import AllOf, KindKey, TermKey

from .telling import catalogue

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "sources" / "protocols" / "schema.json"
FILES = sorted(path for place in ("sources", "ontology") for path in (ROOT / place / "protocols").glob("*.yaml"))
DOCUMENT = (ROOT / "docs" / "protocols.md").read_text("utf-8")


def example() -> str:
    """Return the worked example of the document."""
    found = re.search(r"^```yaml\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def faults(value: Any) -> list[str]:
    """Return what the committed schema finds wrong."""
    return [error.message for error in Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).iter_errors(value)]


def as_editors_see_it(text: str) -> Any:
    """Read a file as an editor does: by the core schema of YAML, in which yes and no are text."""
    return yaml.load(text, yaml.BaseLoader)


def test_the_schema_is_fresh() -> None:
    """`scripts/refresh` writes it; it is a schema itself."""
    Draft7Validator.check_schema(json_schema())
    assert json.loads(SCHEMA.read_text("utf-8")) == json_schema()


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_the_schema_takes_what_ships(path: Path) -> None:
    """And each file tells editors where the schema lies."""
    text = path.read_text("utf-8")
    assert faults(as_editors_see_it(text)) == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    assert (path.parent / named[1]).resolve() == SCHEMA


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"select": {"a": {"findin": "any"}}},
        {"select": {"a": {"not": {"not": {"finding": "any"}}}}},
        {"select": {"a": {"phase": "later"}}},
        {"measures": {"a": {"course": "b", "reaches": "gone"}}},
        {"items": {"A": [{"of": "b", "show": "names"}]}},
        {"lanes": [{"lane": "A"}]},
        {"search": {"found": "many"}},
    ],
    ids=str,
)
def test_the_schema_refuses_what_the_reader_refuses(change: dict[str, Any]) -> None:
    """A misspelt key, a word that is not of its list, a part that is missing."""
    assert faults({"id": "my", "title": "x"}) == []
    assert faults({"id": "my", "title": "x", **change})


def test_the_template_reads_as_it_stands(tmp_path: Path) -> None:
    """And asks something; an id that no file can have is refused."""
    path = tmp_path / "stroke.yaml"
    path.write_text(protocol_template("stroke"), "utf-8")
    made = read(path, catalogue())
    assert made.item("Later findings").group == "Course"
    assert made.items[0].title == "Age"
    assert faults(as_editors_see_it(path.read_text("utf-8"))) == []
    with pytest.raises(Problems, match="beginning with a letter or digit"):
        protocol_template("No Id")


def test_the_worked_example_reads(tmp_path: Path) -> None:
    """Every term and name of it leads somewhere."""
    path = tmp_path / "vasoconstriction.yaml"
    path.write_text(example(), "utf-8")
    made = read(path, catalogue())
    assert [group.title for group in made.groups][:3] == ["Headache", "Treatment", "Vessels"]
    assert made.item("Open again from treatment").essential is False
    assert "Treatment before day 0" not in {item.title for item in made.items}


def test_the_document_names_every_word_of_the_language() -> None:
    """Keys, verbs and ways of showing; kinds and columns are listed elsewhere."""
    kinds_and_columns = {name for name, key in SELECTOR.items() if key.form in {"terms", "values"}}
    words = {*PROTOCOL, *SEARCH, *ITEM, *MEASURE, *SELECTOR, *SHOWS, *VERBS} - kinds_and_columns
    missing = {word for word in words if not re.search(rf"\b{word}\b", DOCUMENT)}
    assert missing == set()


def test_the_base_names_no_field_of_medicine() -> None:
    """any-case asks of kinds, of age, sex, origin and death; of procedures it knows visits and work-up, no more."""
    made = read(bundled()["any-case"], catalogue())
    parts = [part for selector in made.asked() for part in made.parts(selector)]
    keys = [key for part in parts if isinstance(part, AllOf) for key in part.keys]
    named = {term.label for key in keys if isinstance(key, KindKey | TermKey) for term in key.terms}
    visits, examined = (
        {"care episode", "consultation"},
        {"physical examination", "laboratory testing", "assay", "autopsy"},
    )
    assert named == {"age", "sex", "ethnicity or nationality", "death", "imaging", "biopsy", *visits, *examined}


def test_the_base_has_a_row_for_the_rest_of_every_kind() -> None:
    """So that no statement is lost, whatever another protocol drops."""
    made = read(bundled()["any-case"], catalogue())
    rest = [item.of for item in made.items if item.rest]
    assert [str(of) for of in rest] == [f"{{{of.keys[0]}}}" for of in rest if isinstance(of, AllOf)]
    assert {str(of) for of in rest} == {f"{{{kind}: any}}" for kind in KINDS}
