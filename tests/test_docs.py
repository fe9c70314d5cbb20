"""The documents: what is made from the code is fresh, links lead somewhere, and what they tell to type works."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reference import refreshed

import caseweave
import caseweave.api
from caseweave import KnowledgeGraph
from caseweave import yamltext as strings
from caseweave.cli import main
from caseweave.model import COLUMNS, LISTS
from caseweave.model.field import MOST_CHARACTERS
from caseweave.model.paper import Anchor as SourceAnchor
from caseweave.rdf import sparql as sparqltext
from caseweave.rdf.store import guard
from caseweave.rules.papers import PLACEHOLDERS
from caseweave.text.anchors import TextAnchor, TextIndex, locate

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
EXAMPLE = DOCS / "example"
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", ".github/*.md", "docs/**/*.md", "ontology/*.md", "sources/*.md")
    for path in ROOT.glob(pattern)
)

_FENCE = re.compile(r"^( *)```(?P<language>\S*)\n(?P<body>.*?)^\1```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "number": (int, float),
    "whole number": int,
    "list of text": list,
}

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in DOCUMENTS])


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of a language, in order, without their indent."""
    found = [match for match in _FENCE.finditer(text) if match["language"] == language]
    return ["\n".join(line.removeprefix(match[1]) for line in match["body"].splitlines()) for match in found]


