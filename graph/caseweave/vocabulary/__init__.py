"""Vocabulary: what the words of papers mean. The shared terms that papers name stand in :mod:`.catalogue`."""

from caseweave.vocabulary.catalogue import (
    COLUMNS,
    OWN_KIND,
    Catalogue,
    Concept,
    FaultyTermsError,
    OwnTerm,
    UnknownTermError,
)
from caseweave.vocabulary.joining import joined

__all__ = ["COLUMNS", "OWN_KIND", "Catalogue", "Concept", "FaultyTermsError", "OwnTerm", "UnknownTermError", "joined"]
