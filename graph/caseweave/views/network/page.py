"""Draw the network of cases as one offline page: pyvis holds nodes, edges and options, the template is our own.

The page contains the vis-network library that comes with pyvis, all data as JSON that no browser executes, and a policy
that forbids every request. Text from papers is only ever shown as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from caseweave.views.network import Graph, layout
from caseweave.views.network.boxes import CASE_FONT, ENTITY_FONT, lines, size_of
from caseweave.views.network.marks import CASE_TONE, ENDS, KINDS, LINES, SHAPES
from caseweave.views.network.matrix import matrix, standing
from caseweave.views.page import asset, environment, policy, script, styles
from caseweave.views.palette import PAPER, TONES

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["page"]

VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
FACE = "Helvetica, Arial, Liberation Sans, sans-serif"
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"keyboard": False, "hover": True, "tooltipDelay": 10**9, "multiselect": False},
    "nodes": {"borderWidth": 1.5, "labelHighlightBold": False, "font": {"face": FACE}},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0, "arrowStrikethrough": True},
}

Attributes = dict[str, Any]


def page(graph: Graph, title: str = "Network of cases") -> str:
    """Return the network of :func:`caseweave.views.network.build` as one HTML page that works without a network.

    Same graph and title, same text. Links are made only from ``http`` and ``https`` IRIs.
    """
    net = _network(graph)
    vis, app = script((files("pyvis") / VIS).read_text("utf-8")), script(asset("network.js"))
    environ = environment()
    environ.globals.update(
        title=title,
        counts=_counts(graph),
        legend=list(_legend(graph)),
        lines=_line_key(graph),
        bundles=_shared_by(graph),
        compared=_compared(graph),
        matrix=matrix(graph),
        data=_data(graph),
        settings=net.options,
        marks=KINDS,
        shapes=SHAPES,
        styles=styles("network.css"),
        vis=vis,
        app=app,
        csp=policy(scripts=[vis, app], images=True),
    )
    net.templateEnv, net.path = environ, "network.html"
    return str(net.generate_html())


def _network(graph: Graph) -> Network:
    from pyvis.network import Network  # noqa: PLC0415 - loads IPython: 0.45 s that only this page should cost

    net = Network(directed=True, cdn_resources="in_line")
    net.options = OPTIONS
    places = layout(graph)
    for node, data in graph.nodes(data=True):
        x, y = places[node]
        net.add_node(node, label="\n".join(lines(data["label"])) or " ", x=x, y=y, **_look(data))
    for edge in _bundles(graph):
        net.add_edge(edge.pop("start"), edge.pop("end"), **edge)
    return net


def _look(data: Attributes) -> Attributes:
    """Choose shape, size and colour of a node."""
    if data["type"] == "case":
        font = {"size": CASE_FONT, "color": PAPER, "mod": "bold"}
        return {
            "shape": "box",
            "color": TONES[CASE_TONE].light,
            "tone": CASE_TONE,
            "margin": 12,
            "font": font,
            "shapeProperties": {"borderRadius": 8},
        }
    mark = KINDS[data["kind"]]
    return {
        "shape": mark.shape,
        "color": TONES[mark.tone].light,
        "tone": mark.tone,
        "size": size_of(data["cases"]),
        "font": {"size": ENTITY_FONT, "strokeWidth": 4},
    }


def _bundles(graph: Graph) -> Iterator[Attributes]:
    """Yield one line per case, entity, role and state, with the number of its statements; and the steps upwards."""
    tally: Counter[tuple[str, str, str, str]] = Counter()
    for start, end, data in graph.edges(data=True):
        tally[(start, end, data.get("role", ""), data.get("state", ""))] += 1
    turns: Counter[tuple[str, str]] = Counter()
    for number, ((start, end, role, state), count) in enumerate(tally.items()):
        turn = turns[(start, end)]
        turns[(start, end)] += 1
        bend = {"enabled": True, "type": "curvedCW", "roundness": 0.09 * turn}
        yield {
            "id": f"e{number}",
            "start": start,
            "end": end,
            "role": role,
            "state": state,
            "width": min(1.1 + 0.25 * (count - 1), 3.2),
            "dashes": list(LINES.get(role, (1, 4))) or False,
            "arrows": _arrows(state),
            "smooth": bend if turn else False,
        }


def _arrows(state: str) -> Attributes | str:
    end = ENDS.get(state, "")
    return {"to": {"enabled": True, "type": end, "scaleFactor": 0.6}} if end else ""


def _data(graph: Graph) -> Attributes:
    """Gather what the page's script shows: nodes, statements in order, steps of the hierarchy."""
    said = [
        {"id": key, "case": start, "entity": end, **{name: value for name, value in data.items() if value != ""}}
        for start, end, key, data in graph.edges(keys=True, data=True)
        if data["type"] != "broader"
    ]
    steps = [[start, end] for start, end, data in graph.edges(data=True) if data["type"] == "broader"]
    nodes = [{"id": node, "link": _link(data), **data} for node, data in graph.nodes(data=True)]
    return {"nodes": nodes, "statements": said, "broader": steps}


