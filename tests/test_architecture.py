"""The walk through the house names files that exist, in the order of the import contract."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import caseweave

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_every_file_of_the_walk_exists() -> None:
    """A newcomer can open each of them."""
    named = re.findall(r"`((?:graph|ontology|sources)/[^`]+|pyproject\.toml)`", PAGE)
    assert len(named) >= 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_walk_passes_the_rooms_from_the_ground_up() -> None:
    """Each room it enters for the first time stands no lower than the one before."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    heights = {room: -place for place, layer in enumerate(contract["layers"]) for room in layer.split(" | ")}
    order = [heights[room] for room in ("clock", "statements", "protocol", "accounts", "rules", "rdf", "views", "api")]
    assert order == sorted(order)
    places = [PAGE.index(f"graph/caseweave/{room}") for room in ("clock", "statements", "protocol", "accounts", "rdf")]
    assert places == sorted(places)


def test_the_statement_of_the_walk_is_the_one_of_the_papers() -> None:
    """Its id, its dose and its day are those of the bundled paper."""
    (dose,) = (one for one in caseweave.load().statements if one.statement.endswith("/kovalenko2023/tocilizumab-1"))
    assert (str(dose.value), dose.unit, dose.earliest, dose.latest, dose.phase) == ("8", "mg/kg", 10, 10, "after")
    assert f"printed: {dose.printed}" in PAGE
