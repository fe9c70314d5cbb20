"""Small invented papers, written as a curator would, and what comes of holding their accounts together."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from caseweave import KnowledgeGraph, corpus

Fields: TypeAlias = dict[str, Any]
Write: TypeAlias = Callable[..., KnowledgeGraph]
Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[bytes]"]

HEAD: Fields = {
    "title": "An invented paper",
    "authors": ["Rowan A", "Rush B"],
    "journal": "Invented Letters",
    "year": 2024,
    "read": "full text",
    "curated": {"on": "2026-01-31"},
}
ZERO: Fields = {"id": "infusion", "treatment": "tisagenlecleucel", "when": "day 0"}


def said(fields: Fields) -> Fields:
    """Complete a statement: an id of its own words, and the section it stands in (Case by default)."""
    rest = {name: value for name, value in fields.items() if name != "section"}
    return {"id": "s", **rest, "anchor": {"section": fields.get("section", "Case")}}


def paper(name: str, *statements: Fields, cases: Fields | None = None, zero: bool = True, **head: Any) -> Fields:
    """Write a paper with one patient of its own, whose day 0 is an infusion."""
    told = [said(one) for one in ([ZERO] if zero else []) + list(statements)]
    own: Fields = {name: {"zero": "infusion", "zeros": {"infusion": "infusion"}} if zero else {}}
    return {"id": name, **HEAD, **head, "cases": cases or own, "statements": told}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Load papers that are given as mappings."""

    def loaded(*papers: Fields) -> KnowledgeGraph:
        for one in papers:
            (tmp_path / f"{one['id']}.yaml").write_text(json.dumps(one, ensure_ascii=False), "utf-8")
        return KnowledgeGraph(corpus.load(tmp_path))

    return loaded
