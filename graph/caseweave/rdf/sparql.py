"""The text of a query: its header (title, question, parameters, columns) and the gate an unknown query must pass.

A header stands in comment lines that begin with ``#+``::

    #+ title: Who received a treatment
    #+ question: Which patients received this drug, class or regimen, when, and who says so?
    #+ param: treatment (term) | label of the drug, class or regimen | tocilizumab
    #+ column: case | id of the case

A parameter is ``name (sort) | meaning | default``; without a default it may stay open, and the query answers for all.
A default also stands in the text, as a line ``VALUES ?name { "default" } # default``, so that any engine obeys it.
The sort says what its value names, so that it can be found by any of its names: a term, a case, a paper, an event or a
measure; without one it is a text, taken as it stands.
Each parameter is a variable of the query's SELECT list and is bound as a term, never pasted into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from caseweave.model.error import CaseweaveError
from caseweave.vocabulary.spelling import nearest

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_TOKENS",
    "Parameter",
    "Query",
    "QueryRefusedError",
    "Sort",
    "bind",
    "form",
    "gate",
    "parse",
    "printed",
]

MOST_BYTES: Final = 64_000
MOST_DEPTH: Final = 64
MOST_TOKENS: Final = 4_000

Sort: TypeAlias = Literal["term", "case", "paper", "event", "measure", "zero", "text"]
"""What a name is the name of."""

_PARAMETER = re.compile(r"(?P<name>\w+)(?:\s*\((?P<sort>\w+)\))?")
_DEFAULT = re.compile(r"^[ \t]*VALUES \?\w+ \{[^{}\n]*\} # default[ \t]*\r?\n", re.MULTILINE)
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_HEADER = re.compile(r"#\+\s*(?P<key>[a-z]+):\s*(?P<value>.*?)\s*")
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
      | (?P<text>\"{3}(?:(?:\"{1,2})?(?:[^\"\\]|\\.))*\"{3}|'{3}(?:(?:'{1,2})?(?:[^'\\]|\\.))*'{3}
                |\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*')
      | (?P<unclosed>[\"'])
      | (?P<iri><(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<variable>[?$]\w+)
      | (?P<prefixed>(?P<prefix>[^\W\d_](?:[\w.-]{0,99}\w)?|_)?:
          (?:(?![.-])(?:\\.|[^\x00-\x20<>\"'{}()\[\],;|^/*+?!=&$\#~`@\\])+)?)
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
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_SERVICE = re.compile("SERVICE", re.IGNORECASE)
_SURE_IRI = re.compile("<[A-Za-z][A-Za-z0-9+.-]*://")
_OPERANDS: Final = frozenset({"text", "iri", "variable", "prefixed", "language", "word"})


class QueryRefusedError(CaseweaveError):
    """A query the gate does not let through, or a parameter that does not fit; the message says why."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the user may set."""

    name: str
    meaning: str
    default: str | None = None
    sort: Sort = "text"


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its SPARQL text. ``columns`` are (name, meaning) pairs; a query without header has none."""

    name: str
    text: str
    title: str = ""
    question: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def open_text(self) -> str:
        """The text without the defaults that stand in it: its parameters may be set, or all stay open."""
        return _DEFAULT.sub("", self.text)


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
        parameters=tuple(_parameter(*found) for key, found in fields if key == "param"),
        columns=tuple((f[0], f[1]) for key, f in fields if key == "column"),
    )


def _parameter(told: str, meaning: str, default: str) -> Parameter:
    match = _PARAMETER.fullmatch(told)
    sort = match["sort"] or "text" if match else ""
    if match is None or sort not in get_args(Sort):
        sorts = ", ".join(get_args(Sort))
        raise QueryRefusedError(f"parameter {told!r} is not NAME or NAME (SORT), where the sort is one of {sorts}")
    return Parameter(match["name"], meaning, default or None, sort)  # type: ignore[arg-type]


def _fields(value: str) -> list[str]:
    parts = [part.strip() for part in value.split("|")]
    return [*parts, "", "", ""][:3]


def bind(query: Query, given: dict[str, str]) -> dict[str, str]:
    """Return the value of each parameter that has one; refuse a name the query does not have.

    A query without header takes any name: the engine says whether its SELECT list has it.
    """
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if (known or query.columns) and name not in known:
            close = nearest(name, known)
            hint = f"did you mean {close!r}?" if close else f"it has: {', '.join(known) or 'none'}"
            raise QueryRefusedError(f"query {query.name!r} has no parameter {name!r}; {hint}")
    defaults = {parameter.name: parameter.default for parameter in query.parameters if parameter.default}
    return {**defaults, **given}


def printed(query: Query, given: Mapping[str, str]) -> str:
    r"""Return the text with what its parameters are set to, so that any engine answers it as it stands.

    >>> print(printed(parse("q", "SELECT ?case WHERE { ?case ?p ?o }"), {"case": "yang2020"}))
    SELECT ?case WHERE {
      VALUES ?case { "yang2020" } ?case ?p ?o }
    """
    text = query.open_text
    if not given:
        return text
    opening = _group(text)
    values = "".join(f'\n  VALUES ?{name} {{ "{value.translate(_ESCAPES)}" }}' for name, value in given.items())
    return f"{text[:opening]}{values}{text[opening:]}"


def _group(text: str) -> int:
    """Return the place behind the brace that opens the pattern of a query."""
    told = False
    construct = form(text) == "CONSTRUCT"
    for match in _TOKEN.finditer(text):
        told = told or (match.lastgroup == "word" and match[0].upper() == "WHERE")
        if match[0] == "{" and (told or not construct):
            return match.end()
    raise QueryRefusedError("the query has no pattern in braces; its parameters cannot be set")


def gate(text: str) -> None:
    """Refuse a query that could reach the network, change data, or exhaust the parser; pass it otherwise.

    >>> gate("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    caseweave.rdf.sparql.QueryRefusedError: line 1: SERVICE asks another server; queries stay on this machine
    """
    if not text.strip():
        raise QueryRefusedError("the query is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE")
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise QueryRefusedError(f"the query is longer than {MOST_BYTES} bytes; shorten it")
    # An engine may decode \u escapes before it reads tokens, or only inside strings: the query must pass both ways.
    _gate_tokens(text)
    _gate_tokens(_UNICODE_ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), text))


def form(text: str) -> str:
    """Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE; empty where it has none.

    >>> form("PREFIX select: <http://e/> ASK { ?s select:p ?o }")
    'ASK'
    """
    words = (token.text.upper() for token in _tokens(text) if token.kind == "word")
    return next((word for word in words if word in _FORMS), "")


class _Token(NamedTuple):
    kind: str
    text: str
    prefix: str = ""
    line: int = 1


def _gate_tokens(text: str) -> None:
    earlier = before = _Token("blank", "")
    inside: list[str] = []
    for count, token in enumerate(_tokens(text), start=1):
        if reason := _reason(token) or _glued(token, before, earlier) or _compared(token, before, inside):
            raise QueryRefusedError(f"line {token.line}: {reason}")
        if token.kind == "other":
            _follow(token.text, inside)
        if len(inside) > MOST_DEPTH:
            raise QueryRefusedError(f"line {token.line}: nested deeper than {MOST_DEPTH} levels; flatten the query")
        if count > MOST_TOKENS:
            raise QueryRefusedError(f"line {token.line}: more than {MOST_TOKENS} words and signs; shorten the query")
        earlier, before = before, token


def _follow(sign: str, inside: list[str]) -> None:
    if sign in "([{":
        inside.append(sign)
    elif sign in ")]}" and inside:
        inside.pop()


def _reason(token: _Token) -> str:
    """Say why a token is refused wherever it stands. The engine does not look where a word ends: ``trueSERVICE``."""
    if token.kind == "unclosed":
        return f"a text that begins with {token.text} has no end; close it"
    if token.kind not in {"word", "language"}:
        return ""
    name = "SERVICE" if _SERVICE.search(token.text) else token.text.upper()
    return f"{token.text} {_REFUSED[name]}" if name in _REFUSED else ""


def _glued(token: _Token, before: _Token, earlier: _Token) -> str:
    """Say why ``SERVICEex:place {`` is refused: the engine takes it apart where the whole makes no sense."""
    if token.text == "{" and _SERVICE.search(before.prefix) and earlier.text.upper() != "GRAPH":
        return f"{before.text} {_REFUSED['SERVICE']}"
    return ""


def _compared(token: _Token, before: _Token, inside: list[str]) -> str:
    """Say why ``?a<?b#>`` is refused: the engine may read less-than and then a comment or text, the gate an address."""
    if token.kind != "iri" or _SURE_IRI.match(token.text) or not ("#" in token.text or "'" in token.text):
        return ""
    operand = before.kind in _OPERANDS or before.text == ")" or before.text.isdigit()
    if before.text == "<" or (operand and inside[-1:] == ["("]):
        return f"{token.text} may be an address or a comparison; write blanks around <"
    return ""


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = "prefixed" if match["prefixed"] is not None else match.lastgroup or "other"
        if kind not in {"blank", "comment"}:
            yield _Token(kind, match[0], match["prefix"] or "", line)
        line += match[0].count("\n")
