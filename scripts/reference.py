"""The parts of the documents that are made from the code and the ontology, so that no document drifts from them.

A document holds such a part between ``<!-- made: NAME -->`` and ``<!-- end -->``; what stands there is replaced.

=================  =====================================================================
name               what is made
=================  =====================================================================
verbs              the help of the command line and of each verb
queries            each shipped query with its question, parameters and columns
example            the invented paper file, whole
fields RECORD      the fields of a record of a paper file
list SCHEME        the values of a closed list with their definitions
records            the fullest statement of each kind of the invented paper, as YAML and JSON
comparison         the first rows a reader wants of the comparison of the bundled papers
rules              the rules that measures are computed by
proof MEASURE      the first proof of a measure of the bundled papers, as ``caseweave measures --proof`` prints it
conflicts          the rules that find disagreements; ``conflicts relayed`` those on claims
disagreements ID   the disagreements within a bundled paper
checks             the rules that ``caseweave check`` holds papers against
shapes             the shapes that it holds the graph against
=================  =====================================================================
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any, Final

import click

from caseweave import resources
from caseweave.accounts import RELAYED, RULES
from caseweave.api import load
from caseweave.cli import main
from caseweave.corpus.schema import json_schema
from caseweave.model import LISTS, Disagreement, Statement
from caseweave.model.identifiers import graph_iri, list_iri
from caseweave.model.paper import KINDS, RELATIONS
from caseweave.protocol import criterion, definition
from caseweave.protocol import schema as protocols
from caseweave.rdf.sparql import Query
from caseweave.rdf.store import Store, named_queries, ontology_quads, turtle_triples
from caseweave.rules import RULES as CHECKS
from caseweave.views.manuscript import SCREEN, printed
from caseweave.views.manuscript.plain import markdown

__all__ = ["meanings", "protocol_schema_text", "refreshed", "schema_text"]

WIDTH: Final = 110
SHOWN: Final = (
    "Product and dose",
    "Skin reaction",
    "CRS",
    "Tocilizumab",
    "Skin clear from infusion",
    "Skin clear from onset",
    "Outcome",
)

_PART = re.compile(r"(<!-- made: (?P<name>[a-z]+)(?: (?P<of>[A-Za-z0-9-]+))? -->\n).*?(?=<!-- end -->)", re.DOTALL)
_DEFINED: Final = """\
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?value ?definition { ?value a skos:Concept ; skos:definition ?definition }"""


def refreshed(document: str, example: Path) -> str:
    r"""Return a document with every made part made again; ``example`` is the folder of the invented paper.

    Raises KeyError for a part that nothing makes.

    >>> print(refreshed("<!-- made: list purpose -->\n<!-- end -->", Path()))
    <!-- made: list purpose -->
    | purpose | means |
    |---|---|
    | `what` | That it is so. |
    | `when` | Its time. |
    | `value` | Its number. |
    <!-- end -->
    """
    makers: dict[str, Callable[[str], str]] = {
        "verbs": lambda _: _verbs(),
        "queries": lambda _: "\n".join(_query(query) for query in named_queries().values()),
        "example": lambda _: _example(example),
        "fields": _fields,
        "list": _list,
        "records": lambda _: _records(example),
        "comparison": lambda _: _comparison(),
        "rules": lambda _: _measured(),
        "proof": _proof,
        "conflicts": _conflicts,
        "disagreements": _disagreements,
        "checks": lambda _: _checks(),
        "shapes": lambda _: _shapes(),
    }
    return _PART.sub(lambda part: part[1] + makers[part["name"]](part["of"] or ""), document)


def _comparison() -> str:
    """Write the rows of the comparison that the README shows, as ``caseweave compare`` prints them."""
    table = load().comparison.record
    shown = [row for row in table.rows if row.item in SHOWN]
    laid = printed(replace(table, rows=tuple(shown), notes=()), journal=SCREEN)
    lines = markdown(laid).splitlines()
    rows = [line for line in lines if line.startswith("|") and not line.startswith("| **")]
    return "\n".join(rows) + "\n"


def _measured() -> str:
    """Write the rules that measures are computed by."""
    rows = [(rule.name, criterion(rule), definition(rule)) for rule in load().protocol.measures.values()]
    return _table(("measure", "what is looked for", "how it is computed"), rows)


def _proof(measure: str) -> str:
    """Write the first proof of a measure of the bundled papers."""
    found = load().measures(measure=measure).proofs()
    return f"```text\n{found.partition(chr(10) * 2)[0].rstrip()}\n```\n"


def _checks() -> str:
    """Write the rules that papers are held against."""
    return _table(
        ("rule", "severity", "what must hold"), [(f"`{r.name}`", r.severity, r.sentence) for r in CHECKS.values()]
    )


def _shapes() -> str:
    """Write the shapes that the graph is held against: those with words of their own."""
    said = {
        subject.strip("<>").rsplit("/", 1)[-1]: json.loads(text)
        for subject, predicate, text in turtle_triples(resources.ontology("shapes.ttl"))
        if predicate.endswith("#message>")
    }
    return _table(("shape", "what must hold, and what to do"), [(f"`{name}`", text) for name, text in said.items()])


def _conflicts(of: str) -> str:
    """Write the rules that find disagreements, or those on relayed claims."""
    rules = RELAYED if of == "relayed" else RULES
    return _table(("rule", "kind", "finds"), [(rule.name, rule.kind, rule.sentence) for rule in rules])


def _disagreements(paper: str) -> str:
    """Write the disagreements within a bundled paper, each with its sides."""
    found = [one for one in load().disagreements if {side.said_by for side in one.sides} == {paper}]
    rows = [
        (one.kind, f"{one.strength}, {one.confidence}" if one.confidence else one.strength, "; ".join(_sides(one)))
        for one in found
    ]
    return _table(("kind", "strength, confidence", "sides"), rows)


def _sides(one: Disagreement) -> list[str]:
    return list(dict.fromkeys(f"{side.section}: “{side.printed}”" for side in one.sides))


def schema_text() -> str:
    """Return the text of ``sources/schema.json``."""
    return json.dumps(json_schema(meanings()), indent=1, ensure_ascii=False) + "\n"


def protocol_schema_text() -> str:
    """Return the text of ``sources/protocols/schema.json``."""
    return json.dumps(protocols.json_schema(), indent=1, ensure_ascii=False) + "\n"


def meanings() -> dict[str, dict[str, str]]:
    """Return the definition of each value of the closed lists, from the ontology: scheme to value to definition."""
    lines = ontology_quads(resources.ontology("caseweave.ttl"), graph_iri("ontology"))
    rows = Store.load("".join(lines).encode()).ask(_DEFINED).rows
    defined = {str(iri): str(definition) for iri, definition in rows}
    return {scheme: {value: defined[list_iri(scheme, value)] for value in values} for scheme, values in LISTS.items()}


def _verbs() -> str:
    top = click.Context(main, info_name="caseweave", terminal_width=WIDTH, **main.context_settings)
    parts = [_help("caseweave", main, top)]
    for name, verb in sorted(main.commands.items()):
        parts.append(_help(f"caseweave {name}", verb, click.Context(verb, parent=top, info_name=name)))
    return "\n".join(parts)


def _help(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


def _query(query: Query) -> str:
    parts = [f"## {query.name}\n\n{query.title}. {query.question}\n"]
    if query.parameters:
        rows = [(f"`{p.name}`", p.meaning, f"`{p.default}`" if p.default else "open") for p in query.parameters]
        parts.append(_table(("parameter", "meaning", "default"), rows))
    parts.append(_table(("column", "meaning"), [(f"`{name}`", meaning) for name, meaning in query.columns]))
    return "\n".join(parts)


def _example(folder: Path) -> str:
    return "".join(f"```yaml\n{file.read_text('utf-8')}```\n" for file in sorted(folder.glob("*.yaml")))


def _fields(record: str) -> str:
    node = _record(record)
    needed = node.get("required", [])
    rows = [
        (f"`{name}`", "yes" if name in needed else "", _takes(field), field["description"])
        for name, field in node["properties"].items()
        if name not in (*KINDS, *RELATIONS)
    ]
    return _table(("field", "needed", "takes", "means"), rows)


def _record(name: str) -> dict[str, Any]:
    """Return the schema of a record by the name the model gives it."""
    paper = json_schema({})
    statement = paper["properties"]["statements"]["items"]["properties"]
    records: dict[str, dict[str, Any]] = {
        "PaperFile": paper,
        "Curated": paper["properties"]["curated"],
        "LocalTerm": paper["properties"]["terms"]["items"],
        "Resolution": paper["properties"]["resolutions"]["items"],
        "SameAs": _case(paper)["same_as"],
        "CaseHead": next(iter(paper["properties"]["cases"]["patternProperties"].values())),
        "SourceStatement": paper["properties"]["statements"]["items"],
        "SourceLink": statement["links"],
        "Counting": _case(paper)["zero"],
        "EventHead": next(iter(_case(paper)["events"]["patternProperties"].values())),
        "Clock": statement["clock"],
        "Anchor": statement["anchor"]["items"],
    }
    return records[name]


def _case(paper: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a case."""
    (case,) = paper["properties"]["cases"]["patternProperties"].values()
    return dict(case["properties"])


