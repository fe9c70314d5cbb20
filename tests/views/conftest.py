"""Fixtures of the pages: an invented corpus of three cases, its comparison, and a browser that has no network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import pytest

from caseweave.model import Anchor, Cell, Comparison, Row, Statement, Term
from caseweave.model.identifiers import slug, statement_iri
from caseweave.model.lists import CellState, Confidence, Kind, Role, State
from caseweave.views.network import Graph, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CASES = {"abel2019": "Abel 2019", "brandt2021": "Brandt 2021", "castro2022": "Castro 2022"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
WRONG = {"error", "warning"}

PWN = "window.__pwn=1"
HOSTILE = (
    f"<script>{PWN}</script>",
    f"</script><script>{PWN}</script>",
    f'"><img src=x onerror="{PWN}">',
    f'<a href="javascript:{PWN}">href</a>',
    "{{ 7 * 7 }}{% raw %}",
    f"<!--<script>{PWN}",
    "\u2028\u202e\x00]]>",
    f"${{{PWN}}}`';{PWN}//",
)

ABOVE = {
    "brexucabtagene autoleucel": "anti-CD19 CAR-T therapy",
    "CD19 CAR-T cells": "anti-CD19 CAR-T therapy",
    "ssCAR-T-19": "anti-CD19 CAR-T therapy",
    "BCR-ABL1-like B acute lymphoblastic leukemia": "B acute lymphoblastic leukemia",
    "B acute lymphoblastic leukemia": "acute lymphoblastic leukemia",
    "anti-CD19 CAR-T therapy": "CAR-T cell therapy",
    "CAR-T cell therapy": "treatment",
    "skin lesion": "lesion",
    "lesion": "clinical finding",
    "maculopapular rash": "skin lesion",
    "skin nodule": "skin lesion",
    "skin mass": "skin lesion",
}


def term(label: str) -> Term:
    """Make an invented entity."""
    return Term("caseweave:" + slug(label), label)


def lines(name: str) -> list[list[str]]:
    """Read a file of invented records: fields between bars, the first line names them."""
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [[part.strip() for part in line.split("|")] for line in text.splitlines()[1:]]


def statement(number: int, fields: list[str]) -> Statement:
    """Make one statement of the invented corpus."""
    case, other, kind, label, state, text, when = fields
    day = int(when.removeprefix("day ")) if when.startswith("day ") else None
    return Statement(
        statement=statement_iri(other or case, f"s{number}"),
        said_by=other or case,
        case=case,
        role="relayed" if other else "own",
        primary=case if other else None,
        kind=cast(Kind, kind),
        about=term(label),
        state=cast(State, state),
        printed=text or None,
        when=(when,) if when else (),
        earliest=day,
        latest=day,
        anchors=(Anchor(section="Discussion" if other else "Case Presentation"),),
        confidence="inferred" if text == "the curator's mapping" else None,
    )


@pytest.fixture(scope="session")
def graph() -> Graph:
    """Build the network of the invented corpus."""
    told = [statement(number, fields) for number, fields in enumerate(lines("statements.txt"))]
    above = {term(narrow).curie: (term(broad),) for narrow, broad in ABOVE.items()}
    synonyms = {term("leukemia cutis").curie: ("cutaneous leukemia",)}
    return build(told, above, cases=CASES, papers=CASES, synonyms=synonyms)


@pytest.fixture(scope="session")
def hostile() -> Graph:
    """Build a network in which every text tries to be code."""
    told = [
        Statement(
            statement=f"https://w3id.org/caseweave/statement/x/{number}{text}",
            said_by=text,
            case=case,
            role="own" if case == "a" else "relayed",
            kind="finding",
            about=Term(f"https://example.org/{number}{text}", text),
            printed=text,
            when=(text,),
            note=text,
        )
        for number, text in enumerate(HOSTILE)
        for case in ("a", text)
    ]
    graph = build(told, cases={"a": HOSTILE[0]}, papers=dict(zip(HOSTILE, HOSTILE, strict=True)))
    graph.nodes["a"]["synonyms"] = HOSTILE[2]
    return graph


def behind(case: str, fields: list[str]) -> Statement:
    """Make the statement behind one line of the invented comparison."""
    who, role, _, text, section, when, printed, confidence, note = fields
    return Statement(
        statement=statement_iri(who, f"{case}-{slug(text) or 's'}"),
        said_by=who,
        case=case,
        role=cast(Role, role),
        kind="finding",
        about=Term("caseweave:x", text or "it"),
        printed=printed or None,
        when=(when,) if when else (),
        anchors=(Anchor(section=section, purpose="what"),) if section else (),
        confidence=cast("Confidence | None", confidence or None),
        note=note or None,
    )


def cell(group: str, item: str, case: str, found: list[list[str]]) -> Cell:
    """Make one cell of the invented comparison from its lines: what is told, or the reason why nothing is."""
    told = [fields for fields in found if fields[3]]
    texts = [fields[6] or item.lower() for fields in told]
    return Cell(
        group=group,
        item=item,
        case=case,
        state=cast(CellState, found[0][5]),
        headline=texts[0] if texts else "",
        detail="; ".join(texts[1:]),
        marks=("† Abel 2019",) if told and told[0][4] == "relayed" else (),
        statements=tuple(f"{one.said_by}/{one.id}" for one in (behind(case, fields[3:]) for fields in told)),
    )


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    """Make an invented table with every state of a cell, relayed entries and accounts that differ."""
    rows = []
    told: dict[str, Statement] = {}
    for (group, item), found in groupby(lines("comparison.txt"), key=lambda fields: (fields[0], fields[1])):
        cells = {case: list(some) for case, some in groupby(found, key=itemgetter(2))}
        rows.append(Row(group=group, item=item, cells=tuple(cell(group, item, case, cells[case]) for case in CASES)))
        for case, some in cells.items():
            told |= {one.statement: one for one in (behind(case, fields[3:]) for fields in some if fields[3])}
    return Comparison(
        title="Three invented cases of CAR-T therapy for leukemia of the skin",
        heads=tuple(CASES.items()),
        rows=tuple(rows),
        statements=tuple(told.values()),
        notes=("ALL, acute lymphoblastic leukemia; CAR, chimeric antigen receptor; CRS, cytokine release syndrome",),
    )


def _missing(reason: str) -> NoReturn:
    """Skip a browser test for want of a tool; fail it where CASEWEAVE_BROWSER=required, as in CI."""
    if os.environ.get("CASEWEAVE_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a network; skipped where it is not installed."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        _missing("no chromium on the path; on Debian: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield opened
        opened.close()


@dataclass(frozen=True)
class Visit:
    """A page opened from a file, and everything it did."""

    page: Page
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note every request, every failure and every complaint."""
        self.page.on("request", lambda request: self.requests.append(request.url.split("#")[0]))
        self.page.on("requestfailed", lambda request: self.failed.append(request.url))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type in WRONG else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open HTML texts as files: ``visit(html, "#fragment", color_scheme="dark")``; windows are closed afterwards."""

    def opened(html: str, fragment: str = "", **options: Any) -> Visit:
        file = tmp_path / "page.html"
        file.write_bytes(html.encode("utf-8"))
        visited = Visit(browser.new_context(**options).new_page())
        visited.watch()
        visited.page.goto(file.as_uri() + fragment)
        return visited

    yield opened
    for context in browser.contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Read axe-core, which is not part of the checkout."""
    packed = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    file = Path(os.environ.get("CASEWEAVE_AXE") or packed)
    if not file.is_file():
        _missing(f"no axe-core at {file}: set CASEWEAVE_AXE to axe.min.js, or npm install axe-core")
    return file.read_text("utf-8")
