"""Anchors: evidence that needs no copy of the text; who holds the paper can find, and check, the words it rests on.

An anchor is the fingerprint of five to twelve normalised tokens of a paper and of the eight tokens on either side. The
algorithm is specified, with test vectors, in ``docs/anchors.md``. Pure functions over text; no I/O.

Read in this order: :mod:`.characters` (what typography is folded away), :mod:`.tokens` (words, numbers and signs),
:mod:`.furniture` (running heads, page numbers, citations), :mod:`.sections`, :mod:`.index` (a text made searchable),
:mod:`.quotes` (an anchor from pasted words), :mod:`.location` (an anchor in a copy of the text).
"""

from caseweave.text.anchors.characters import Span
from caseweave.text.anchors.index import TextAnchor, TextIndex, block, fingerprint
from caseweave.text.anchors.location import Located, Standing, locate
from caseweave.text.anchors.quotes import FEWEST, MOST, Made, Unanchored, make
from caseweave.text.anchors.sections import Section, same_section, section_at, sections
from caseweave.text.anchors.tokens import VERSION, Token, tokens

__all__ = [
    "FEWEST",
    "MOST",
    "VERSION",
    "Located",
    "Made",
    "Section",
    "Span",
    "Standing",
    "TextAnchor",
    "TextIndex",
    "Token",
    "Unanchored",
    "block",
    "fingerprint",
    "locate",
    "make",
    "same_section",
    "section_at",
    "sections",
    "tokens",
]
