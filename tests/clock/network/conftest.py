"""Fixtures of the time network: the conventions that ship, and a way to tell a case in a few lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from caseweave.clock.network import Conventions, Resolved, resolve
from caseweave.model import PaperFile

TABLE = Path(__file__).parents[3] / "ontology" / "time-conventions.yaml"

Said: TypeAlias = Mapping[str, "str | Sequence[str] | Mapping[str, Any]"]
Tell: TypeAlias = Callable[..., Resolved]


@pytest.fixture(scope="session")
def table() -> dict[str, dict[str, str]]:
    """Read the table of conventions as its file has it, all strings."""
    loaded: dict[str, dict[str, str]] = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


@pytest.fixture(scope="session")
def conventions(table: dict[str, dict[str, str]]) -> Conventions:
    """Read the conventions that ship."""
    return Conventions.from_mapping(table)


@pytest.fixture(scope="session")
def tell(conventions: Conventions) -> Tell:
    """Resolve the case that some statements tell.

    Each statement id has its time phrases, or its fields; ``section`` is where it stands. Keywords are the case's head.
    """

    def told(said: Said, **head: Any) -> Resolved:
        return resolve(paper(said, **head), "fox", conventions)

    return told


def paper(said: Said, **head: Any) -> PaperFile:
    """Invent a paper about one case."""
    return PaperFile.model_validate(
        {
            "id": "fox",
            "title": "A case",
            "authors": "Fox",
            "journal": "Cases",
            "year": "2023",
            "read": "full text",
            "curated": {"on": "2026-01-01"},
            "cases": {"fox": head},
            "statements": [_statement(name, fields) for name, fields in said.items()],
        }
    )


def _statement(name: str, said: str | Sequence[str] | Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(said) if isinstance(said, Mapping) else {"when": said}
    section = fields.pop("section", "Case Presentation")
    return {"id": name, "finding": name, "anchor": {"section": section}, **fields}
