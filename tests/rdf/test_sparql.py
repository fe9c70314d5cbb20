"""The text of a query: its header, its parameters, and the gate."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.rdf.sparql import MOST_BYTES, MOST_DEPTH, MOST_TOKENS, Query, QueryRefusedError, bind, gate, parse

WORDS = ["SERVICE", "FROM", "ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE"]
P = "PREFIX ex: <http://e/> PREFIX : <http://e/> "
BODY = "{ ?s ?p ?o }"

PASSES = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x> {}",
    "# FROM <x>\nSELECT * { ?s ?p 'SERVICE <http://x>' }",
    'SELECT * { ?s ?p """SERVICE "" \\" <x> {} """ , \'\'\'LOAD \' \'\'\' }',
    "SELECT * { ?s <http://e/SERVICE> <http://e/from#LOAD> }",
    "SELECT ?service $from { ?service ?load $from }",
    P + "SELECT * { ex:SERVICE ex:FROM :DELETE }",
    "PREFIX service: <http://e/> SELECT * { ?s service:from service:load }",
    "PREFIX service: <http://e/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'it\\'s SERVICE' }",
    "SELECT * { ?s ?p ?o FILTER(?o < 5 && ?o > 3) }",
    "SELECT * { ?s ?p ?o FILTER(?o<5 && ?o>3) }",
    "SELECT * { ?s ?p ?o FILTER(?o<?b#comment\n) }",
    P + "SELECT * { ex:o\\'brien ex:a\\#b ex:c%20d , ex:e.f }",
    "SELECT * { VALUES (?a ?b) { (<http://e/a#x> <http://e/it's#y>) } }",
    "BASE <http://e/> SELECT * { <#a> <#b> <#c> }",
    "SELECT * { ?s ?p 'caf\\u00E9', \"\\U0001F600\" ; <http://e/\\u0041> 1.5e3 }",
    "ASK { ?s a [] ; ?p ( 1 true 'x'@en-GB ) }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p/^?p|!(?p) ?o }",
    "DESCRIBE <http://e/a>",
]

REFUSED = [
    "SELECT * { SERVICE <http://x> {} }",
    "SELECT * { service silent <http://x> {} }",
    "SELECT * { SeRvIcE ?x {} }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * from named <http://x> { ?s ?p ?o }",
    "INSERT DATA { <a> <b> <c> }",
    "LOAD <http://x>",
    "clear all",
    "SELECT * { \\u0053ERVICE <http://x> {} }",
    "SELECT * { \\u0053\\u0045RVICE <http://x> {} }",
    "SELECT * { \\U00000053ERVICE <http://x> {} }",
    # An escape that ends a text early for one reader, and not for the other.
    'SELECT * { ?s ?p "\\u0022 . SERVICE <http://x> {} #" }',
    'SELECT * { ?s <http://e/\\u0041\'> "\\u0022" . SERVICE <http://x> {} ?a ?b "\\u0022\'" }',
    # A comment or text for the gate, a name for the engine.
    P + "SELECT * { ?s ?p ex:a\\# . SERVICE ex:s {} \n}",
    P + "SELECT * { ?s ?p ex:a\\'b . SERVICE ex:s {} ?x ?y \"'\" }",
    # An address for the gate, a comparison for the engine.
    P + "SELECT * { FILTER(?a<?b)SERVICE#>\n ex:s {} }",
    P + "SELECT * { FILTER(?a<?b#>'''\n) SERVICE ex:s {} #'''\n }",
    P + "SELECT * { FILTER(?a<'>' ) SERVICE ex:s {} FILTER(?a='') }",
    P + "SELECT * { ?x ?y <<?s?p'>'>> . SERVICE ex:s {} ?a ?b '' }",
    # The engine does not look where a word ends.
    P + "SELECT * { ?s ?p 1e5SERVICE ex:s {} }",
    P + "SELECT * { ?s ?p trueSERVICE ex:s {} }",
    P + "SELECT * { ?s ?p trueSERVICEex:s {} }",
    P + "SELECT * { SERVICESILENT ex:s {} }",
    P + "SELECT * { SERVICEex:s {} }",
    P + "SELECT * { SERVICE:s {} }",
    P + "SELECT * { SERVICE:s#\n{} }",
    P + "SELECT * { ?s ?p ex:.SERVICE ex:s {} }",
    P + "SELECT * { ?s ?p 'x'@en--ltrSERVICE ex:s {} }",
]


@pytest.mark.parametrize("text", PASSES)
def test_a_keyword_that_is_no_keyword_passes(text: str) -> None:
    """In a comment, text, IRI, prefixed name or variable a word is only a word."""
    gate(text)


@pytest.mark.parametrize("text", REFUSED)
def test_a_query_that_could_leave_the_machine_or_change_it_is_refused(text: str) -> None:
    """However it is written."""
    with pytest.raises(QueryRefusedError):
        gate(text)


@given(
    st.sampled_from(WORDS),
    st.lists(st.booleans(), min_size=8, max_size=8),
    st.sampled_from(["{} <http://x> {{}}", "SELECT * {{ {} <http://x> {{}} }}"]),
)
def test_the_case_of_a_keyword_does_not_matter(word: str, upper: list[bool], shape: str) -> None:
    """Any mixture of capitals is refused, and the message shows the word as it was written."""
    mixed = "".join(letter if up else letter.lower() for letter, up in zip(word, upper, strict=False))
    with pytest.raises(QueryRefusedError, match=rf"line 1: {mixed} "):
        gate(shape.format(mixed))


