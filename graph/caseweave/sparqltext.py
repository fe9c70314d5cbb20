"""The text of a query: its header (title, question, parameters, columns) and the gate an unknown query must pass.

A header stands in comment lines that begin with ``#+``::

    #+ title: Who received a treatment
    #+ question: Which patients received this drug, class or regimen, when, and who says so?
    #+ param: treatment | label of the drug, class or regimen | tocilizumab
    #+ column: case | id of the case

A parameter is ``name | meaning | default``; without a default it may stay open, and the query answers for all.
Each parameter is a variable of the query's SELECT list and is bound as a term, never pasted into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_TOKENS",
    "Parameter",
    "Query",
    "QueryRefusedError",
    "bind",
    "gate",
    "parse",
]

MOST_BYTES: Final = 64_000
MOST_DEPTH: Final = 64
MOST_TOKENS: Final = 4_000

_HEADER = re.compile(r"#\+\s*(?P<key>[a-z]+):\s*(?P<value>.*?)\s*")
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
      | (?P<text>\"{3}(?:(?:\"{1,2})?(?:[^\"\\]|\\.))*\"{3}|'{3}(?:(?:'{1,2})?(?:[^'\\]|\\.))*'{3}
                |\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*')
      | (?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)
      | (?P<variable>[?$]\w+)
      | (?P<prefixed>[^\W\d_](?:[\w.-]*\w)?:[\w%:.\\-]*|:[\w%:.\\-]+|_:[\w.-]+)
      | (?P<language>@[A-Za-z-]+)
      | (?P<word>[^\W\d]\w*)
      | (?P<blank>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_UNICODE_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES: Final = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE"})
_REFUSED: Final = {
    "SERVICE": "asks another server; queries stay on this machine",
    "FROM": "loads data from elsewhere; the graph is already there",
    **dict.fromkeys(_UPDATES, "changes data; the graph can only be read"),
}
_NESTING: Final = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


class QueryRefusedError(ValueError):
    """A query the gate does not let through, or a parameter that does not fit; the message says why."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the user may set."""

    name: str
    meaning: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its SPARQL text. ``columns`` are (name, meaning) pairs; a query without header has none."""

    name: str
    text: str
    title: str = ""
    question: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


def parse(name: str, text: str) -> Query:
    r"""Read a query with its header.

    >>> query = parse("all", "#+ title: All cases\n#+ column: case | its id\nSELECT ?case {}")
    >>> query.title, query.columns
    ('All cases', (('case', 'its id'),))
    """
    lines = [match for line in text.splitlines() if (match := _HEADER.fullmatch(line))]
    values = {match["key"]: match["value"] for match in lines}
    fields = [(match["key"], _fields(match["value"])) for match in lines]
    return Query(
        name=name,
        text=text,
        title=values.get("title", ""),
        question=values.get("question", ""),
        parameters=tuple(Parameter(f[0], f[1], f[2] or None) for key, f in fields if key == "param"),
        columns=tuple((f[0], f[1]) for key, f in fields if key == "column"),
    )


def _fields(value: str) -> list[str]:
    parts = [part.strip() for part in value.split("|")]
    return [*parts, "", "", ""][:3]


def bind(query: Query, given: dict[str, str]) -> dict[str, str]:
    """Return the value of each parameter that has one; refuse a name the query does not have.

    A query without header takes any name: the engine says whether its SELECT list has it.
    """
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if known and name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"it has: {', '.join(known)}"
            raise QueryRefusedError(f"query {query.name!r} has no parameter {name!r}; {hint}")
    defaults = {parameter.name: parameter.default for parameter in query.parameters if parameter.default}
    return {**defaults, **given}


def gate(text: str) -> None:
    """Refuse a query that could reach the network, change data, or exhaust the parser; pass it otherwise.

    >>> gate("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    caseweave.sparqltext.QueryRefusedError: line 1: SERVICE asks another server; queries stay on this machine
    """
    if not text.strip():
        raise QueryRefusedError("the query is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE")
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise QueryRefusedError(f"the query is longer than {MOST_BYTES} bytes; shorten it")
    # An engine may decode \u escapes before it reads tokens, or only inside strings: the query must pass both ways.
    _gate_tokens(text)
    _gate_tokens(_UNICODE_ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), text))


def _gate_tokens(text: str) -> None:
    depth = 0
    for count, (kind, token, line) in enumerate(_tokens(text), start=1):
        if kind == "word" and (reason := _REFUSED.get(token.upper())):
            raise QueryRefusedError(f"line {line}: {token} {reason}")
        depth += _NESTING.get(token, 0) if kind == "other" else 0
        if depth > MOST_DEPTH:
            raise QueryRefusedError(f"line {line}: nested deeper than {MOST_DEPTH} levels; flatten the query")
        if count > MOST_TOKENS:
            raise QueryRefusedError(f"line {line}: more than {MOST_TOKENS} words and signs; shorten the query")


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind not in {"blank", "comment"}:
            yield kind, match[0], line
        line += match[0].count("\n")
