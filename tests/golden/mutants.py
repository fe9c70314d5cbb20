"""Mutants of a SPARQL query: its text with one thing left out or turned, and what was done to it in words.

A reader of as much SPARQL as the shipped queries need: groups, triples with paths, FILTER, OPTIONAL, UNION, VALUES,
BIND, subqueries, ORDER BY. It knows no query and no term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

__all__ = ["Mutant", "mutants"]

NOBODY: Final = "<http://example.org/nobody>"
FAR: Final = 1000
"""A number this far from 0 stands for "no day"; the next number would say the same, so its sign is turned."""

_TOKEN: Final = re.compile(
    r"""(?P<blank>\s+|\#[^\n]*)
      | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<variable>[?$]\w+)
      | (?P<number>-?\d+(?:\.\d+)?)
      | (?P<prefixed>[\w-]*:(?:[\w.-]*\w)?)
      | (?P<word>\w+)
      | (?P<sign>&&|\|\||!=|<=|>=|\^\^|@[\w-]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_OPENS: Final = {"(": ")", "{": "}", "[": "]"}
_CLAUSES: Final = frozenset({"FILTER", "OPTIONAL", "BIND", "VALUES", "UNION", "MINUS", "GRAPH"})
_TURNED: Final = {
    "&&": ("||",),
    "||": ("&&",),
    "=": ("!=",),
    "!=": ("=",),
    "!": ("",),
    "<": ("<=", ">"),
    ">": (">=", "<"),
    "<=": ("<",),
    ">=": (">",),
    "+": ("-",),
    "-": ("+",),
    "*": ("+",),
    "/": ("*",),
    "IN": ("NOT IN",),
    "EXISTS": ("NOT EXISTS",),
    "NOT": ("",),
    "TRUE": ("false",),
    "FALSE": ("true",),
    "MIN": ("MAX",),
    "MAX": ("MIN",),
    "DISTINCT": ("",),
    "REDUCED": ("",),
    "DESC": ("ASC",),
    "ASC": ("DESC",),
}
_STEPS: Final = {"*": ("", "+"), "+": ("", "*"), "?": ("", "*"), "^": ("",)}


class Mutant(NamedTuple):
    """What was done to the query, and the query then."""

    change: str
    text: str


class Token(NamedTuple):
    """A word or sign with its place in the text."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The word in capitals, as keywords are."""
        return self.text.upper() if self.kind == "word" else self.text


class Edit(NamedTuple):
    """Tokens from ``first`` up to, but not with, ``last`` are replaced."""

    what: str
    first: int
    last: int
    into: str = ""


def mutants(query: str) -> Iterator[Mutant]:
    """Yield the mutants of a query, each text once.

    >>> [mutant.change for mutant in mutants("SELECT ?s { ?s a ?b FILTER(?s > 3) }")][:3]
    ['leave out ?s a ?b', 'leave out FILTER(?s > 3)', 'turn > into >= in ?s > 3']
    """
    reader = Reader.of("".join(match[0] for match in _TOKEN.finditer(query) if not match[0].startswith("#")))
    seen = {reader.query}
    for edit in reader.edits():
        mutant = reader.made(edit)
        if mutant.text not in seen:
            seen.add(mutant.text)
            yield mutant


@dataclass(frozen=True)
class Reader:
    """The tokens of a query, and what can be done to them."""

    query: str
    tokens: tuple[Token, ...]
    ends: dict[int, int]
    found: list[Edit] = field(default_factory=list)

    @classmethod
    def of(cls, query: str) -> Reader:
        """Read the tokens of a query and which bracket closes which."""
        tokens = tuple(
            Token(match.lastgroup or "", match[0], match.start(), match.end())
            for match in _TOKEN.finditer(query)
            if match.lastgroup != "blank"
        )
        ends, opened = {}, []
        for place, token in enumerate(tokens):
            if token.text in _OPENS:
                opened.append(place)
            elif token.text in _OPENS.values():
                ends[opened.pop()] = place
        return cls(query, tokens, ends)

    def made(self, edit: Edit) -> Mutant:
        """Make an edit, and say in words what it was."""
        start, end = self.tokens[edit.first].start, self.tokens[edit.last - 1].end
        return Mutant(edit.what, f"{self.query[:start]} {edit.into} {self.query[end:]}")

    def edits(self) -> list[Edit]:
        """Return all edits, in the order of the text."""
        start = next(place for place, token in enumerate(self.tokens) if token.word in {"SELECT", "CONSTRUCT", "ASK"})
        self._select(start, len(self.tokens))
        return sorted(self.found, key=lambda edit: (edit.first, -edit.last))

    def words(self, first: int, last: int) -> str:
        """Return tokens as they stand, on one line."""
        if first >= last:
            return ""
        return " ".join(self.query[self.tokens[first].start : self.tokens[last - 1].end].split())

    def _leave_out(self, first: int, last: int, of: str = "") -> None:
        within = f" of {of}" if of else ""
        self.found.append(Edit(f"leave out {self.words(first, last)}{within}", first, last))

    def _turn(self, place: int, into: str, around: str) -> None:
        told = f"turn {self.tokens[place].text} into {into}" if into else f"leave out {self.tokens[place].text}"
        self.found.append(Edit(f"{told} in {around}", place, place + 1, into))

    # the parts of a query

    def _select(self, start: int, end: int) -> None:
        """Read a query or subquery: what is selected, its group, and what stands behind it."""
        group = next(place for place in range(start, end) if self.tokens[place].text == "{")
        self._expression(start, group, self.words(start, group))
        self._group(group)
        self._behind(self.ends[group] + 1, end)

    def _behind(self, start: int, end: int) -> None:
        """Read GROUP BY, HAVING, ORDER BY and LIMIT."""
        heads = [
            place for place in range(start, end) if self.tokens[place].word in {"GROUP", "HAVING", "ORDER", "LIMIT"}
        ]
        for head, until in zip(heads, [*heads[1:], end][: len(heads)], strict=True):
            word = self.tokens[head].word
            if word == "ORDER":
                self._order(head, until)
            elif word in {"HAVING", "LIMIT"}:
                self._leave_out(head, until)
                self._expression(head + 1, until, self.words(head, until))

    def _order(self, head: int, until: int) -> None:
        self._leave_out(head, until)
        keys, place = [], head + 2
        while place < until:
            after = place + 1 if self.tokens[place].kind == "word" else place
            last = self.ends.get(after, place) + 1
            keys.append((place, last))
            place = last
        around = self.words(head, until)
        for first, last in keys:
            if len(keys) > 1:
                self._leave_out(first, last, around)
            if self.tokens[first].word not in {"ASC", "DESC"}:
                key = self.words(first, last)
                self.found.append(Edit(f"turn {key} into DESC({key}) in {around}", first, last, f"DESC({key})"))
            self._expression(first, last, around)

    def _group(self, opening: int) -> None:
        """Read what stands between braces."""
        place, end = opening + 1, self.ends[opening]
        if self.tokens[place].word == "SELECT":
            self._select(place, end)
            return
        while place < end:
            token = self.tokens[place]
            if token.text == "{":
                place = self._union(place, end)
            elif token.word in _CLAUSES:
                place = self._clause(place)
            elif token.text == ".":
                place += 1
            else:
                place = self._triples(place, end)

    def _union(self, place: int, end: int) -> int:
        """Read a group, and those that UNION joins to it."""
        branches = [place]
        while (after := self.ends[branches[-1]] + 1) < end and self.tokens[after].word == "UNION":
            branches.append(after + 1)
        for number, branch in enumerate(branches):
            self._group(branch)
            if len(branches) == 1:
                self._leave_out(branch, self.ends[branch] + 1)
            elif number:
                self._leave_out(branch - 1, self.ends[branch] + 1)
            else:
                self._leave_out(branch, branches[1])
        return self.ends[branches[-1]] + 1

    def _clause(self, place: int) -> int:
        """Read FILTER, OPTIONAL, BIND, VALUES, MINUS or GRAPH; return where the next thing begins."""
        word = self.tokens[place].word
        opening = next(at for at in range(place + 1, len(self.tokens)) if self.tokens[at].text in "({")
        if word == "VALUES":
            return self._values(place)
        last = self.ends[opening] + 1
        self._leave_out(place, last)
        around = self.words(opening + 1, last - 1)
        if self.tokens[opening].text == "(":
            self._expression(place + 1, last, around)
            self._operands(opening)
            return last
        if word == "FILTER":
            self._expression(place + 1, opening, self.words(place, last))
        if word == "OPTIONAL":
            self.found.append(Edit(f"demand what is OPTIONAL {{ {around} }}", place, last, around))
        self._group(opening)
        return last

    def _values(self, place: int) -> int:
        """Read VALUES: each row can be left out, each value of it be another."""
        opening = next(at for at in range(place, len(self.tokens)) if self.tokens[at].text == "{")
        end = self.ends[opening]
        self._leave_out(place, end + 1)
        at = opening + 1
        while at < end:
            last = self.ends.get(at, at) + 1
            row = self.words(at, last)
            self._leave_out(at, last, "VALUES")
            for value in range(at, last):
                self._other_value(value, row)
            at = last
        return end + 1

    def _triples(self, place: int, end: int) -> int:
        """Read a subject with its properties and values; return where the next thing begins."""
        subject, items, at = place, [], self._term(place)
        while at < end:
            verb = at
            target = self._path(verb)
            at = self._term(target)
            self._path_edits(verb, target)
            self._other_value(target, self.words(verb, at))
            items.append((verb, at))
            if self.tokens[at].text not in {";", ","}:
                break
            at += 1
        name = self.words(subject, subject + 1)
        for number, (first, last) in enumerate(items):
            what = f"leave out {name} {self.words(first, last)}"
            if len(items) == 1:
                self.found.append(Edit(what, subject, at + 1 if self.tokens[at].text == "." else at))
            elif number + 1 < len(items):
                self.found.append(Edit(what, first, last + 1))
            else:
                self.found.append(Edit(what, items[number - 1][1], last))
        return at

    def _term(self, place: int) -> int:
        """Return where a subject or object ends."""
        last = self.ends.get(place, place) + 1
        if self.tokens[place].kind == "text" and self.tokens[last].text == "^^":
            return last + 2
        return last + 1 if self.tokens[last].text.startswith("@") else last

    def _path(self, place: int) -> int:
        """Return where a property or path of properties ends."""
        while self.tokens[place].text in {"^", "!"}:
            place += 1
        last = self.ends.get(place, place) + 1
        if self.tokens[last].text in {"*", "+", "?"}:
            last += 1
        return self._path(last + 1) if self.tokens[last].text in {"/", "|"} else last

    def _path_edits(self, first: int, last: int) -> None:
        around = self.words(first, last)
        for place in range(first, last):
            for into in _STEPS.get(self.tokens[place].text, ()):
                self._turn(place, into, around)
        bars = [place for place in range(first, last) if self.tokens[place].text == "|"]
        for bar in bars:
            self._leave_out(bar, self._step(bar + 1), around)
        if bars:
            start = max(first, *(place + 1 for place in range(first, bars[0]) if self.tokens[place].text == "("), 0)
            self._leave_out(start, bars[0] + 1, around)

    def _step(self, place: int) -> int:
        """Return where an alternative of a path ends."""
        while self.tokens[place].text not in {"|", ")"} and self._path(place) > place:
            last = self.ends.get(place, place) + 1
            place = last + 1 if self.tokens[last].text in {"*", "+", "?"} else last
            if self.tokens[place].text != "/":
                return place
            place += 1
        return place

    # expressions

    def _expression(self, first: int, last: int, around: str) -> None:
        """Turn each sign, word and value of an expression; groups in it are read as groups."""
        place = first
        while place < last:
            token = self.tokens[place]
            if token.text == "{":
                self._group(place)
                place = self.ends[place] + 1
                continue
            is_negated = place > 0 and self.tokens[place - 1].word == "NOT"
            if not (is_negated and token.word in {"IN", "EXISTS"}):
                for into in _TURNED.get(token.word, ()):
                    self._turn(place, into, around)
            self._other_value(place, around)
            if token.word in {"COALESCE", "IN", "CONCAT", "IF"} and self.tokens[place + 1].text == "(":
                self._arguments(place + 1, token.word, around)
            place += 1

    def _arguments(self, opening: int, word: str, around: str) -> None:
        """Leave out each argument of a list; of an IF take one branch in both cases."""
        parts = self._split(opening, {","})
        for number, (first, last) in enumerate(parts):
            if word == "IF":
                whole = (opening - 1, self.ends[opening] + 1)
                if number:
                    self.found.append(
                        Edit(f"always {self.words(first, last)} in {around}", *whole, self.words(first, last))
                    )
            elif len(parts) > 1:
                self._leave_out(*self._with_comma(first, last, number), around)

    def _operands(self, opening: int) -> None:
        """Leave out each operand of && and || between brackets, and of those within."""
        for place in range(opening, self.ends[opening]):
            if self.tokens[place].text == "(":
                parts = self._split(place, {"&&", "||"})
                for number, (first, last) in enumerate(parts if len(parts) > 1 else []):
                    self._leave_out(*self._with_comma(first, last, number), self.words(place + 1, self.ends[place]))

    def _with_comma(self, first: int, last: int, number: int) -> tuple[int, int]:
        """Return a part of a list with the sign that joins it to the next, or to the one before."""
        return (first - 1, last) if number else (first, last + 1)

    def _split(self, opening: int, signs: set[str]) -> list[tuple[int, int]]:
        """Return the parts between brackets that the signs part."""
        parts, start, place = [], opening + 1, opening + 1
        while place < self.ends[opening]:
            if self.tokens[place].text in signs:
                parts.append((start, place))
                start = place + 1
            place = self.ends.get(place, place) + 1
        return [*parts, (start, place)]

    def _other_value(self, place: int, around: str) -> None:
        """Put another value in the place of a constant."""
        token = self.tokens[place]
        if token.kind in {"iri", "prefixed"}:
            self._turn(place, NOBODY, around)
        elif token.kind == "text":
            self._turn(place, f"{token.text[:-1]}~{token.text[-1]}", around)
        elif token.kind == "number" and abs(float(token.text)) >= FAR:
            self._turn(place, str(-int(token.text)), around)
        elif token.kind == "number":
            for step in (-1, 1):
                self._turn(place, str(int(token.text) + step), around)
