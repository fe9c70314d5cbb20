"""The records of Caseweave: what a paper file says, a statement, a table cell, a problem. Frozen; no I/O.

Read in this order: :mod:`.lists` (the closed lists of values), :mod:`.quantity` (a number as the paper prints it),
:mod:`.source` (one paper file), :mod:`.statement` (the flat record everything else is made from),
:mod:`.cell` (a cell of a comparison), :mod:`.problem` (something wrong at a place in a file).
"""

from caseweave.model.cell import Cell, Comparison, Entry, Row
from caseweave.model.lists import LISTS, Aspect, Basis, CellState, Change, Confidence, Kind, Read, Role, State
from caseweave.model.problem import Problem, Problems
from caseweave.model.quantity import Quantity
from caseweave.model.source import Anchor, CaseHead, Clock, LocalTerm, PaperFile, SourceStatement
from caseweave.model.statement import COLUMNS, Statement, Term

__all__ = [
    "COLUMNS",
    "LISTS",
    "Anchor",
    "Aspect",
    "Basis",
    "CaseHead",
    "Cell",
    "CellState",
    "Change",
    "Clock",
    "Comparison",
    "Confidence",
    "Entry",
    "Kind",
    "LocalTerm",
    "PaperFile",
    "Problem",
    "Problems",
    "Quantity",
    "Read",
    "Role",
    "Row",
    "SourceStatement",
    "State",
    "Statement",
    "Term",
]