@given(
    st.text(st.characters(exclude_characters="\r\n\\", exclude_categories=["Cs"]), max_size=40), st.sampled_from(WORDS)
)
def test_whatever_stands_in_a_comment_passes(text: str, word: str) -> None:
    """Up to the end of the line."""
    gate(f"SELECT * {BODY} # {text} {word} {text}\n")


@given(
    st.text(st.characters(exclude_characters="\r\n\\'", exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(WORDS),
)
def test_whatever_stands_in_a_text_passes(text: str, word: str) -> None:
    """Up to the quote that ends it."""
    gate(f"SELECT * {{ ?s ?p '{text} {word} {text}' }}")


@given(st.text(max_size=80))
def test_any_text_passes_or_is_refused(text: str) -> None:
    """Nothing else is raised, and a keyword on its own is refused whatever stands before it."""
    with suppress(QueryRefusedError):
        gate(text)
    with pytest.raises(QueryRefusedError):
        gate(re.sub(r"[\"'<#\\?$@:]", " ", text) + " SERVICE <http://x> {}")


def test_nesting_is_capped_at_a_depth_no_real_query_needs() -> None:
    """Sixty-four levels pass, one more does not; brackets in texts and comments do not count."""
    gate("(" * MOST_DEPTH + ")" * MOST_DEPTH)
    gate("(){}[]" * 500)
    gate("SELECT * { ?s ?p '" + "(" * 500 + "' } # " + "{" * 500)
    for sign in "([{":
        with pytest.raises(QueryRefusedError, match="line 2: nested deeper than 64 levels; flatten the query"):
            gate("\n" + sign * (MOST_DEPTH + 1))
    with pytest.raises(QueryRefusedError, match="nested deeper"):
        gate(")" * 500 + "(" * (MOST_DEPTH + 1))


def test_length_is_capped_in_bytes_and_in_words() -> None:
    """What would take the parser long never reaches it."""
    gate("#" + "x" * (MOST_BYTES - 1))
    with pytest.raises(QueryRefusedError, match=f"longer than {MOST_BYTES} bytes"):
        gate("#" + "é" * (MOST_BYTES // 2))
    gate("a " * MOST_TOKENS)
    with pytest.raises(QueryRefusedError, match=f"more than {MOST_TOKENS} words and signs"):
        gate("a " * (MOST_TOKENS + 1))


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff"[1:]])
def test_an_empty_query_is_told(text: str) -> None:
    """With what it could begin with."""
    with pytest.raises(QueryRefusedError, match="the query is empty; write SELECT, ASK"):
        gate(text)


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p 'x }", 'SELECT * { ?s ?p "x\n" }'])
def test_a_text_without_end_is_told(text: str) -> None:
    """The gate does not guess where it was meant to end."""
    with pytest.raises(QueryRefusedError, match=r"line \d: a text that begins with .* has no end; close it"):
        gate(text)


BUSY = """
import resource
from caseweave.rdf.sparql import QueryRefusedError, gate
resource.setrlimit(resource.RLIMIT_CPU, (4, 4))
quotes = ['"' + '\\\\"' * 31_000, "'''" + "x" * 60_000]
names = ["a." * 31_000, "a" * 60_000 + ":", "<" * 60_000, "x:" + "\\\\." * 25_000]
for text in quotes + names:
    try:
        gate(text)
    except QueryRefusedError:
        pass
print("over")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of processor time")
def test_no_text_keeps_the_gate_busy() -> None:
    """The gate runs in the parent: it is done with texts made to be scanned over and over in the time it is given."""
    done = subprocess.run([sys.executable, "-c", BUSY], capture_output=True, text=True, check=False)
    assert done.stdout == "over\n"


def test_a_header_gives_title_question_parameters_and_columns() -> None:
    """In the order of the lines; a parameter without default stays open."""
    head = "#+ title: T\n#+ question: Q?\n#+ param: a | meaning of a | x\n#+ param: b | meaning of b\n"
    query = parse("q", f"{head}#+ column: c | of c\nASK {{}}")
    assert (query.title, query.question, query.columns) == ("T", "Q?", (("c", "of c"),))
    assert [(one.name, one.meaning, one.default) for one in query.parameters] == [
        ("a", "meaning of a", "x"),
        ("b", "meaning of b", None),
    ]
    assert parse("q", "# title: not a header\nASK {}") == Query("q", "# title: not a header\nASK {}")


@given(st.text(max_size=200))
def test_any_text_has_a_header_or_none(text: str) -> None:
    """The text itself is kept as it is."""
    assert parse("q", text).text == text


def test_defaults_are_bound_unless_something_else_is_given() -> None:
    """An open parameter is bound only when it is given; a name the query does not have is refused."""
    query = parse("q", "#+ param: a | of a | x\n#+ param: b | of b\nASK {}")
    assert bind(query, {}) == {"a": "x"}
    assert bind(query, {"a": "y", "b": "z"}) == {"a": "y", "b": "z"}
    with pytest.raises(QueryRefusedError, match="has no parameter 'aa'; did you mean 'a'"):
        bind(query, {"aa": "y"})
    assert bind(parse("q", "SELECT ?x {}"), {"x": "y"}) == {"x": "y"}
