"""The comparison: the answer of a query becomes cells.

Read :mod:`.answer` (what the query says of each cell), :mod:`.voice` (whom a cell believes first), :mod:`.wordbook`
(the words a cell may need), the ways of showing in :mod:`.shows` with :mod:`.named`, :mod:`.amounts`, :mod:`.events`
and :mod:`.measured`; :mod:`.headline` chooses, :mod:`.table` joins it all, :mod:`.tokens` says what a cell prints.
"""

from caseweave.views.comparison.table import Evidence, comparison
from caseweave.views.comparison.tokens import lines

__all__ = ["Evidence", "comparison", "lines"]
