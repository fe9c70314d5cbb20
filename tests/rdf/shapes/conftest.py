"""A small good graph, cut from a whole one, and the edits that break it in one place.

``properties.tsv`` says in words of its own what the graph holds: of each property of each class how many values, and of
what sort. From it come the edits that break a constraint, and those that go to the very edge of what is allowed.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

import caseweave
from caseweave import resources
from caseweave.model.identifiers import BASE
from caseweave.rdf.namespaces import NAMESPACES
from caseweave.rdf.shapes import Shapes, ShapeTriple
from caseweave.rdf.store import turtle_triples

DATA = Path(__file__).resolve().parents[2] / "data" / "shapes"
TABLE = DATA / "properties.tsv"
GRAPH: Final = f"<{BASE}graph/test> ."
TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
NOBODY: Final = "<http://example.org/nobody>"
OTHER: Final = "<http://example.org/other>"
X, LONG = "0123456789abcdef", "f" * 64

Lines = tuple[str, ...]


def iri(name: str) -> str:
    """Write an IRI given as ``prefix:name``."""
    prefix, _, local = name.partition(":")
    return f"<{NAMESPACES[prefix]}{local}>"


def text(value: str, datatype: str = "") -> str:
    """Write a literal."""
    return f'"{value}"' + (f"^^{iri(datatype)}" if datatype else "")


def texts(*values: str) -> tuple[str, ...]:
    """Write plain literals."""
    return tuple(map(text, values))


def whole(value: int) -> str:
    """Write a whole number."""
    return text(str(value), "xsd:integer")


class Sort(NamedTuple):
    """A sort of value: examples at the edge of what is allowed, and by constraint what is not."""

    good: tuple[str, ...]
    bad: Mapping[str, tuple[str, ...]]


NUMBER: Final[dict[str, tuple[str, ...]]] = {"Datatype": (whole(5),)}
SORTS: Final = {
    "type": Sort((), {}),
    "text": Sort(texts("x"), NUMBER | {"MinLength": texts("")}),
    "any-text": Sort(texts("", "x"), NUMBER),
    "id": Sort(texts("a", "0" * 64), NUMBER | {"Pattern": texts("", "A", ".a", "a b", "-a", "a" * 65)}),
    "day": Sort((text("2026-01-31", "xsd:date"),), {"Datatype": texts("2026-01-31")}),
    "english": Sort(('"x"@en',), {"Datatype": texts("x"), "MinLength": ('""@en',)}),
    "year": Sort((text("2026", "xsd:gYear"),), {"Datatype": texts("2026")}),
    "digest": Sort(texts("0f" * 32), NUMBER | {"Pattern": texts("0f" * 31, "0f" * 32 + "0", "x" * 64, "A" * 64)}),
    "doi-address": Sort(
        ("<https://doi.org/10.1234/x>",),
        {
            "NodeKind": texts("https://doi.org/10.1234/x"),
            "Pattern": ("<https://example.org/10.1>", "<x:https://doi.org/10.1>"),
        },
    ),
    "doi": Sort(
        texts("10.1234/x", "10.123456789/x"),
        NUMBER | {"Pattern": texts("doi:10.1234/x", "10.123/x", "10.1234567890/x", "1011234/x", "10.1234x")},
    ),
    "pmid": Sort(texts("1", "123456789"), NUMBER | {"Pattern": texts("", "x1", "1x", "1234567890")}),
    "pmcid": Sort(
        texts("PMC1", "PMC123456789"), NUMBER | {"Pattern": texts("1", "PMC", "xPMC1", "PMC1x", "PMC1234567890")}
    ),
    "named": Sort(texts("Figure 5: marker"), NUMBER | {"Pattern": texts("Figure 5", ": marker", "Figure 5: ")}),
    "group": Sort(texts("1", "several"), NUMBER | {"Pattern": texts("0", "xseveral", "3x")}),
    "schedule": Sort(texts("every: 1 d"), NUMBER | {"Pattern": texts("often: 1 d", "every: ", "x every: 1 d")}),
    "target": Sort((OTHER,), {"NodeKind": texts("http://example.org/other")}),
    "pair": Sort(texts("a/b"), NUMBER | {"Pattern": texts("a", "a/b/c", "/a/b", "a/b/", "/b", "a/")}),
    "qualifier": Sort(
        texts("a: b", "a b: c", "a-1: b"), NUMBER | {"Pattern": texts("a", "A: b", "a: ", "1a: b", ": b")}
    ),
    "print": Sort(
        texts(f"a1:{X}", f"a12:{LONG}"),
        NUMBER | {"Pattern": texts(f"xa1:{X}", f"a1:{X}x", f"a:{X}", f"1:{X}", f"a1:{X[1:]}", f"a1:{LONG}f", f"a1{X}")},
    ),
    "neighbour": Sort(texts(X[:8], LONG), NUMBER | {"Pattern": texts(X[:7], LONG + "f", "x" + X, X + "x")}),
    "comparator": Sort(texts("<", "<=", ">", ">=", "~"), NUMBER | {"Pattern": texts("=", "", "x<", "<x", "=>")}),
    "whole": Sort((whole(7),), {"Datatype": texts("7")}),
    "from-0": Sort((whole(0),), {"Datatype": texts("7"), "MinInclusive": (whole(-1),)}),
    "from-1": Sort((whole(1),), {"Datatype": texts("7"), "MinInclusive": (whole(0),)}),
    "five-to-twelve": Sort(
        (whole(5), whole(12)),
        {"Datatype": texts("7"), "MinInclusive": (whole(4),), "MaxInclusive": (whole(13),)},
    ),
    "truth": Sort((text("true", "xsd:boolean"), text("false", "xsd:boolean")), {"Datatype": texts("true")}),
    "decimal": Sort((text("1.5", "xsd:decimal"),), {"Datatype": (whole(1), text("1.5"))}),
    "ucum": Sort((text("g", "qudt:UCUMcs"),), {"Datatype": texts("g"), "MinLength": (text("", "qudt:UCUMcs"),)}),
    "unit": Sort(
        (iri("unit:PERCENT"),),
        {
            "NodeKind": (text(iri("unit:PERCENT").strip("<>")),),
            "Pattern": (NOBODY, "<http://e/http://qudt.org/vocab/unit/a>"),
        },
    ),
    "evidence": Sort(
        (iri("eco:0006018"),),
        {
            "Class": (iri("eco:9999999"),),
            "Pattern": (iri("eco:00060180"), iri("eco:000601"), f"<x:{iri('eco:0006018')[1:]}"),
        },
    ),
    "zero": Sort(
        (f"<{BASE}event/a/b>", f"<{BASE}statement/a/b>"),
        {"NodeKind": (text(f"{BASE}event/a/b"),), "Pattern": (f"<{BASE}paper/a>", f"<x:{BASE}event/a/b>")},
    ),
    "paper": Sort(
        (f"<{BASE}paper/a>",),
        {"NodeKind": (text(f"{BASE}paper/a"),), "Pattern": (f"<{BASE}case/a>", f"<x:{BASE}paper/a>")},
    ),
    "iri": Sort((NOBODY,), {"NodeKind": texts("http://example.org/nobody")}),
    "term": Sort((OTHER,), {"Class": (NOBODY,)}),
}


class Row(NamedTuple):
    """What the graph holds of one property of one class."""

    shape: str
    owner: str
    predicate: str
    times: str
    value: str

    @property
    def sort(self) -> Sort:
        """The sort of its values."""
        if self.value.startswith("list:"):
            scheme = self.value.removeprefix("list:")
            away = (f"<{BASE}elsewhere/{scheme}>", f"<x:{BASE}{scheme}/a>")
            return Sort((f"<{BASE}{scheme}/other>",), {"Class": (f"<{BASE}{scheme}/none>",), "Pattern": away})
        return SORTS.get(self.value) or SORTS["term"]

    @property
    def kind(self) -> str:
        """The class of the values, where they have one."""
        listed = self.value.startswith("list:") or self.value in {"term", "evidence", "target"}
        return iri("skos:Concept") if listed else iri(self.value) if ":" in self.value else ""


class Edit(NamedTuple):
    """A change of the good graph, with the shape it is about and the constraint it breaks; none if it breaks none."""

    shape: str
    constraint: str
    what: str
    change: Callable[[Lines], Lines]

    def made(self, lines: Lines) -> bytes:
        """Return a graph with the change made."""
        return "\n".join(self.change(lines)).encode()

    @property
    def name(self) -> str:
        """The shape, the constraint and the change in words."""
        return f"{self.shape}-{self.constraint or 'kept'}-{self.what}"


def objects(lines: Lines, subject: str, predicate: str) -> list[str]:
    """Return what a node has under a property."""
    start = f"{subject} {predicate} "
    return [line.removeprefix(start).rsplit(" ", 2)[0] for line in lines if line.startswith(start)]


def focus(lines: Lines, owner: str, predicate: str) -> str:
    """Return a node of a class, the first that has the property if there is one."""
    nodes = [line.split(" ")[0] for line in lines if f" {TYPE} {iri(owner)} " in line]
    return next((node for node in nodes if objects(lines, node, predicate)), nodes[0])


def changed(
    owner: str, values: Mapping[str, tuple[str, ...]], kind: str = "", only: str = ""
) -> Callable[[Lines], Lines]:
    """Give a node of a class other values under some properties; new IRIs among them are of ``kind``."""

    def change(lines: Lines) -> Lines:
        node = only or focus(lines, owner, iri(next(iter(values))))
        rest = [line for line in lines if not any(line.startswith(f"{node} {iri(name)} ") for name in values)]
        given = [f"{node} {iri(name)} {value} {GRAPH}" for name, found in values.items() for value in found]
        typed = {value for found in values.values() for value in found if kind and value.startswith("<")} - {NOBODY}
        return (
            *rest,
            *given,
            *(f"{value} {TYPE} {kind} {GRAPH}" for value in sorted(typed) if not value.endswith("/none>")),
        )

    return change


def several(row: Row, count: int) -> Callable[[Lines], Lines]:
    """Give a node as many values of the right sort as asked for."""

    def change(lines: Lines) -> Lines:
        predicate = iri(row.predicate)
        node = focus(lines, row.owner, predicate)
        kept = objects(lines, node, predicate)[:count]
        if row.value == "type":
            return (*lines, *(f"{node} {TYPE} <http://example.org/{number}> {GRAPH}" for number in range(count - 1)))
        more = dict.fromkeys(
            [*row.sort.good, *(one.replace(">", "2>") for one in row.sort.good if one[0] == "<"), *texts("one", "two")]
        )
        values = (*kept, *[value for value in more if value not in kept][: count - len(kept)])
        return changed(row.owner, {row.predicate: values}, row.kind, node)(lines)

    return change


LEAST: Final = {"1": 1, "+": 1, "2+": 2, "2": 2}
MOST: Final = {"1": 1, "?": 1, "2": 2}


def edits_of(row: Row) -> Iterator[Edit]:
    """Yield the edits that concern one property: too few and too many values, wrong ones, and those at the edge."""
    if row.times in LEAST:
        yield Edit(row.shape, "MinCount", row.predicate, several(row, LEAST[row.times] - 1))
    if row.times in MOST:
        yield Edit(row.shape, "MaxCount", row.predicate, several(row, MOST[row.times] + 1))
    for constraint, values in row.sort.bad.items():
        for value in values:
            kind = "" if constraint == "Class" else row.kind
            change = changed(row.owner, {row.predicate: (value,)}, kind)
            yield Edit(row.shape, constraint, f"{row.predicate} {value}", change)
    for value in row.sort.good:
        yield Edit(row.shape, "", f"{row.predicate} {value}", changed(row.owner, {row.predicate: (value,)}, row.kind))


ORDERS: Final = (
    *(("statement-earliest", "cw:Statement", "cw:earliest", after) for after in ("cw:latest", "cw:endEarliest")),
    *(("statement-latest", "cw:Statement", "cw:latest", "cw:endLatest"),),
    *(("statement-end-earliest", "cw:Statement", "cw:endEarliest", "cw:endLatest"),),
    *(("event-earliest", "cw:Event", "cw:earliest", after) for after in ("cw:latest", "cw:endEarliest")),
    *(("event-latest", "cw:Event", "cw:latest", "cw:endLatest"),),
    *(("event-end-earliest", "cw:Event", "cw:endEarliest", "cw:endLatest"),),
    *(("measure-earliest", "cw:Measure", "cw:earliest", "cw:latest"),),
    *(("proof-step-earliest", "cw:ProofStep", "cw:earliest", "cw:latest"),),
    *(("quantity-min-value", "cw:Quantity", "schema:minValue", "schema:maxValue"),),
)
CLOSED: Final = (
    *(
        "Author",
        "Clock",
        "Moment",
        "NamedGraph",
        "CourseStep",
        "Link",
        "Event",
        "Group",
        "Statement",
        "Anchor",
        "Quantity",
        "Measure",
        "ProofStep",
        "Rule",
        "Disagreement",
        "Side",
        "Candidate",
        "Protocol",
        "Heading",
        "Item",
        "PossibleAnswer",
    ),
)
ROLE: Final = f"<{BASE}role/"
DAY = "xsd:integer"


def special() -> Iterator[Edit]:
    """Yield the edits that concern two properties, or a class as a whole."""
    for shape, owner, first, last in ORDERS:
        datatype = "xsd:decimal" if "schema" in first else DAY
        for constraint, low, high in (("LessThanOrEquals", "10", "9"), ("", "9", "9")):
            values = {first: (text(low, datatype),), last: (text(high, datatype),)}
            yield Edit(shape, constraint, f"{first} {low}, {last} {high}", changed(owner, values))
    for owner in CLOSED:
        yield Edit(owner, "Closed", "a new property", changed(f"cw:{owner}", {"rdfs:comment": texts("x")}))
    case, paper = f"<{BASE}case/fir2021>", f"<{BASE}paper/fir2021>"
    both = {"cw:reports": (case,), "cw:mentions": (case,)}
    yield Edit("paper-reports", "Disjoint", "own and another's", changed("cw:Paper", both))
    self = {"cw:relayedFrom": (paper,), "cw:saidBy": (paper,), "cw:role": (f"{ROLE}relayed>",)}
    yield Edit("statement-relayed-from", "Disjoint", "from itself", changed("cw:Statement", self))
    same = {"skos:prefLabel": texts("x"), "skos:altLabel": texts("x")}
    yield Edit("concept-label", "Disjoint", "label and synonym", changed("skos:Concept", same))
    nobody = {"cw:relayedFrom": (), "cw:role": (f"{ROLE}relayed>",)}
    yield Edit("RelayedStatement", "Not", "from nobody", changed("cw:Statement", nobody))
    own = {"cw:relayedFrom": (f"<{BASE}paper/yew2020>",), "cw:role": (f"{ROLE}own>",)}
    yield Edit("relayed-from-role", "HasValue", "own", changed("cw:Statement", own))
    for owner in ("event", "statement"):
        subject = f"{owner}-subject"
        both = {"cw:case": (case,), "cw:aboutGroup": (f"<{BASE}case/fir2021-earlier>",)}
        yield Edit(subject, "MinCount", "about nobody", changed(f"cw:{owner.title()}", {"cw:case": ()}))
        yield Edit(subject, "MaxCount", "about a patient and a group", changed(f"cw:{owner.title()}", both))
    misspelt = changed("cw:Side", {"rdf:type": (iri("cw:Sied"),)})
    yield Edit("class-is-known", "Not", "a misspelt class", misspelt)
    stray = changed("cw:NamedGraph", {"dcterms:source": (OTHER,)}, only=f"<{BASE}graph/fir2021>")
    yield Edit("paper-graph", "MinCount", "no graph of its own", stray)
    claimed = changed("cw:Paper", {"dcterms:source": (paper,)}, only=NOBODY)
    yield Edit("paper-graph", "Class", "the source of something else", claimed)
    yield from words()
    elsewhere = {"cw:event": (OTHER,)}
    yield Edit("event-of-the-same-case", "Equals", "no case", changed("cw:Statement", elsewhere, iri("cw:Event")))
    yield Edit("anchor-in-the-same-paper", "Equals", "no paper", changed("cw:Statement", {"cw:anchor": (OTHER,)}))
    print_alone = {"cw:print": texts(f"a1:{X}"), "cw:words": ()}
    yield Edit("CountedPrint", "Not", "words not counted", changed("cw:Anchor", print_alone))
    words_alone = {"cw:words": (whole(6),), "cw:print": ()}
    yield Edit("CountedPrint", "", "words alone", changed("cw:Anchor", words_alone))
    yield Edit("link-target-is-there", "MinCount", "nothing", changed("cw:Link", {"cw:target": (NOBODY,)}))
    yield from quantities()


def words() -> Iterator[Edit]:
    """Yield the edits that forge a direct edge: one that nothing supports, and support that is not what it says."""
    edges = {
        "own": "involves",
        "relayed": "involvesRelayed",
        "inferred": "involvesInferred",
        "mapped": "involvesMapped",
    }
    lists = {name: f"<{BASE}{name}/" for name in ("state", "role", "assertion", "naming", "certainty")}
    guess = {"cw:inferredWord": (OTHER,), "cw:about": (OTHER,), "cw:assertion": (f"{lists['assertion']}hypothesised>",)}
    yield Edit("inferred-word-assertion", "", "hypothesised", changed("cw:Statement", guess))
    right = {"own": ("own", "observed", "printed"), "relayed": ("relayed", "observed", "printed")}
    right |= {"inferred": ("own", "inferred", "printed"), "mapped": ("own", "observed", "mapped")}
    for word, edge in edges.items():
        kin = f"cw:{word}Word"
        forged = changed("cw:Case", {f"cw:{edge}": (OTHER,)}, iri("skos:Concept"))
        yield Edit(f"supported-{word}", "Equals", "an edge that nothing supports", forged)
        stray = changed("cw:Case", {f"cw:{edge}": (OTHER,)}, iri("skos:Concept"), NOBODY)
        yield Edit(f"supported-{word}", "Equals", "an edge of no case", stray)
        yield Edit(f"supported-{word}", "Equals", "no edge", changed("cw:Case", {f"cw:{edge}": ()}))
        yield Edit(f"{word}-word-about", "Equals", "something else", changed("cw:Statement", {kin: (OTHER,)}))
        absent = {kin: (OTHER,), "cw:about": (OTHER,), "cw:state": (f"{lists['state']}absent>",)}
        yield Edit(f"{word}-word-state", "HasValue", "absent", changed("cw:Statement", absent))
        doubt = {kin: (OTHER,), "cw:about": (OTHER,), "cw:certainty": (f"{lists['certainty']}suspected>",)}
        yield Edit(f"{word}-word-certainty", "MaxCount", "suspected", changed("cw:Statement", doubt))
        for name, value in zip(("role", "assertion", "naming"), right[word], strict=True):
            other = {"role": "synthesis", "assertion": "guessed", "naming": "copied"}[name]
            if (word, name) == ("inferred", "naming") or (word == "relayed" and name != "role"):
                continue
            values = {kin: (OTHER,), "cw:about": (OTHER,), f"cw:{name}": (f"{lists[name]}{other}>",)}
            broken = "In" if (word, name) == ("inferred", "assertion") else "HasValue"
            yield Edit(f"{word}-word-{name}", broken, f"not {value}", changed("cw:Statement", values))


def quantities() -> Iterator[Edit]:
    """Yield the edits that concern the numbers of a quantity."""
    names = ("qudt:numericValue", "schema:minValue", "schema:maxValue")
    one = (text("1", "xsd:decimal"),)
    for given in ((), (0,), (1,), (2,), (1, 2), (0, 1), (0, 2)):
        values = {name: one if place in given else () for place, name in enumerate(names)}
        broken = "" if given in {(0,), (1,), (2,), (1, 2)} else "Not"
        yield Edit("NumberedQuantity", broken, f"of {given}", changed("cw:Quantity", values))


def all_edits() -> list[Edit]:
    """Return every edit."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [Row(*cells) for cells in csv.reader(file, delimiter="\t")][1:]
    return [*(edit for row in rows for edit in edits_of(row)), *special()]


