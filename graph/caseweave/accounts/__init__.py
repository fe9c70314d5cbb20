"""Where accounts do not fit together: disagreements by rule, verdicts on relayed claims, cases that may be one.

:func:`compare` and :func:`candidates` are the ways in. Read :mod:`.likeness` (what may be compared), :mod:`.numbers`
and :mod:`.moments` (numbers and times that certainly clash or meet), :mod:`.pairs`, :mod:`.rules` (one small function a
rule), :mod:`.clashes` (the time network), :mod:`.gathering` (findings to disagreements), :mod:`.resolving` (what
curators prefer), :mod:`.relaying` (verdicts), :mod:`.disagreeing` (the steps strung together), :mod:`.identity`.
``docs/disagreements.md`` tells it for readers.
"""

from caseweave.accounts.assembly import MOST_PAIRS, Compared, compare
from caseweave.accounts.identity import candidates
from caseweave.accounts.resolutions import idle
from caseweave.accounts.rules import RULES
from caseweave.accounts.rules.relayed import RELAYED

__all__ = ["MOST_PAIRS", "RELAYED", "RULES", "Compared", "candidates", "compare", "idle"]
