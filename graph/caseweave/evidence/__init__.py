"""Verification: statements held against a user's own copy of their paper, anchor by anchor and claim by claim.

Nothing of the copy is kept; ``docs/verify.md`` says what each state and check means. Read in this order:
:mod:`.record`, :mod:`.places` (anchors found again), :mod:`.passage` and :mod:`.sentences` (the words they rest on),
:mod:`.phrases`, :mod:`.abbreviations` and :mod:`.names` (is the entity named), :mod:`.polarity` and :mod:`.certainty`
(is it denied or doubted), :mod:`.number` and :mod:`.unit`, :mod:`.moment` and :mod:`.chronicle` (what the words say),
:mod:`.voices` (of whom), :mod:`.happenings` (what else happened to the patient), :mod:`.narration` (in which order) and
:mod:`.naming` (where it is named); :mod:`.values`, :mod:`.times`, :mod:`.order`, :mod:`.cycles`, :mod:`.change`,
:mod:`.sites`, :mod:`.circumstances`, :mod:`.links`, :mod:`.patient` (does the statement say the same), :mod:`.claims`
(all claims of a statement), :mod:`.twins`, :mod:`.verification`.
"""

from caseweave.evidence.record import (
    CLAIMS,
    COLUMNS,
    RANK,
    Check,
    Claim,
    Found,
    Outcome,
    State,
    ValueCheck,
    Verified,
)
from caseweave.evidence.verification import Bench, summary, verify
from caseweave.evidence.voices import family_name

__all__ = [
    "CLAIMS",
    "COLUMNS",
    "RANK",
    "Bench",
    "Check",
    "Claim",
    "Found",
    "Outcome",
    "State",
    "ValueCheck",
    "Verified",
    "family_name",
    "summary",
    "verify",
]
