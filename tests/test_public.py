"""What users build on: the public names, the verbs, and how little a first look costs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import click
import pytest
from click.testing import CliRunner

import caseweave
from caseweave.cli import main
from caseweave.rdf.store import named_queries

MODULES = [name for _, name, _ in walk_packages(caseweave.__path__, "caseweave.") if not name.endswith("__main__")]
HEAVY = ("networkx", "oxrdflib", "pandas", "pydantic", "pyoxigraph", "pyvis", "rdflib", "reportlab", "yaml")


def loaded_by(code: str) -> set[str]:
    """Return which of the heavy packages some code has imported at its end."""
    show = f"import json, sys; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", ["caseweave", *MODULES])
def test_public_names_are_sorted_and_exist(name: str) -> None:
    """Every module says what it is and what it offers, in order, and has it; a package may only hold modules."""
    module = import_module(name)
    offered = module.__all__ if not hasattr(module, "__path__") else getattr(module, "__all__", [])
    assert offered == sorted(set(offered), key=_as_ruff_sorts)
    assert [one for one in offered if not hasattr(module, one)] == []
    assert module.__doc__


def _as_ruff_sorts(name: str) -> tuple[int, str]:
    """Constants first, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Names are looked up late; a wrong one is told as always."""
    with pytest.raises(AttributeError, match="module 'caseweave' has no attribute 'lode'"):
        caseweave.lode  # noqa: B018


def test_what_is_offered_is_listed_before_it_is_used() -> None:
    """`dir` and completion show every public name and no other, though each is imported when it is first used."""
    code = """
import caseweave
public = lambda names: sorted(name for name in names if not name.startswith("_"))
assert public(dir(caseweave)) == sorted(caseweave.__all__), dir(caseweave)
assert public(vars(caseweave)) == [], public(vars(caseweave))
for name in caseweave.__all__: getattr(caseweave, name)
modules = [name for name, one in vars(caseweave).items() if type(one).__name__ == "module"]
assert public(set(vars(caseweave)) - set(modules)) == sorted(caseweave.__all__)
assert public(dir(caseweave)) == sorted(caseweave.__all__)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_error_is_one_that_users_can_catch() -> None:
    """One base class for all, and each says whose fault it is."""
    defined = {
        one
        for name in MODULES
        for one in vars(import_module(name)).values()
        if isinstance(one, type) and issubclass(one, Exception) and one.__module__.startswith("caseweave.")
    }
    assert len(defined) > 15
    assert [one for one in defined if not issubclass(one, caseweave.CaseweaveError)] == []
    assert {one.fault for one in defined if issubclass(one, caseweave.CaseweaveError)} == {"call", "data"}


def test_the_version_stands_once(root: Path) -> None:
    """In the package, in its metadata, in the changelog and in the citation."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == caseweave.__version__
    assert f"\n## {caseweave.__version__} " in (root / "CHANGELOG.md").read_text("utf-8")
    assert re.search(
        rf'^version: "?{re.escape(caseweave.__version__)}"?$', (root / "CITATION.cff").read_text("utf-8"), re.MULTILINE
    )
    assert CliRunner().invoke(main, ["--version"]).output == f"caseweave, version {caseweave.__version__}\n"


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_has_help_and_stands_in_the_readme(verb: str, root: Path) -> None:
    """Nobody has to guess that it is there."""
    command = main.commands[verb]
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    listed = (root / "README.md").read_text("utf-8").partition("\n## Verbs\n")[2].partition("\n## ")[0]
    assert f"`{verb}`" in listed


def test_queries_that_documents_name_exist(root: Path) -> None:
    """`caseweave query NAME` in any document is a question that ships."""
    documents = [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").rglob("*.md")]
    texts = [document.read_text("utf-8") for document in documents]
    named = {name for text in texts for name in re.findall(r"caseweave query ([a-z][a-z-]*)(?![\w.-])", text)}
    asked = {name for text in texts for name in re.findall(r"\.query\(\"([a-z-]+)\"", text)}
    assert named
    assert asked
    assert named | asked <= named_queries().keys()


@pytest.mark.parametrize(
    "code",
    [
        "import caseweave",
        "from caseweave.cli import main\nmain(['--help'], standalone_mode=False)",
        "from caseweave.cli import main\nmain(['build', '--help'], standalone_mode=False)",
    ],
)
def test_a_first_look_loads_nothing_heavy(code: str) -> None:
    """`caseweave --help` and `import caseweave` answer before any table, graph or page is thought of."""
    assert loaded_by(code) == set()


def test_nothing_is_read_or_made_at_import(tmp_path: Path) -> None:
    """No module opens a file of ours, starts a process or reaches for the network when it is imported."""
    code = """
import importlib, sys
seen = []
def hook(event, arguments):
    path = str(arguments[0]) if arguments else ""
    ours = event == "open" and "caseweave" in path and not path.endswith(".py") and ".dist-info" not in path
    if ours or event in {"socket.connect", "subprocess.Popen"}:
        seen.append((event, path))
sys.addaudithook(hook)
for name in sys.argv[1:]:
    importlib.import_module(name)
print([one for one in seen if "__pycache__" not in one[1]])
"""
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, *MODULES], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout == "[]\n"
    assert list(tmp_path.iterdir()) == []
