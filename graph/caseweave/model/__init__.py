"""The records of Caseweave: what a paper file says, a statement, a table cell, a problem. Frozen; no I/O.

Read in this order: :mod:`.lists` (the closed lists of values), :mod:`.quantity` (a number as the paper prints it),
:mod:`.source` (one paper file), :mod:`.statement` (the flat record everything else is made from),
:mod:`.cell` (a cell of a comparison), :mod:`.measure` (a computed value with its proof), :mod:`.disagreement`
(accounts that do not fit together), :mod:`.problem` (something wrong at a place in a file), :mod:`.error` (what all
errors are).
"""

from caseweave.model.case import CASE_COLUMNS, Case
from caseweave.model.cell import CELL_COLUMNS, Cell, Comparison, Row
from caseweave.model.disagreement import (
    DISAGREEMENT_COLUMNS,
    SIDE_COLUMNS,
    Candidate,
    Disagreement,
    Side,
    Verdict,
)
from caseweave.model.edge import EDGE_COLUMNS, Edge
from caseweave.model.error import CaseweaveError
from caseweave.model.lists import (
    LISTS,
    Account,
    Aspect,
    Basis,
    CellState,
    Certainty,
    Change,
    Confidence,
    Kind,
    Phase,
    Read,
    Role,
    State,
)
from caseweave.model.measure import MEASURE_COLUMNS, Measure, ProofStep
from caseweave.model.paper import (
    Anchor,
    CaseHead,
    Clock,
    Counting,
    EventHead,
    LocalTerm,
    PaperFile,
    Resolution,
    SameAs,
    SourceLink,
    SourceStatement,
)
from caseweave.model.problem import Problem, Problems
from caseweave.model.quantity import Quantity
from caseweave.model.statement import COLUMNS, Link, Statement, Term

__all__ = [
    "CASE_COLUMNS",
    "CELL_COLUMNS",
    "COLUMNS",
    "DISAGREEMENT_COLUMNS",
    "EDGE_COLUMNS",
    "LISTS",
    "MEASURE_COLUMNS",
    "SIDE_COLUMNS",
    "Account",
    "Anchor",
    "Aspect",
    "Basis",
    "Candidate",
    "Case",
    "CaseHead",
    "CaseweaveError",
    "Cell",
    "CellState",
    "Certainty",
    "Change",
    "Clock",
    "Comparison",
    "Confidence",
    "Counting",
    "Disagreement",
    "Edge",
    "EventHead",
    "Kind",
    "Link",
    "LocalTerm",
    "Measure",
    "PaperFile",
    "Phase",
    "Problem",
    "Problems",
    "ProofStep",
    "Quantity",
    "Read",
    "Resolution",
    "Role",
    "Row",
    "SameAs",
    "Side",
    "SourceLink",
    "SourceStatement",
    "State",
    "Statement",
    "Term",
    "Verdict",
]