EDITS: Final = all_edits()


def cut(nquads: bytes) -> Lines:
    """Keep of a graph what its papers say and what follows, and of the terms and schemes named there the least."""
    lines = {line: line.split(" ", 3)[:3] for line in nquads.decode().splitlines()}
    kept = {line for line in lines if not line.endswith((f"<{BASE}graph/terms> .", f"<{BASE}graph/ontology> ."))}
    least = {TYPE, iri("skos:prefLabel"), iri("skos:inScheme")}
    for _ in ("terms", "schemes"):
        named = {lines[line][2] for line in kept}
        kept |= {line for line, parts in lines.items() if parts[0] in named and parts[1] in least}
    return tuple(sorted(kept))


@pytest.fixture(scope="session")
def good() -> Lines:
    """Return the lines of a graph that keeps every shape and has every property that a shape is about."""
    return cut(caseweave.load(DATA).nquads)


@pytest.fixture(scope="session")
def shapes_text() -> str:
    """Return the shapes that ship."""
    return resources.ontology("shapes.ttl")


@pytest.fixture(scope="session")
def shapes_triples(shapes_text: str) -> list[ShapeTriple]:
    """Return the shapes that ship as triples."""
    return [ShapeTriple(*parts) for parts in turtle_triples(shapes_text)]


@pytest.fixture(scope="session")
def shapes(shapes_text: str) -> Shapes:
    """Return the shapes that ship, ready for use."""
    return Shapes(shapes_text)


@pytest.fixture(scope="session")
def edits() -> list[Edit]:
    """Return every edit."""
    return EDITS


@pytest.fixture(scope="session")
def broken() -> Callable[[Shapes, bytes], frozenset[tuple[str, str, str, str]]]:
    """Tell what a graph breaks: the nodes, the shapes, the constraints and how grave each is."""

    def found(shapes: Shapes, nquads: bytes) -> frozenset[tuple[str, str, str, str]]:
        return frozenset(
            (one.focus, one.name, one.component.removesuffix("ConstraintComponent"), one.severity)
            for one in shapes.breaches(nquads)
        )

    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for an ``edit`` once for each."""
    if "edit" in metafunc.fixturenames:
        metafunc.parametrize("edit", EDITS, ids=lambda edit: edit.name)
