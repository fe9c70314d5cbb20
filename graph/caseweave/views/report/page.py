"""The report as one page: its data as JSON that no browser executes, its scripts and styles, and a policy by hash.

No request leaves the page, and nothing in it may run but the script that is in it; no element has a style of its own.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from markupsafe import Markup

from caseweave.views import palette
from caseweave.views.network.marks import KINDS
from caseweave.views.page import asset, digest, environment, script
from caseweave.views.report.cards import cards, sentences
from caseweave.views.report.engine import WebEngine
from caseweave.views.report.evidence import Json, evidence, filled
from caseweave.views.report.faces import faces
from caseweave.views.report.lanes import lanes
from caseweave.views.report.links import links
from caseweave.views.report.matter import ReportMatter
from caseweave.views.report.questions import answers, questions
from caseweave.views.report.table import keys, other_days, table
from caseweave.views.report.times import times
from caseweave.views.tags import tags

__all__ = ["MOST_CASES", "SECTIONS", "PackedFile", "data", "report"]

MOST_CASES: Final = 40
"""Cases that the page holds; of more it holds the first, and says so."""

SECTIONS: Final = (
    *(("cases", "Cases"), ("comparison", "Comparison"), ("timeline", "Timeline"), ("network", "Network")),
    *(("disagreements", "Disagreements"), ("measures", "Measures"), ("ask", "Ask"), ("about", "About")),
)
"""Name of each section in addresses, and its title."""

_STYLES: Final = (
    *("frame", "cases", "comparison", "drawer", "timeline", "network", "disagreements", "measures", "ask", "about"),
    *("narrow", "print"),
)
_SCRIPTS: Final = (
    *("dom", "matter", "address", "words", "plot", "evidence", "drawer", "legend", "timeline", "cases", "comparison"),
    *("network", "disagreements", "measures", "ask", "about", "search", "export", "main"),
)
MISSING: Final = (
    "Asks what was asked when the page was made: this build had no query engine to put into it "
    "(scripts/report fetches one where Node is installed)."
)
"""Why a page without engine cannot run a query of one's own."""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that travels inside the page: its name, its type, what the menu calls it, what it holds."""

    name: str
    type: str
    told: str
    content: bytes

    @property
    def packed(self) -> str:
        """The content in base64."""
        return base64.b64encode(self.content).decode("ascii")


def report(matter: ReportMatter, engine: WebEngine | None = None, files: Iterable[PackedFile] = ()) -> str:
    """Return the report as one HTML page. Same matter, engine and files, same text."""
    app, styles = _app(), _styles()
    told = data(matter, engine)
    return (
        environment()
        .get_template("report/report.html")
        .render(
            title=matter.protocol.title,
            sections=SECTIONS,
            disputes=sum(one.strength != "note" for one in matter.disagreements),
            told=_counted(matter),
            version=matter.version,
            matter=_json(told),
            files=list(files),
            answers="" if engine else _packed(json.dumps(answers(matter), ensure_ascii=False).encode()),
            engine=_safe(engine) if engine else None,
            worker=script(asset("report/worker.js")),
            graph=_packed(matter.nquads) if engine else "",
            app=app,
            styles=styles,
            csp=_policy(app, styles, engine is not None),
        )
    )


