"""Where the ontology and the papers lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseweave import resources


def test_the_folders_of_the_checkout_are_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory does not matter."""
    monkeypatch.chdir(tmp_path)
    assert resources.sources().joinpath("kovalenko2023.yaml").is_file()
    assert resources.ontology("terms.tsv").startswith("curie\tlabel\t")


def test_a_missing_folder_is_told_with_both_places() -> None:
    """In the installed package and at the top of the checkout."""
    with pytest.raises(
        FileNotFoundError, match=r"no folder 'nowhere': looked for .*_data.*nowhere and .*nowhere; reinstall"
    ):
        resources.folder("nowhere")


def test_paper_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    """Only files called .yaml are papers."""
    for name in ("b.yaml", "a.yaml", "README.md", "schema.json", "c.yaml.bak"):
        (tmp_path / name).touch()
    assert [item.name for item in resources.paper_files(tmp_path)] == ["a.yaml", "b.yaml"]
