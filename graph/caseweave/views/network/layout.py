"""Where each node of the network stands: cases far apart, what they share between them, labels clear of each other.

Cases stand on an ellipse. What joins them is pulled between them by springs (networkx, fixed seed). What belongs to one
case only stands outside, behind its case, kind beside kind. Then each node takes the free place nearest to where it
was pulled, so that no two labels overlap, whatever the number of nodes. Units are CSS pixels at a zoom of 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import networkx as nx

from caseweave.views.network.boxes import Floor, box_of
from caseweave.views.network.build import Graph
from caseweave.views.network.marks import KINDS

__all__ = ["layout"]

Point = tuple[float, float]

SEED = 42
WIDTH, HEIGHT = 700.0, 590.0
ROOM_OF_A_CASE = 240.0
STEPS = 120
MOST = 499  # networkx wants scipy from 500 nodes on
BEHIND = 210.0
FAN = math.radians(150)


def layout(graph: Graph) -> dict[str, Point]:
    """Return the centre of every node, x to the right and y downwards; the same graph gives the same places.

    >>> from caseweave.model import Statement, Term
    >>> from caseweave.views.network import build
    >>> said = {"said_by": "a", "role": "own", "kind": "finding", "about": Term("HP:0001945", "Fever")}
    >>> layout(build([Statement(statement="s/1", case="a", **said)]))["a"]
    (0.0, 0.0)
    """
    cases = [node for node, data in graph.nodes(data=True) if data["type"] == "case"]
    core = [node for node, data in graph.nodes(data=True) if data["type"] == "entity" and data["share"] != "single"]
    rest = [node for node, data in graph.nodes(data=True) if data["type"] == "entity" and data["share"] == "single"]
    places = _ring(cases)
    floor = Floor()
    for case in cases:
        floor.put(box_of(graph, case), places[case])
    wanted = _springs(graph, places, core)
    for node in sorted(core, key=lambda node: (-graph.nodes[node]["cases"], math.hypot(*wanted[node]), node)):
        places[node] = floor.settle(box_of(graph, node), wanted[node])
    for node in rest:
        places[node] = floor.settle(box_of(graph, node), _behind(graph, node, places))
    return places


def _ring(cases: list[str]) -> dict[str, Point]:
    """Set cases evenly round an oval that fills the frame and grows with their number; the first at the top."""
    if len(cases) < 2:
        return dict.fromkeys(cases, (0.0, 0.0))
    start = math.pi if len(cases) == 2 else -math.pi / 2
    angles = [start + 2 * math.pi * index / len(cases) for index in range(len(cases))]
    grow = max(1.0, len(cases) * ROOM_OF_A_CASE / (math.pi * (WIDTH + HEIGHT) / 2))
    across = _spread([math.cos(angle) for angle in angles], WIDTH * grow)
    down = _spread([math.sin(angle) for angle in angles], HEIGHT * grow)
    return dict(zip(cases, zip(across, down, strict=True), strict=True))


def _spread(values: list[float], length: float) -> list[float]:
    """Stretch numbers around zero until they cover a length; numbers that do not differ become zero."""
    low, high = min(values), max(values)
    scale = length / (high - low) if high - low > 0.1 else 0.0
    return [round((value - (low + high) / 2) * scale, 1) + 0.0 for value in values]


def _springs(graph: Graph, cases: dict[str, Point], core: list[str]) -> dict[str, Point]:
    """Pull what joins cases between them; beyond :data:`MOST` nodes the less shared just start in the middle."""
    plain = _plain(graph, [*cases, *core])
    scale = max((abs(value) for place in cases.values() for value in place), default=0.0) or WIDTH / 2
    places = {node: (x / scale, y / scale) for node, (x, y) in cases.items()}
    places |= {node: _middle(plain, node, places, turn) for turn, node in enumerate(core)}
    hubs = sorted(core, key=lambda node: -graph.nodes[node]["cases"])[: max(0, MOST - len(cases))]
    if hubs:
        near = _plain(graph, [*cases, *hubs])
        pulled = nx.spring_layout(
            near, pos=places, fixed=list(cases), seed=SEED, iterations=STEPS, k=1.1 / math.sqrt(len(near))
        )
        places |= {node: (float(x), float(y)) for node, (x, y) in pulled.items()}
    return {node: (places[node][0] * scale, places[node][1] * scale) for node in core}


def _plain(graph: Graph, nodes: list[str]) -> nx.Graph[str]:
    """Keep some nodes and the bare lines between them, in the order given (a networkx subgraph has none)."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_edges_from(pair for pair in graph.edges() if pair[0] in plain and pair[1] in plain)
    return plain


def _middle(plain: nx.Graph[str], node: str, begin: dict[str, Point], turn: int) -> Point:
    """Start between the neighbours that have a place; a small spiral keeps starts apart."""
    near = [begin[other] for other in sorted(plain[node]) if other in begin] or [(0.0, 0.0)]
    radius, angle = 0.02 * math.sqrt(turn + 1), turn * 2.399963
    x, y = (sum(values) / len(near) for values in zip(*near, strict=True))
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


def _behind(graph: Graph, node: str, places: dict[str, Point]) -> Point:
    """Wish a place outside the ring, behind the node's case, on the spoke of its kind."""
    x, y = places[next(_cases_of(graph, node), node)] if graph.in_degree(node) else (0.0, 0.0)
    kinds = list(KINDS)
    turn = (kinds.index(graph.nodes[node]["kind"]) / (len(kinds) - 1) - 0.5) * FAN
    outward = math.atan2(y, x) if (x, y) != (0.0, 0.0) else -math.pi / 2
    return x + BEHIND * math.cos(outward + turn), y + BEHIND * math.sin(outward + turn)


def _cases_of(graph: Graph, node: str) -> Iterator[str]:
    return (start for start, _ in graph.in_edges(node) if graph.nodes[start]["type"] == "case")