def _link(data: Attributes) -> str | None:
    return data["iri"] if data["type"] == "entity" and data["iri"].startswith(("http://", "https://")) else None


def _counts(graph: Graph) -> dict[str, int]:
    kinds = Counter(data["type"] for _, data in graph.nodes(data=True))
    shared = sum(data["type"] == "entity" and data["share"] == "shared" for _, data in graph.nodes(data=True))
    said = sum(data["type"] == "statement" for *_, data in graph.edges(data=True))
    return {"cases": kinds["case"], "entities": kinds["entity"], "shared": shared, "statements": said}


def _legend(graph: Graph) -> Iterator[Attributes]:
    """Yield the kinds that occur, with how many entities each has."""
    shared = Counter(data["kind"] for _, data in graph.nodes(data=True) if data["share"] == "shared")
    tally = Counter(data["kind"] for _, data in graph.nodes(data=True))
    for kind, mark in KINDS.items():
        if tally[kind]:
            yield {
                "kind": kind,
                "tone": mark.tone,
                "shape": mark.shape,
                "shown": shared[kind],
                "count": tally[kind],
            }


def _line_key(graph: Graph) -> list[tuple[str, str]]:
    """Explain the lines that occur: (class of the sample, words)."""
    edges = [data for *_, data in graph.edges(data=True)]
    roles, states = {data.get("role") for data in edges}, {data.get("state") for data in edges}
    key = [
        ("own", "own report", "own" in roles),
        ("relayed", "relayed: said of another paper's patient", "relayed" in roles),
        ("background", "background or synthesis", bool(roles & {"background", "synthesis"})),
        ("absent", "looked for and absent", "absent" in states),
        ("proposed", "proposed or not assessable", bool(states & {"proposed", "not assessable"})),
        ("broader", "kind of (hierarchy of terms)", None in roles),
    ]
    return [(name, words) for name, words, used in key if used]


def _shared_by(graph: Graph) -> list[Attributes]:
    """Say which entities each set of cases shares, the largest set first: the answer at a glance."""
    sets: dict[str, list[Attributes]] = {}
    for number, (node, data) in enumerate(graph.nodes.items()):
        if data["type"] == "entity" and data["share"] == "shared":
            sets.setdefault(data["case_ids"], []).append({"number": number, "but": _doubts(graph, node), **data})
    groups = [(ids.split("; "), entities) for ids, entities in sets.items()]
    return [
        {"cases": [graph.nodes[case]["label"] for case in cases], "entities": entities}
        for cases, entities in sorted(groups, key=lambda group: -len(group[0]))
    ]


def _doubts(graph: Graph, entity: str) -> str:
    """Name the cases that have an entity only by relay or by the curator's mapping."""
    found = {case: standing(graph, case, entity) for case in graph.nodes[entity]["case_ids"].split("; ")}
    return "; ".join(f"{graph.nodes[case]['label']}: {how}" for case, how in found.items() if how)


def _compared(graph: Graph) -> list[Attributes]:
    """List what is told of two cases or more, but present in one at most."""
    listed = enumerate(graph.nodes.values())
    return [{"number": number, **data} for number, data in listed if data["share"] == "compared"]
