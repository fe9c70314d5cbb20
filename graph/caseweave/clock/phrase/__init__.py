"""The time phrases of a case report as records: ``parse`` reads one, ``str`` prints its canonical form.

:mod:`.moment` and :mod:`.expression` hold the records, :mod:`.reader` the recogniser, :mod:`.nearest` what a refused
phrase is answered with. The grammar is documented in ``docs/time.md``; what vague words mean in days is not decided
here but in ``ontology/time-conventions.yaml``, by the time network.
"""

from caseweave.clock.phrase.expression import (
    At,
    Between,
    During,
    Elapsed,
    Ending,
    Expression,
    For,
    From,
    FromTo,
    NightAfter,
    Offset,
    Order,
    Within,
)
from caseweave.clock.phrase.grammar import ID_PATTERN, TimeWordsError, parse
from caseweave.clock.phrase.moment import (
    Amount,
    CycleDay,
    Date,
    Day,
    Either,
    Moment,
    Part,
    Qualifier,
    Reference,
    Side,
    Trust,
    Unit,
)

__all__ = [
    "ID_PATTERN",
    "Amount",
    "At",
    "Between",
    "CycleDay",
    "Date",
    "Day",
    "During",
    "Either",
    "Elapsed",
    "Ending",
    "Expression",
    "For",
    "From",
    "FromTo",
    "Moment",
    "NightAfter",
    "Offset",
    "Order",
    "Part",
    "Qualifier",
    "Reference",
    "Side",
    "TimeWordsError",
    "Trust",
    "Unit",
    "Within",
    "parse",
]
