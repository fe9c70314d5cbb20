"""The time network of a case: what its phrases say together, how sure each day is, and what contradicts what.

A Simple Temporal Network (Dechter, Meiri & Pearl 1991) for each case and speaker: whole days, inclusive bounds.
:func:`resolve` is the way in. Read :mod:`.distance` (the arithmetic), :mod:`.clash` and :mod:`.repair`
(contradictions), then how phrases become differences: :mod:`.conventions`, :mod:`.lengths`, :mod:`.happenings`,
:mod:`.meaning`, :mod:`.claims`; at last :mod:`.resolve`, :mod:`.resolved` (the answers) and :mod:`.moments` (what is
before what). ``docs/time.md`` tells it for readers.
"""

from caseweave.clock.network.claims import Account, Claim, TimeNetError, time_section
from caseweave.clock.network.conventions import Convention, ConventionError, Conventions
from caseweave.clock.network.ends import Late
from caseweave.clock.network.moments import Moment, moments
from caseweave.clock.network.resolution import resolve
from caseweave.clock.network.resolved import Bounds, Clash, Reading, Resolved, SetAside

__all__ = [
    "Account",
    "Bounds",
    "Claim",
    "Clash",
    "Convention",
    "ConventionError",
    "Conventions",
    "Late",
    "Moment",
    "Reading",
    "Resolved",
    "SetAside",
    "TimeNetError",
    "moments",
    "resolve",
    "time_section",
]
