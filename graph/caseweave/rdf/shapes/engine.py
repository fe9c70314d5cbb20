"""The engine that holds a graph against its shapes: the only module that knows it. It reads no file and no net.

An ``owl:imports`` in the shapes is not followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from caseweave.model.error import CaseweaveError

if TYPE_CHECKING:
    import shacl

__all__ = ["Breach", "Shapes", "ShapesError", "installed"]

Severity = Literal["error", "warning", "note"]

_SEVERITIES: Final[dict[str, Severity]] = {"Violation": "error", "Warning": "warning", "Info": "note"}


class ShapesError(CaseweaveError):
    """Shapes that cannot be used; the message says what is wrong with them."""

    fault = "data"


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """A shape that a node of the graph does not keep: the node, the shape, the path and the value that break it."""

    focus: str
    shape: str
    path: str
    component: str
    value: str
    severity: Severity
    message: str

    @property
    def name(self) -> str:
        """The last part of the IRI of the shape."""
        return self.shape.strip("<>").replace("#", "/").rsplit("/", 1)[-1]


@cache
def installed() -> bool:
    """Tell whether the engine is there and runs: not every machine has a wheel of it."""
    try:
        import shacl  # noqa: F401, PLC0415 - a machine may be without it
    except (ImportError, OSError):
        return False
    return True


class Shapes:
    """Shapes in SHACL Core, ready to be held against graphs.

    >>> shapes = Shapes('''@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .
    ... e:Rash a sh:NodeShape ; sh:targetClass e:Rash ; sh:property e:rash-site .
    ... e:rash-site a sh:PropertyShape ; sh:path e:site ; sh:minCount 1 ; sh:message "A rash has a site; name it." .''')
    >>> graph = b"<http://e/r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/Rash> <http://e/g> ."
    >>> [(breach.focus, breach.name, breach.message) for breach in shapes.breaches(graph)]
    [('http://e/r', 'rash-site', 'A rash has a site; name it.')]
    """

    def __init__(self, text: str, form: Literal["turtle", "ntriples"] = "turtle") -> None:
        """Read shapes; ShapesError where the text is not RDF, a constraint not well formed, or the engine missing."""
        if not installed():
            raise ShapesError("the engine is missing: pip install shacl (where it has no wheel, it needs Rust)")
        import shacl  # noqa: PLC0415 - a machine may be without it

        try:
            self._shapes = shacl.Shapes.from_text(text, format=form)
        except ValueError as error:
            raise ShapesError(" ".join(str(error).split())) from None

    def __len__(self) -> int:
        """Return the number of shapes, node shapes and property shapes together."""
        return len(self._shapes)

    def breaches(self, nquads: bytes) -> tuple[Breach, ...]:
        """Return every breach in a graph, given as N-Quads and taken as the union of its named graphs; sorted."""
        report = self._shapes.validate_text(nquads.decode(), format="nquads")
        return tuple(sorted(map(_breach, report.results)))


def _breach(result: shacl.Result) -> Breach:
    return Breach(
        focus=result.focus_node.strip("<>"),
        shape=(result.source_shape or "").strip("<>"),
        path=result.path or "",
        component=result.component,
        value=result.value_plain or "",
        severity=_SEVERITIES.get(result.severity, "error"),
        message=result.message or f"{result.component} is not kept",
    )
