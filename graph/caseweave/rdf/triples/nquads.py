"""Writing RDF terms and quads as N-Quads text: the only spelling of RDF in the project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from caseweave.rdf.namespaces import NAMESPACES

__all__ = ["Triple", "iri", "literal", "number", "quads", "truth", "whole"]

_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


class Triple(NamedTuple):
    """Subject, predicate and object, each already written as an N-Quads term."""

    subject: str
    predicate: str
    object: str


def iri(text: str) -> str:
    """Write an IRI, given whole or as ``prefix:name`` of the vocabulary; refuse one that could break the line.

    >>> iri("skos:broader")
    '<http://www.w3.org/2004/02/skos/core#broader>'
    """
    prefix, _, name = text.partition(":")
    whole_iri = NAMESPACES[prefix] + name if prefix in NAMESPACES else text
    if _FORBIDDEN.search(whole_iri) or ":" not in whole_iri:
        raise ValueError(f"{text!r} is not an IRI; percent-encode blanks, quotes and angle brackets")
    return f"<{whole_iri}>"


def literal(text: str, datatype: str | None = None, *, language: str | None = None) -> str:
    r"""Write a literal; plain text where no datatype and no language is given.

    >>> print(literal('a "quoted" word'))
    "a \"quoted\" word"
    """
    body = f'"{text.translate(_ESCAPES)}"'
    if language:
        return f"{body}@{language}"
    return f"{body}^^{iri(datatype)}" if datatype else body


def whole(value: int) -> str:
    """Write a whole number."""
    return literal(str(value), "xsd:integer")


def truth(value: bool) -> str:
    """Write yes or no."""
    return literal(str(value).lower(), "xsd:boolean")


def number(value: Decimal) -> str:
    """Write a decimal in its canonical spelling; how the paper prints it is a text of its own.

    >>> number(Decimal("1E+6"))
    '"1000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return literal(text, "xsd:decimal")


def quads(triples: Iterable[Triple], graph: str) -> Iterator[str]:
    """Yield one N-Quads line per triple, all in one named graph."""
    where = iri(graph)
    for triple in triples:
        yield f"{triple.subject} {triple.predicate} {triple.object} {where} .\n"
