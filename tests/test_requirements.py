"""The pinned requirements: complete, hashed, and bound to no address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<rest>[^\\]+?)(?: \\)?$")


def pins(text: str) -> list[str]:
    """Return the pins of a requirements file, without their hashes."""
    return [f"{match['name']}=={match['rest']}" for line in text.splitlines() if (match := PIN.fullmatch(line))]


@pytest.fixture
def texts(root: Path) -> dict[str, str]:
    """Read the three files."""
    names = ("requirements.txt", "requirements-dev.txt", "constraints.txt")
    return {name: (root / name).read_text("utf-8") for name in names}


def test_constraints_are_the_pins_without_their_hashes(texts: dict[str, str]) -> None:
    """Pip takes no hashes in constraints for a folder; the versions are the same."""
    assert texts["constraints.txt"].splitlines() == pins(texts["requirements.txt"])


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_every_line_is_a_pin_or_a_hash(name: str, texts: dict[str, str]) -> None:
    """Nothing else hides in the file."""
    lines = texts[name].splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        assert PIN.fullmatch(line) or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line), line
        if PIN.fullmatch(line):
            assert following.startswith("    --hash=sha256:")


def test_no_file_names_an_index(texts: dict[str, str]) -> None:
    """Which index packages come from is the installing machine's affair."""
    for text in texts.values():
        assert not re.search(r"https?:|--(extra-)?index-url|--find-links|--trusted-host|@ |\.(org|com|io|net)\b", text)


def test_every_dependency_is_pinned_and_a_dev_machine_runs_the_same_versions(root: Path, texts: dict[str, str]) -> None:
    """Tests run with what users get."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = {re.split(r"[<>=~! \[;]", one)[0].lower() for one in project["project"]["dependencies"]}
    pinned = {pin.split("==")[0] for pin in pins(texts["requirements.txt"])}
    assert wanted <= pinned
    assert set(pins(texts["requirements.txt"])) <= set(pins(texts["requirements-dev.txt"]))
