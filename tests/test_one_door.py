"""Third parties sit behind one module each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).parents[1] / "graph" / "caseweave"

DOORS = {
    "pyoxigraph": ["rdf/store/"],
    "oxrdflib": ["rdf/store/"],
    "rdflib": ["rdf/store/", "rdf/shapes/", "api/"],
    "pyvis": ["views/network/page.py"],
    "pandas": ["views/", "api/"],
    "jinja2": ["views/"],
    "pypdfium2": ["text/readers/pdf.py", "text/readers/letters.py", "views/timeline/figure/png.py"],
    "pypdf": ["text/readers/pdf.py"],
    "yaml": ["yamltext.py", "curation/anchors.py", "curation/migration.py"],
    "reportlab": ["views/timeline/figure/"],
    "PIL": ["views/timeline/figure/"],
    "networkx": ["views/network/", "api/", "clock/network/parts.py", "accounts/grouping.py"],
    "click": ["cli/"],
    "openpyxl": ["curation/sheets/files.py"],
    "citeproc": ["views/manuscript/references.py"],
    "docx": ["views/manuscript/word.py"],
    "xlsxwriter": ["views/manuscript/workbook.py", "curation/sheets/files.py"],
    "subprocess": ["rdf/store/guard.py"],
    "socket": [],
    "urllib.request": ["rdf/store/endpoint.py"],
    "urllib.error": ["rdf/store/endpoint.py"],
    "http": ["rdf/store/endpoint.py"],
    "importlib.resources": ["resources.py", "views/page.py", "views/network/page.py", "views/timeline/figure/face.py"],
}
"""Package to the places that may import it; names in a TYPE_CHECKING block are free."""


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield every module that code imports when it runs, wherever in the code."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        yield from imports(node)


@pytest.fixture(scope="module")
def imported() -> dict[str, set[str]]:
    """Return what each module imports, by its path below the package."""
    files = sorted(CODE.rglob("*.py"))
    return {str(file.relative_to(CODE)): set(imports(ast.parse(file.read_text("utf-8")))) for file in files}


@pytest.mark.parametrize("package", sorted(DOORS))
def test_a_package_is_imported_behind_its_door_only(package: str, imported: dict[str, set[str]]) -> None:
    """Whoever exchanges it has one place to look."""
    places = [
        file
        for file, names in imported.items()
        if any(name == package or name.startswith(f"{package}.") for name in names)
        and not any(file.startswith(door) for door in DOORS[package])
        and not (package == "importlib.resources" and names & {"importlib.resources.abc"} and package not in names)
    ]
    assert places == []


def test_the_rule_sees_an_import_inside_a_function() -> None:
    """And looks away only where it is for the type checker."""
    code = "if TYPE_CHECKING:\n    import pandas\ndef f():\n    if x:\n        from rdflib.plugins import sparql\n"
    assert set(imports(ast.parse(code))) == {"rdflib.plugins"}


def test_only_resources_knows_where_files_lie(imported: dict[str, set[str]]) -> None:
    """No other module of the library looks for data beside itself."""
    allowed = ("resources.py",)
    users = [
        file for file in imported if not file.startswith(allowed) and "__file__" in (CODE / file).read_text("utf-8")
    ]
    assert users == []


def test_the_code_never_imports_tests_or_scripts(imported: dict[str, set[str]]) -> None:
    """Arrows point one way."""
    assert not [
        file for file, names in imported.items() if names & {"tests", "scripts", "conftest", "pytest", "hypothesis"}
    ]
