"""Verification: statements held against a user's own copy of their paper, anchor by anchor and claim by claim.

Nothing of the copy is kept; ``docs/verify.md`` says what each state and check means. Read in this order:
:mod:`.record`, :mod:`.placing` (anchors found again), :mod:`.passage` (the words they rest on), :mod:`.wording` and
:mod:`.naming` (is the entity named), :mod:`.polarity` (is it denied), :mod:`.number` and :mod:`.unit`, :mod:`.moment`
and :mod:`.telling` (what the words say), :mod:`.values` and :mod:`.timing` (does the statement say the same),
:mod:`.checking` (all claims of a statement), :mod:`.verifying`.
"""

from caseweave.evidence.record import COLUMNS, RANK, Check, Found, Outcome, State, Verified
from caseweave.evidence.verification import summary, verify

__all__ = [
    "COLUMNS",
    "RANK",
    "Check",
    "Found",
    "Outcome",
    "State",
    "Verified",
    "summary",
    "verify",
]
