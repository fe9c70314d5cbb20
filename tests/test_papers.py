"""The invented papers that sizes are measured with: as many as asked, varied, without a fault, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import KINDS, make

import caseweave


def held(folder: Path) -> dict[str, bytes]:
    """Return each file with what it holds."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write sixty papers, some of them large."""
    folder = tmp_path_factory.mktemp("mixed")
    make("mixed", 60, folder)
    return folder


def test_the_papers_have_no_error(mixed: Path) -> None:
    """A build takes them."""
    found = caseweave.load(mixed).check()
    assert [one for one in found if one.severity == "error"] == []


def test_the_papers_are_varied(mixed: Path) -> None:
    """Small and large, of several samples; some make claims on another paper's patient, some share one."""
    kg = caseweave.load(mixed)
    sizes = [len(paper.statements) for paper in kg.corpus.papers]
    assert len(sizes) == 60
    assert min(sizes) < 15
    assert max(sizes) > 200
    assert len(set(sizes)) > 15
    assert len({paper.id.split("-")[0] for paper in kg.corpus.papers}) >= 8
    assert any(one.role == "relayed" and one.primary in {*kg.corpus.patients} for one in kg.statements)
    assert any(case != patient for case, patient in kg.corpus.patients.items())
    assert len({paper.doi for paper in kg.corpus.papers}) == 60


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_arguments_give_the_same_bytes(kind: str, tmp_path: Path) -> None:
    """Another seed gives others; the count is kept."""
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        make(kind, 9, tmp_path / name, seed)
    one, same, other = (held(tmp_path / name) for name in ("one", "same", "other"))
    assert one == same != other
    assert len(one) == len(other) == 9