def data(matter: ReportMatter, engine: WebEngine | None = None) -> Json:
    """Return everything that the page shows, as plain JSON values."""
    first = next(iter(matter.compared.values()))
    rows = keys(first)
    disputed = Counter(name for row in first.essential().rows for cell in row.cells for name in cell.disagreements)
    return {
        "title": matter.protocol.title,
        "protocol": {"id": matter.protocol.id, "extends": list(matter.protocol.extends)},
        "zero": next(iter(matter.compared)),
        "days": list(matter.compared),
        "version": matter.version,
        "counts": _counts(matter),
        "engine": {"name": engine.name, "version": engine.version} if engine else {"name": "", "missing": MISSING},
        "cut": _cut(matter),
        "tags": tags(
            (one.said_by for one in matter.statements if one.role == "relayed"), (p.id for p in matter.papers)
        ),
        "kinds": {kind: [mark.tone, mark.shape] for kind, mark in KINDS.items()},
        "papers": [_paper(matter, place) for place in range(len(matter.papers))],
        "cases": cards(matter, rows),
        "sentences": sentences(matter, rows),
        "rows": table(matter, rows),
        "zeros": other_days(matter),
        "notes": list(first.notes),
        "disputes": faces(matter, disputed),
        "measures": times(matter),
        "timeline": lanes(matter),
        "links": links(matter),
        "terms": list(_terms(matter)),
        "questions": questions(matter),
        "said": evidence(matter),
    }


def _counts(matter: ReportMatter) -> Mapping[str, int]:
    roles = Counter(one.role for one in matter.statements)
    own, relayed = roles["own"], roles["relayed"]
    total = len(matter.statements)
    return {"statements": total, "own": own, "relayed": relayed, "other": total - own - relayed}


def _counted(matter: ReportMatter) -> str:
    real = sum(one.strength != "note" for one in matter.disagreements)
    return f"{len(matter.papers)} papers · {len(matter.statements)} statements · {real} disagreements"


def _cut(matter: ReportMatter) -> str:
    if not matter.more:
        return ""
    shown = len(matter.cases)
    return (
        f"This page holds {shown} of {shown + matter.more} cases, the first by id. All others are in the graph beside "
        "it, and one question away: caseweave query asks them all."
    )


def _paper(matter: ReportMatter, place: int) -> Json:
    one = matter.papers[place]
    known = {"id": one.id, "label": one.label, "citation": one.citation, "read": one.read, "sha256": one.sha256}
    address = f"https://doi.org/{one.doi}" if one.doi else None
    return filled({**known, "doi": one.doi, "url": address, "unread": list(one.unread)})


def _terms(matter: ReportMatter) -> Iterable[Json]:
    for _, node in matter.network.nodes(data=True):
        if node["type"] == "entity":
            yield {"label": node["label"], "names": [*filter(None, node["synonyms"].split("; ")), node["code"]]}


@cache
def _app() -> Markup:
    parts = "\n".join(asset(f"report/{name}.js") for name in _SCRIPTS)
    return script(f"(() => {{\n{parts}\n}})();\n")


@cache
def _styles() -> Markup:
    sheets = "".join(asset(f"report/{name}.css") for name in _STYLES)
    return script(palette.variables() + _chosen() + sheets)


def _chosen() -> str:
    """Write the colours for a reader who chose light or dark against the system."""
    grounds = (
        (name, "; ".join(f"--{tone}: {pair[place]}" for tone, pair in palette.TONES.items()))
        for place, name in enumerate(("light", "dark"))
    )
    rules = (f":root[data-theme={name}] {{ color-scheme: {name}; {tones}; }}" for name, tones in grounds)
    return "@media screen { " + " ".join(rules) + " }\n"


def _policy(app: str, styles: str, has_engine: bool) -> str:
    runs = f"'sha256-{digest(app)}'" + (" 'wasm-unsafe-eval'" if has_engine else "")
    rules = [
        "default-src 'none'",
        f"script-src {runs}",
        f"style-src 'sha256-{digest(styles)}'",
        "worker-src blob:" if has_engine else "",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(filter(None, rules))


def _safe(engine: WebEngine) -> Mapping[str, Markup]:
    return {"script": script(engine.script), "packed": Markup(engine.packed)}  # noqa: S704 - checked by its hash


def _packed(content: bytes) -> Markup:
    """Pack bytes as gzip in base64: nothing in it can end an element."""
    return Markup(base64.b64encode(gzip.compress(content, 6, mtime=0)).decode("ascii"))  # noqa: S704 - base64


def _json(told: Json) -> Markup:
    """Write JSON so that nothing in it can end a script element or begin a comment."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - no sign that markup begins with is left
