"""A paper file in the newest form: what is written in an older way is rewritten in place; all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

import yaml

from caseweave.curation.anchors import Edit, edited

__all__ = ["migrated"]

Field: TypeAlias = tuple[str, str]

_NEWER: Final[dict[Field, Field]] = {("confidence", "inferred"): ("naming", "mapped")}
"""Fields of a statement that were written otherwise: what only the curator calls so is a matter of naming."""


def migrated(source: str) -> str:
    r"""Return the text of a paper file in the newest form; comments, order and quotation marks stay.

    A statement that says already what a newer field would say is left alone: which of the two counts is the curator's.

    >>> migrated("statements:\n- id: cutis\n  confidence: inferred  # theirs\n")
    'statements:\n- id: cutis\n  naming: mapped  # theirs\n'
    """
    return edited(source, list(_edits(yaml.compose(source, Loader=yaml.BaseLoader))))


def _edits(root: yaml.Node | None) -> Iterator[Edit]:
    for statement in _statements(root):
        names = {key.value for key, _ in statement.value}
        for key, value in statement.value:
            name, text = _NEWER.get((key.value, value.value), ("", "")) if _is_text(key, value) else ("", "")
            if name and name not in names:
                yield key.start_mark.index, key.end_mark.index, name
                yield value.start_mark.index, value.end_mark.index, text


def _statements(root: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    for key, listed in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "statements" and isinstance(listed, yaml.SequenceNode):
            yield from (item for item in listed.value if isinstance(item, yaml.MappingNode))


def _is_text(key: yaml.Node, value: yaml.Node) -> bool:
    return isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
