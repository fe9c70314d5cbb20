"""Drafts: proposals from a copy of a paper, by running verification backwards; a person accepts, changes or rejects.

Read in this order: :mod:`.proposal` (the record), :mod:`.entities`, :mod:`.amounts` and :mod:`.moments` (what a
sentence names), :mod:`.sentence` (proposals of one), :mod:`.reading` (of a whole copy).
"""

from caseweave.draft.proposal import COLUMNS, Proposal
from caseweave.draft.reading import proposals

__all__ = ["COLUMNS", "Proposal", "proposals"]