def _takes(field: dict[str, Any]) -> str:
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    if "enum" in field:
        return " · ".join(f"`{value}`" for value in field["enum"])
    if "array" in types:
        return "one or several" if len(types) > 1 else "list"
    return {"object": "mapping", "integer": "whole number"}.get(types[0], "text")


def _list(scheme: str) -> str:
    return _table((scheme, "means"), [(f"`{value}`", meaning) for value, meaning in meanings()[scheme].items()])


def _records(folder: Path) -> str:
    """Show the fullest statement of each kind: as the file has it, and as the record it becomes."""
    written = {name: text for file in sorted(folder.glob("*.yaml")) for name, text in _written(file.read_text("utf-8"))}
    records = load(folder).statements
    shown = [max((record for record in records if record.kind == kind), key=_filled) for kind in KINDS]
    return "\n".join(_worked(record, written[record.id]) for record in shown)


def _written(text: str) -> Iterator[tuple[str, str]]:
    """Yield each statement of a file by its id, as it is written there."""
    for block in text.split("\n\n"):
        if found := re.search(r"^  - id: (\S+)", block, re.MULTILINE):
            yield found[1], dedent(block[found.start() :]).strip("\n")


def _filled(statement: Statement) -> int:
    return sum(value is not None for value in statement.row().values())


def _worked(statement: Statement, written: str) -> str:
    record = json.dumps(statement.row(), indent=1, ensure_ascii=False)
    return f"### {statement.kind}\n\n```yaml\n{written}\n```\n\n```json\n{record}\n```\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    head, *body = [f"| {' | '.join(line)} |\n" for line in lines]
    return "".join([head, f"|{'---|' * len(heads)}\n", *body])
