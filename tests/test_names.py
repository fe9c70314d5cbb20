"""No clinical name in the code: what words mean is the vocabulary, what is asked is a protocol."""

from __future__ import annotations

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from caseweave.corpus import load_catalogue
from caseweave.model import LISTS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "graph" / "caseweave"
ALLOWED = Path(__file__).with_name("data") / "names.tsv"
SHORT = 3
"""Names of so few letters are looked for as they are written: "it" is no route."""


@cache
def names() -> dict[str, str]:
    """Return every label, synonym and code of the catalogue as it is looked for, with the label of its term."""
    kinds = {kind for values in LISTS.values() for kind in values}
    found = {_key(name): concept.label for concept in load_catalogue() for name in concept.names}
    return {name: label for name, label in found.items() if name not in kinds}


def _key(name: str) -> str:
    return name if len(name) <= SHORT else name.casefold()


@cache
def pattern() -> re.Pattern[str]:
    """Return what finds a name as a whole word."""
    every = sorted({name for concept in load_catalogue() for name in concept.names}, key=len, reverse=True)
    return re.compile(rf"(?<![\w:/-])(?:{'|'.join(map(re.escape, every))})(?![\w/-])", re.IGNORECASE)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module with their lines, also those of f-strings; docstrings may have examples."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text of the package and of its queries, with its place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, text in literals(path):
            yield f"{path.relative_to(PACKAGE).as_posix()}:{line}", text
    for path in sorted(PACKAGE.rglob("*.rq")):
        for number, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
            yield f"{path.relative_to(PACKAGE).as_posix()}:{number}", text


def hits() -> dict[tuple[str, str], list[str]]:
    """Return each name that is found, with the file it stands in, and its places."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, text in texts():
        for match in pattern().finditer(text):
            if (name := _key(match[0])) in names():
                found[name, place.rpartition(":")[0]].append(f"{place}: {text.strip()[:80]}")
    return found


def allowed() -> list[dict[str, str]]:
    """Return what may stand in the code: a name or ``*``, a file or ``*``, and why."""
    return list(csv.DictReader(ALLOWED.read_text("utf-8").splitlines(), delimiter="\t"))


def _covers(row: dict[str, str], name: str, file: str) -> bool:
    return row["name"] in {"*", name} and row["file"] in {"*", file}


def test_no_clinical_name_stands_in_the_code() -> None:
    """No drug, disease, organ, finding or code of the catalogue is in a text of the package or in a query."""
    rows = allowed()
    told = [
        place
        for (name, file), places in hits().items()
        for place in places
        if not any(_covers(row, name, file) for row in rows)
    ]
    assert told == [], "move it to ontology/ or to a protocol; a word of another sense needs a row in names.tsv"


def test_every_allowance_is_used_and_says_why() -> None:
    """The list can only shrink: a row that nothing needs any more is taken out."""
    found = hits()
    for row in allowed():
        assert row["reason"], row
        assert any(_covers(row, name, file) for name, file in found), row


def test_a_clinical_name_is_found(tmp_path: Path) -> None:
    """The search reads texts and f-strings, and leaves docstrings alone."""
    module = tmp_path / "module.py"
    module.write_text('"""Of tocilizumab."""\nDRUG = "tocilizumab"\nTEXT = f"no {DRUG} for leukemia cutis"\n', "utf-8")
    found = [match[0] for _, text in literals(module) for match in pattern().finditer(text)]
    assert sorted(found) == ["leukemia cutis", "tocilizumab"]
