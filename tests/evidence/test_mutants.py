"""One thing changed in a statement is noticed: scripts/mutate-sources over an invented paper and the real one."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

import caseweave
from caseweave.evidence import Bench, family_name
from caseweave.text.readers import read

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "data" / "evidence"
SEEDS = (1, 2)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return the script as a module."""
    loader = SourceFileLoader("mutate_sources", str(ROOT / "scripts" / "mutate-sources"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    sys.modules[loader.name] = module
    loader.exec_module(module)
    return module


def counted(script: ModuleType, folder: Path | None, text: Path, most: int) -> dict[str, Counter[str]]:
    """Count what becomes of the mutants of each kind, and of the statements as they are."""
    graph = caseweave.load(folder)
    source = next(one for one in graph.corpus.sources if one.paper.id == text.stem)
    said = tuple(one for one in graph.statements if one.said_by == text.stem)
    world = script.World(said, source.catalogue)
    authors = {paper.id: family_name(paper.authors[0]) for paper in graph.corpus.papers}
    bench = Bench({text.stem: read(text)}, {text.stem: source.catalogue}, authors)
    found: dict[str, Counter[str]] = {"unchanged": Counter(str(one.value_check) for one in bench.verify(said))}
    for kind in script.MAKERS:
        made = [mutant for seed in SEEDS for mutant in script.mutants(world, kind, seed, most)[0]]
        found[kind] = Counter(str(script.outcome(bench, world, mutant).value_check) for mutant in made)
    return found


def test_an_invented_paper_of_another_specialty_holds(script: ModuleType) -> None:
    """Most of its statements pass, none fails; of what is changed nothing passes that the paper does not say."""
    found = counted(script, INVENTED, INVENTED / "hazel2022.txt", 40)
    unchanged = found.pop("unchanged")
    assert unchanged["failed"] == 0
    assert unchanged["passed"] >= 0.8 * unchanged.total()
    true = {"reference event"}  # "after x" for "after y" may both be told
    assert {kind for kind, outcomes in found.items() if outcomes["passed"]} <= true
    assert sum(one["passed"] for one in found.values()) <= 0.01 * sum(one.total() for one in found.values())


@pytest.mark.slow
def test_the_real_paper_holds(script: ModuleType, real_text: Path) -> None:
    """Of every kind of change at most one in a hundred passes."""
    found = counted(script, None, real_text, 200)
    del found["unchanged"]
    assert {kind: one for kind, one in found.items() if one["passed"] > max(1, 0.01 * one.total())} == {}
