"""Drafts: proposals from a copy of a paper, by running verification backwards; a person accepts, changes or rejects.

Read in this order: :mod:`.proposal` (the record), :mod:`.entities`, :mod:`.amounts` and :mod:`.moments` (what a
sentence names), :mod:`.sentence` (proposals of one), :mod:`.reading` (of a whole copy); :mod:`.prompt` and
:mod:`.answers` ask a language model the same, and believe it only as far as its words stand in the copy.
"""

from caseweave.draft.answers import HeldAnswer, held
from caseweave.draft.prompt import prompt, prompt_hash
from caseweave.draft.proposal import COLUMNS, Proposal
from caseweave.draft.reading import proposals

__all__ = ["COLUMNS", "HeldAnswer", "Proposal", "held", "prompt", "prompt_hash", "proposals"]
