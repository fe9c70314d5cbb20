"""The JSON Schema for editors: fresh, complete, true to the loader, and found by the files that name it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from reference import meanings, schema_text

from caseweave import Problems
from caseweave.corpus.fieldwords import WORDS
from caseweave.corpus.schema import json_schema
from caseweave.corpus.shape import shape
from caseweave.curation.template import template
from caseweave.model import LISTS
from caseweave.model.paper import KINDS
from caseweave.yamltext import read

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "sources" / "schema.json"
FILES = sorted(path for place in ("sources", "docs/example") for path in (ROOT / place).glob("*.yaml"))

Mapping: TypeAlias = dict[str, Any]


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: ``on`` and dates are text, 38.7 is a number."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern in (
    ("null", r"~|null|Null|NULL|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def as_editors_see_it(text: str) -> Mapping:
    """Read a paper file as an editor does."""
    value = yaml.load(text, EditorLoader)
    assert isinstance(value, dict)
    return value


def faults(value: object) -> list[str]:
    """Return what the committed schema finds wrong."""
    validator = Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(value)]


def nodes(schema: Mapping) -> list[Mapping]:
    """Return the schema of every field, at any depth."""
    found = []
    for key in ("properties", "patternProperties"):
        for field in schema.get(key, {}).values():
            found += [*([field] if key == "properties" else []), *nodes(field)]
    return found + (nodes(schema["items"]) if "items" in schema else [])


PAPER: Mapping = {
    "id": "moss2019",
    "title": "A Small File",
    "authors": ["Moss D"],
    "journal": "Journal of Invented Cases",
    "year": "2019",
    "read": "full text",
    "curated": {"on": "2026-02-28"},
    "cases": {"moss2019": {"zero": "infusion"}},
    "statements": [{"id": "infusion", "treatment": "tocilizumab", "anchor": {"section": "Abstract"}}],
}

BROKEN: dict[str, Callable[[Mapping], object]] = {
    "unknown field": lambda paper: paper.update(titel="x"),
    "missing field": lambda paper: paper.pop("journal"),
    "id of a folder": lambda paper: paper.update(id="../passwd"),
    "DOI with its address": lambda paper: paper.update(doi="https://doi.org/10.1000/1"),
    "unlisted value": lambda paper: paper.update(read="full"),
    "year in words": lambda paper: paper.update(year="last year"),
    "no statement": lambda paper: paper.update(statements=[]),
    "no case": lambda paper: paper.update(cases={}),
    "unknown field of a case": lambda paper: paper["cases"]["moss2019"].update(day="0"),
    "two kinds": lambda paper: paper["statements"][0].update(lesion="skin rash"),
    "no kind": lambda paper: paper["statements"][0].pop("treatment"),
    "no anchor": lambda paper: paper["statements"][0].pop("anchor"),
    "anchor without section": lambda paper: paper["statements"][0].update(anchor={"words": "5"}),
    "unknown aspect": lambda paper: paper["statements"][0].update(course={"Size": "improves"}),
    "unknown relation": lambda paper: paper["statements"][0].update(links={"due to": "infusion"}),
    "two relations": lambda paper: paper["statements"][0].update(links=[{"stops": "a", "replaces": "b"}]),
    "unknown part of a schedule": lambda paper: paper["statements"][0].update(schedule={"often": "1 d"}),
    "unread kind": lambda paper: paper.update(unread={"Figure 5": ["measurements"]}),
    "a group in words": lambda paper: paper["cases"]["moss2019"].update(group="many"),
    "unknown status": lambda paper: paper.update(status="withdrawn"),
    "zero that counts from 2": lambda paper: paper["cases"]["moss2019"].update(zero={"event": "a", "counts": "from 2"}),
    "unknown change": lambda paper: paper["statements"][0].update(course={"itch": "gone"}),
    "unknown qualifier": lambda paper: paper["statements"][0].update(qualifiers={"_line": "first"}),
    "list where one text goes": lambda paper: paper["statements"][0].update(value=["1", "2"]),
}


def test_schema_is_fresh() -> None:
    """The committed schema is the one the model gives now."""
    assert SCHEMA.read_text("utf-8") == schema_text(), "sources/schema.json is out of date; run: scripts/refresh"


def test_schema_is_a_schema() -> None:
    """The committed schema is valid JSON Schema, draft 7."""
    Draft7Validator.check_schema(json.loads(SCHEMA.read_text("utf-8")))


def test_every_field_says_what_it_means() -> None:
    """Each field has words to show on hover; each closed list shows all its values, each with its definition."""
    fields = nodes(json_schema(meanings()))
    assert len(fields) > 100
    assert all(field["description"].strip() for field in fields)
    defined = meanings()
    for field in fields:
        if "enumDescriptions" in field:
            (scheme,) = (name for name, values in LISTS.items() if values == tuple(field["enum"]))
            assert field["enumDescriptions"] == list(defined[scheme].values())


def test_no_words_are_left_over() -> None:
    """Every entry of the field words is for a field that is there and does not describe itself."""
    from caseweave.model import paper as source  # noqa: PLC0415 - by name, as the words are

    for record, words in WORDS.items():
        fields = getattr(source, record).model_fields
        assert [name for name in words if name not in fields or fields[name].description] == []


def test_a_statement_names_its_kind_as_a_key() -> None:
    """The schema has a key for each kind instead of ``kind`` and ``about``."""
    statement = json_schema({})["properties"]["statements"]["items"]
    assert set(KINDS) <= set(statement["properties"])
    assert not {"kind", "about"} & set(statement["properties"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_papers_validate(path: Path) -> None:
    """Every paper file, read as an editor reads it, has no fault."""
    assert faults(as_editors_see_it(path.read_text("utf-8"))) == []


def test_template_validates_and_finds_the_schema() -> None:
    """A new file has no fault, and its first line leads from sources/ to the schema."""
    text = template("smith2024")
    assert faults(as_editors_see_it(text)) == []
    line = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", text.splitlines()[0])
    assert line
    assert (ROOT / "sources" / line[1]).resolve() == SCHEMA


def test_a_small_paper_is_right_for_both() -> None:
    """What the broken files are made from has no fault, for the schema and for the loader."""
    assert faults(PAPER) == []
    shape(read(json.dumps(PAPER).encode(), "moss2019.yaml"))


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_papers_do_not_validate(fault: str) -> None:
    """What the loader refuses by its shape, an editor underlines."""
    paper = copy.deepcopy(PAPER)
    BROKEN[fault](paper)
    assert faults(paper)
    with pytest.raises(Problems):
        shape(read(json.dumps(paper).encode(), "moss2019.yaml"))


@given(st.one_of(st.integers(0, 10**6), st.decimals(0, 1000, places=2)))
def test_numbers_need_no_quotes(number: object) -> None:
    """A number validates whether an editor reads it as a number or, in quotes, as text."""
    for written in (f"value: {number}", f"value: '{number}'"):
        paper = copy.deepcopy(PAPER)
        paper["statements"][0] |= as_editors_see_it(written)
        assert faults(paper) == []


def test_one_thing_needs_no_list() -> None:
    """What takes a list takes one item: a site, a time phrase, an anchor, an author."""
    for one, several in (("scalp", ["scalp", "skin"]), ("day 9", ["day 9", "before infusion"])):
        field = "site" if one == "scalp" else "when"
        for value in (one, several):
            paper = copy.deepcopy(PAPER)
            paper["statements"][0][field] = value
            assert faults(paper) == []
    assert faults(PAPER | {"authors": "Moss D"}) == []
