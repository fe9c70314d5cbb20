"""The query engine that a page carries: Oxigraph as WebAssembly, where it was fetched beforehand by scripts/engine."""

from __future__ import annotations

import json
from dataclasses import dataclass

from caseweave import resources

__all__ = ["WebEngine", "engine"]

FOLDER = "engine"


@dataclass(frozen=True, slots=True)
class WebEngine:
    """What a page needs to ask a graph: a script that runs in a worker, and the engine as gzip in base64."""

    name: str
    version: str
    integrity: str
    script: str
    packed: str


def engine() -> WebEngine | None:
    """Return the engine of this installation; None where there is none."""
    try:
        place = resources.folder(FOLDER)
        told = json.loads((place / "engine.json").read_text("utf-8"))
        script = (place / "engine.js").read_text("utf-8")
        packed = (place / "engine.txt").read_text("utf-8")
    except FileNotFoundError:
        return None
    return WebEngine(told["name"], told["version"], told["integrity"], script, packed)
