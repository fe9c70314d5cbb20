"""The protocol: the question as data, and measures by named rules, each with its proof (docs/measures.md).

The question as data: :mod:`.definition` and :mod:`.selector` (the records), :mod:`.grammar` (the keys of a file),
:mod:`.file` (which file counts, and what it says with all it inherits).

:func:`measures` is the way in, :data:`RULES` says by which rules. Read :mod:`.telling` (what one paper tells of one
case), :mod:`.axis` and :mod:`.readings` (its days), :mod:`.sightings` and :mod:`.lesions` (how far a lesion has come),
:mod:`.proof` (bounds and what they rest on); then the rules: :mod:`.skin`, :mod:`.looks`, :mod:`.crs`,
:mod:`.remission`, :mod:`.kinetics`; :mod:`.deriving` strings them together, :mod:`.summary` sums them up.
"""

from caseweave.protocol.deriving import measures
from caseweave.protocol.rules import RULES, Rule
from caseweave.protocol.summary import LEAST_CASES, SUMMARY_COLUMNS, Summary, summaries

__all__ = ["LEAST_CASES", "RULES", "SUMMARY_COLUMNS", "Rule", "Summary", "measures", "summaries"]
