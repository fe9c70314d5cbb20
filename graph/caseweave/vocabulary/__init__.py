"""Vocabulary: the shared terms papers name (:mod:`.catalogue`), and the names of our own RDF (:mod:`.names`)."""

from caseweave.vocabulary.catalogue import COLUMNS, OWN_KIND, Catalogue, Concept, OwnTerm, UnknownTermError
from caseweave.vocabulary.names import CLASSES, DATATYPE_PROPERTIES, NAMESPACES, OBJECT_PROPERTIES

__all__ = [
    "CLASSES",
    "COLUMNS",
    "DATATYPE_PROPERTIES",
    "NAMESPACES",
    "OBJECT_PROPERTIES",
    "OWN_KIND",
    "Catalogue",
    "Concept",
    "OwnTerm",
    "UnknownTermError",
]
