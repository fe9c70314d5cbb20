"""The template of a new paper file: every field with a comment, one worked statement of the common kinds."""

from __future__ import annotations

from caseweave import resources
from caseweave.corpus.names import RESERVED
from caseweave.model import Problem, Problems
from caseweave.model.identifiers import is_id
from caseweave.rules.papers import PLACEHOLDERS

__all__ = ["template"]


def template(paper: str) -> str:
    """Return the text of a new file for a paper; raise :class:`Problems` for an id that cannot be one.

    >>> template("smith2024").splitlines()[4]
    'id: smith2024                         # same as the file name'
    """
    if not is_id(paper):
        message = "use a-z, 0-9, '.', '_', '-', at most 64, beginning with a letter or digit, such as smith2024"
        raise Problems([Problem(repr(paper), 1, 1, "id", message)])
    if paper in RESERVED:
        raise Problems([Problem(repr(paper), 1, 1, "id", "kept for a part of the graph; choose another id")])
    text = resources.ontology("templates/paper.yaml")
    for name, value in {"id": paper, **PLACEHOLDERS}.items():
        text = text.replace(f"{{{name}}}", value)
    return text
