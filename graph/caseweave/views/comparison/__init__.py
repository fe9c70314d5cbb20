"""The comparison: the answer of a query becomes cells, and cells a page, Markdown and CSV.

Read :mod:`.answer` (what the query says of each cell), :mod:`.voice` (whom a cell believes first), :mod:`.wordbook`
(the words a cell may need), the ways of showing in :mod:`.shows` with :mod:`.named`, :mod:`.amounts`, :mod:`.events`
and :mod:`.measured`; :mod:`.headline` chooses, :mod:`.table` joins it all, :mod:`.formats` writes it.
"""

from caseweave.views.comparison.formats import csv, html, lines, markdown
from caseweave.views.comparison.table import Evidence, comparison

__all__ = ["Evidence", "comparison", "csv", "html", "lines", "markdown"]
