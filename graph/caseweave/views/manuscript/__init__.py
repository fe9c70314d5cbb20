"""The comparison as a manuscript takes it: one laid-out table, written in each format that is asked for.

:mod:`.grid` turns cells into rows and columns, :mod:`.journal` says how a journal marks and spells, :mod:`.printed`
lays out what is printed with its notes; :mod:`.separated`, :mod:`.plain`, :mod:`.page`, :mod:`.latex`, :mod:`.word`,
:mod:`.workbook` and :mod:`.jats` write it. :mod:`.references` sets the references, :mod:`.evidence` says what a cell
rests on, :mod:`.archive` makes office files the same bytes every time.
"""

from caseweave.views.manuscript.grid import MOST_ACROSS, Grid, Heading, grid
from caseweave.views.manuscript.journal import JOURNALS, SCREEN, Journal
from caseweave.views.manuscript.printed import PrintCell, PrintTable, Run, printed

__all__ = [
    "JOURNALS",
    "MOST_ACROSS",
    "SCREEN",
    "Grid",
    "Heading",
    "Journal",
    "PrintCell",
    "PrintTable",
    "Run",
    "grid",
    "printed",
]
