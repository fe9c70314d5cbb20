"""The prompt for any language model: what it is asked, with the text of a copy. :mod:`.answers` holds what it says.

The text of the paper leaves the machine with it. Hidden text was left out when the copy was read.
"""

from __future__ import annotations

import hashlib
from typing import Final

from caseweave import resources
from caseweave.draft.entities import KINDS
from caseweave.text.anchors import TextIndex, same_section
from caseweave.text.readers import Copy

__all__ = ["CANARY", "prompt", "prompt_hash"]

CANARY: Final = "zorbamine 4 mg was given on the third morning"
"""Words of the example, which stand in no paper: an answer that has them repeats the example."""


def prompt(copy: Copy, section: str | None = None) -> str:
    """Return one text to paste or send; of one section only, where that is asked for.

    Raises KeyError, with the sections there are, for one that the copy does not have.
    """
    text = _text(copy, section)
    kinds = ", ".join(dict.fromkeys(KINDS.values()))
    mark = hashlib.sha256(text.encode()).hexdigest()[:12]
    return resources.ontology("templates/draft-prompt.txt").format(kinds=kinds, canary=CANARY, mark=mark, text=text)


def prompt_hash(text: str) -> str:
    """Return what a prompt is known by in what is kept of its answers.

    >>> prompt_hash("a")
    'ca978112ca1bbdca'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(copy: Copy, section: str | None) -> str:
    if section is None:
        return copy.text.strip()
    index = TextIndex(copy.text)
    parts = [part for part in index.sections if same_section(section, part.name)]
    if not parts:
        raise KeyError(", ".join(part.name for part in index.sections))
    return "\n".join(copy.text[first:last].strip() for part in parts for first, last in part.spans)
