"""One concept, one home: the table of CONTRIBUTING names the modules, and nothing else does their work."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "graph" / "caseweave"
MODULES = sorted(PACKAGE.rglob("*.py"))


def homes() -> dict[str, list[str]]:
    """Return what each row of the table is about, and the files it names."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = re.search(r"\| where does … live\? \|.*?\n\n", text, re.DOTALL)
    assert table is not None
    rows = [line.strip("| ").split(" | ") for line in table[0].strip().splitlines()[2:]]
    return {row[0]: re.findall(r"`([^`]+)`", row[1]) for row in rows}


def importers(module: str) -> set[str]:
    """Return the modules of the package that import a module of the standard library."""
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if module in names:
                found.add(path.relative_to(PACKAGE).as_posix())
    return found


@pytest.mark.parametrize(("concept", "files"), homes().items())
def test_every_home_stands(concept: str, files: list[str]) -> None:
    """Each concept has one module, and the data it reads, if it reads any, lies in ontology/."""
    modules = [name for name in files if name.endswith(".py")]
    assert len(modules) == 1, concept
    assert all((PACKAGE / name if name.endswith(".py") else ROOT / name).is_file() for name in files)


def test_a_table_of_the_ontology_is_read_by_its_home_alone() -> None:
    """Nobody else opens the file that a home reads."""
    for files in homes().values():
        (home,) = [name for name in files if name.endswith(".py")]
        for data in (Path(name).name for name in files if name.startswith("ontology/")):
            quoted = re.compile(rf'ontology\("{re.escape(data)}"\)|read_mapping\("{re.escape(data)}"\)')
            readers = {
                path.relative_to(PACKAGE).as_posix() for path in MODULES if quoted.search(path.read_text("utf-8"))
            }
            assert readers == {home}, data


def test_names_are_offered_in_one_place() -> None:
    """What was meant by an unknown name is decided where look-alikes are kept apart."""
    assert importers("difflib") == {"vocabulary/spelling.py"}


def test_colours_are_known_in_one_place() -> None:
    """No module, style sheet, script or template names a colour by its numbers, but the palette."""
    drawn = [path for kind in ("py", "css", "js", "html") for path in PACKAGE.rglob(f"*.{kind}")]
    colour = re.compile(r"""#(?:[0-9a-fA-F]{3,4}){1,2}(?=["';\s,)])|\b(?:rgb|hsl)a?\(""")
    assert {path.relative_to(PACKAGE).as_posix() for path in drawn if colour.search(path.read_text("utf-8"))} == {
        "views/palette.py"
    }


def test_markup_is_escaped_in_one_place() -> None:
    """Jinja escapes what it fills in; elsewhere one module knows what HTML and Markdown take for markup."""
    assert importers("html") == {"wording/markup.py", "text/readers/html.py"}
    escapes = re.compile(r"html\.escape|import escape|&lt;|&amp;|replace\(\"\|\"")
    assert {path.relative_to(PACKAGE).as_posix() for path in MODULES if escapes.search(path.read_text("utf-8"))} == {
        "wording/markup.py"
    }


def test_class_names_are_unique() -> None:
    """A class can be spoken of by its name alone."""
    places = defaultdict(list)
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(PACKAGE).as_posix())
    shared = {name for name, where in places.items() if len(where) > 1}
    assert shared == set()


def test_directions_and_numerals_are_known_in_one_place() -> None:
    """No module lists the steps for better and worse, or the Roman numerals, for itself."""
    for path in MODULES:
        text = path.read_text("utf-8")
        assert not re.search(r'"improves", "nearly cleared", "cleared"\}', text), path
        assert '"iii": ' not in text.casefold() or path.name == "scales.py", path


def test_no_module_and_no_function_is_long() -> None:
    """A module of more than 400 lines is two; a function of more than 40 is several."""
    long = {path.relative_to(PACKAGE).as_posix() for path in MODULES if path.read_text("utf-8").count("\n") > 400}
    long |= {
        f"{path.relative_to(PACKAGE).as_posix()}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    }
    assert long == set()
