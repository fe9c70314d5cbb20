"""The protocol: the question as data, and measures by named rules, each with its proof (docs/measures.md).

The question as data: :mod:`.definition` and :mod:`.selector` (the records), :mod:`.grammar` (the keys of a file),
:mod:`.file` (which file counts, and what it says with all it inherits).

:func:`measures` is the way in. Read :mod:`.speaker` (what one paper tells of one case), :mod:`.axis` and
:mod:`.readings` (its days), :mod:`.sightings` (how far a change has come), :mod:`.proof` (what bounds rest on),
:mod:`.rules` (what is looked for, in words); then :mod:`.verbs`. :mod:`.measures` strings them together, and
:mod:`.summary` sums them up.
"""

from caseweave.protocol.measures import measures
from caseweave.protocol.rules import criterion, definition
from caseweave.protocol.summary import LEAST_CASES, SUMMARY_COLUMNS, Summary, summaries

__all__ = ["LEAST_CASES", "SUMMARY_COLUMNS", "Summary", "criterion", "definition", "measures", "summaries"]