def headings(path: Path) -> set[str]:
    """Return the fragments that the headings of a document can be linked by."""
    found = _HEADING.findall(_FENCE.sub("", path.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in found}


def commands(text: str) -> Iterator[list[str]]:
    """Yield the arguments of each caseweave command of the shell blocks, without pipes and redirections."""
    for block in blocks(text, "sh"):
        for line in block.splitlines():
            if line.startswith("caseweave "):
                yield shlex.split(re.split(r" [|><] ?", line)[0], comments=True)[1:]


def files(text: str) -> Iterator[tuple[str, str]]:
    """Yield the files that a document shows whole: the name that ends the line before a block, and the block."""
    yield from re.findall(r"`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def shared() -> Iterator[None]:
    """Load the same papers and protocols once, however many commands speak of them."""
    loaded: dict[tuple[object, ...], KnowledgeGraph] = {}
    whole = caseweave.api.load

    def load(sources: str | Path | None = None, protocol: str | None = None) -> KnowledgeGraph:
        place = Path(sources or ROOT / "sources")
        key = tuple((file.relative_to(place), file.read_bytes()) for file in sorted(place.rglob("*.yaml")))
        asked = Path(protocol).read_bytes() if protocol and Path(protocol).is_file() else protocol
        if (key, asked) not in loaded:
            loaded[key, asked] = whole(sources, protocol)
        return loaded[key, asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(caseweave.api, "load", load)
        yield


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: None) -> Path:
    """Enter a folder with what the documents speak of: papers, the example, the text of a paper, a query."""
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    shutil.copytree(EXAMPLE, tmp_path / "docs" / "example")
    (tmp_path / "smith2024.txt").write_text("Abstract\n\nA rash appeared on the scalp.\n", "utf-8")
    (tmp_path / "my-question.rq").write_text("SELECT ?s { ?s ?p ?o } LIMIT 1", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, list(arguments))


def fill_in(source: Path) -> None:
    """Write into a new file what it asks for."""
    text = source.read_text("utf-8")
    for field, placeholder in PLACEHOLDERS.items():
        text = text.replace(placeholder, "10.1000/rash.9" if field == "doi" else f"Smith {field[0].upper()}")
    source.write_text(text, "utf-8")


@pytest.mark.parametrize("document", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name)
def test_made_parts_are_fresh(document: Path) -> None:
    """What a document shows of the code, the queries and the example is what they are now."""
    text = document.read_text("utf-8")
    assert refreshed(text, EXAMPLE) == text, f"{document.name} is out of date; run: scripts/refresh"


@every_document
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link leads to a file, and its fragment to a heading of that file."""
    text = _FENCE.sub("", document.read_text("utf-8"))
    for target in _LINK.findall(text):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, fragment = target.partition("#")
        there = (document.parent / path).resolve() if path else document
        assert there.exists(), f"{target}: no such file"
        assert not fragment or fragment in headings(there), f"{target}: no such heading; there are {headings(there)}"


@every_document
def test_commands_work(document: Path, clone: Path) -> None:
    """Every caseweave command of a shell block, typed in the order of the document, ends well."""
    text = document.read_text("utf-8")
    for name, content in files(text):
        (clone / name).parent.mkdir(exist_ok=True)
        (clone / name).write_text(content, "utf-8")
    for arguments in commands(text):
        done = run(*arguments)
        if arguments[0] == "new":
            fill_in(clone / "sources" / f"{arguments[1]}.yaml")
        assert done.exit_code == 0, f"caseweave {shlex.join(arguments)}\n{done.output}"


@every_document
def test_verbs_exist(document: Path) -> None:
    """Every ``caseweave verb`` in running text names a verb that there is."""
    text = _FENCE.sub("", document.read_text("utf-8"))
    named = re.findall(r"`caseweave ([a-z]+)[^`]*`", text)
    assert [verb for verb in named if verb not in main.commands] == []


def test_contributing_names_every_layer() -> None:
    """CONTRIBUTING.md has a row for each layer of the import contract, from the top down."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rows = re.findall(r"^\| (`[^|]+`) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert [row.replace("`", "").split(", ") for row in rows] == [layer.split(" | ") for layer in layers]


def test_contributing_anchors_a_paper(clone: Path) -> None:
    """The Python of "Add a paper" replaces a pasted quote by its fingerprint and leaves a file without faults."""
    source = clone / "sources" / "smith2024.yaml"
    assert run("new", "smith2024").exit_code == 0
    text = source.read_text("utf-8")
    pasted = text.replace("{section: Abstract}", '{section: Abstract, quote: "A rash appeared on the scalp"}', 1)
    source.write_text(pasted, "utf-8")
    (code,) = blocks((ROOT / "CONTRIBUTING.md").read_text("utf-8"), "python")
    exec(compile(code, "CONTRIBUTING.md", "exec"), {})
    assert "quote:" not in source.read_text("utf-8")
    assert "1 with fingerprints" in run("check", str(source)).output


def test_sparql_of_the_documents_is_answered() -> None:
    """Every SPARQL text in docs/queries.md has an answer with rows over the bundled papers."""
    kg = caseweave.load()
    texts = blocks((DOCS / "queries.md").read_text("utf-8"), "sparql")
    assert texts
    assert all(kg.ask(text).rows for text in texts)


def test_limits_are_documented() -> None:
    """The limits that the documents name are those of the code."""
    queries, sources = ((DOCS / name).read_text("utf-8") for name in ("queries.md", "sources.md"))
    limits = (f"{sparqltext.MOST_BYTES:,} bytes, {sparqltext.MOST_TOKENS:,} words", f"{sparqltext.MOST_DEPTH} levels")
    assert all(limit in queries for limit in (*limits, f"{guard.DEADLINE:g} seconds and {guard.MEMORY >> 30} GiB"))
    caps = (
        f"{strings.MOST_BYTES / 1e6:g} MB, deeper than {strings.MOST_DEPTH} levels",
        f"{MOST_CHARACTERS:,} characters",
    )
    assert all(cap in sources for cap in caps)


def test_errors_look_as_documented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each broken file of docs/sources.md gives exactly the errors printed behind it."""
    monkeypatch.chdir(tmp_path)
    _, *broken = (DOCS / "sources.md").read_text("utf-8").split("<!-- broken -->")
    assert broken
    for part in broken:
        Path("moss2019.yaml").write_text(blocks(part, "yaml")[0], "utf-8")
        done = run("check", "moss2019.yaml")
        assert done.exit_code == 1
        assert done.output.rstrip() == blocks(part, "text")[0], f"now printed:\n{done.output}"


def test_columns_are_documented() -> None:
    """docs/statements.md lists the public columns in their order, with a type and a null rule each record keeps."""
    text = (DOCS / "statements.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split(" | ")] for line in text.splitlines() if line.startswith("| `")]
    table = {row[0].strip("|` "): (row[1], row[2]) for row in rows}
    assert tuple(table) == COLUMNS
    records = [record.row() for kg in (caseweave.load(), caseweave.load(EXAMPLE)) for record in kg.statements]
    for name, (type_name, null) in table.items():
        values = [record[name] for record in records]
        assert all(isinstance(value, _TYPES[type_name]) for value in values if value is not None), name
        assert null != "never" or None not in values, name


def test_fields_and_lists_are_documented() -> None:
    """docs/sources.md shows the fields of every record of a paper file; some document shows each closed list."""
    text = (DOCS / "sources.md").read_text("utf-8")
    for record in ("PaperFile", "Curated", "LocalTerm", "CaseHead", "SourceStatement", "Clock", "Anchor"):
        assert f"<!-- made: fields {record} -->" in text
    every = "".join(path.read_text("utf-8") for path in sorted(DOCS.glob("*.md")))
    for scheme in LISTS:
        assert f"<!-- made: list {scheme} -->" in every


def test_example_stands_in_its_text() -> None:
    """Every anchor of the invented paper is found in its text, in its section, with both neighbours."""
    index = TextIndex((EXAMPLE / "fern2021.txt").read_text("utf-8"))
    for statement in caseweave.load(EXAMPLE).corpus.paper("fern2021").statements:
        for anchor in statement.anchor:
            assert locate(index, plain(anchor), anchor.section).state == "exact", statement.id


def plain(anchor: SourceAnchor) -> TextAnchor:
    """Return the fingerprints of an anchor of a paper file, which must have them all."""
    assert anchor.words
    assert anchor.print
    assert anchor.before
    assert anchor.after
    return TextAnchor(words=anchor.words, print=anchor.print, before=anchor.before, after=anchor.after)


def test_decisions_are_numbered_and_dated() -> None:
    """Each decision has the next number, a date, and says what was chosen, rejected and what follows."""
    files = sorted((DOCS / "decisions").glob("*.md"))
    for number, path in enumerate(files, start=1):
        text = path.read_text("utf-8")
        assert path.name.startswith(f"{number:04}-")
        assert re.match(rf"# {number}\. .+\n\n\d{{4}}-\d\d-\d\d · accepted\n", text), path.name
        assert "**Chosen.**" in text
        assert "**Rejected" in text


def test_every_dependency_has_its_reason() -> None:
    """The decision on dependencies has a row for each dependency of the package, and no other."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [re.split(r"[<>=]", name)[0] for name in settings["project"]["dependencies"]]
    text = (DOCS / "decisions" / "0008-dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-Za-z0-9-]+) \|", text, re.MULTILINE)[1:]
    assert sorted(row.lower() for row in rows) == wanted
