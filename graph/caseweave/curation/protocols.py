"""The template of a new protocol file: a whole question with a comment at each part, which reads as it stands."""

from __future__ import annotations

from caseweave import resources
from caseweave.model import Problem, Problems
from caseweave.model.identifiers import is_id

__all__ = ["protocol_template"]


def protocol_template(name: str) -> str:
    """Return the text of a new protocol file; raise :class:`Problems` for an id that cannot be one.

    >>> protocol_template("stroke-outcome").splitlines()[4]
    'id: stroke-outcome                         # same as the file name'
    """
    if not is_id(name):
        message = "use a-z, 0-9, '.', '_', '-', at most 64, beginning with a letter or digit, such as stroke-outcome"
        raise Problems([Problem(repr(name), 1, 1, "id", message)])
    return resources.ontology("templates/protocol.yaml").replace("{id}", name)
