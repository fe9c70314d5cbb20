"""Identifiers: ids, CURIEs and the IRIs made of them."""

from __future__ import annotations

import re
import string

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.model.identifiers import (
    BASE,
    ID_PATTERN,
    PREFIXES,
    case_iri,
    contract,
    event_iri,
    expand,
    graph_iri,
    is_id,
    list_iri,
    paper_iri,
    slug,
    statement_iri,
)

IDS = st.from_regex(ID_PATTERN, fullmatch=True)
CURIES = st.builds(
    "{}:{}".format, st.sampled_from(sorted(PREFIXES)), st.from_regex(r"[A-Za-z0-9_.*+\-]+", fullmatch=True)
)


@given(st.text())
def test_slug_is_lower_case_letters_digits_and_single_hyphens(text: str) -> None:
    """Whatever the label, its slug can stand in an IRI as it is, and a slug is its own slug."""
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@given(CURIES)
def test_expand_and_contract_undo_each_other(curie: str) -> None:
    """A CURIE expands to an IRI that contracts to a CURIE of the same IRI."""
    assert expand(contract(expand(curie))) == expand(curie)


@given(st.one_of(st.text(), st.builds(str.__add__, st.sampled_from(sorted(PREFIXES.values())), st.text())))
def test_contract_gives_a_curie_that_expands_to_the_same_or_leaves_the_iri(iri: str) -> None:
    """What comes back is the IRI itself, or a CURIE that means exactly it: never a CURIE that cannot be read again."""
    short = contract(iri)
    assert short == iri or expand(short) == iri


@pytest.mark.parametrize(
    "curie", ["", "fever", "NCIT:", ":C1", "nobody:1", "NCIT:C 1", "NCIT:C1\n", "http://a.b/", "NCIT:<x>"]
)
def test_expand_refuses_what_is_no_curie_of_a_known_prefix(curie: str) -> None:
    """The message shows what was found and lists the prefixes there are."""
    with pytest.raises(ValueError, match="known: CHEBI, CL"):
        expand(curie)


@pytest.mark.parametrize("text", ["", ".a", "-a", "A", "a b", "a/b", "..", "a" * 65, "a\n", "рaper", "a:b", "a?b"])
def test_ids_that_could_leave_their_folder_or_their_iri_are_refused(text: str) -> None:
    """No slash, blank, capital, confusable letter, newline or overlong id is an id."""
    assert not is_id(text)


@given(IDS, IDS)
def test_every_minted_iri_is_an_iri_below_the_base(one: str, other: str) -> None:
    """The engine takes each of them, and ids make no two kinds of thing share an IRI."""
    minted = [paper_iri(one), case_iri(one), graph_iri(one), statement_iri(one, other), event_iri(one, other)]
    assert len(set(minted)) == len(minted)
    for iri in minted:
        assert iri.startswith(BASE)
        assert ox.NamedNode(iri).value == iri


@given(IDS, IDS, IDS, IDS)
def test_different_ids_never_share_an_iri(a: str, b: str, c: str, d: str) -> None:
    """Statements of two papers, or two statements of one paper, keep apart."""
    assert (statement_iri(a, b) == statement_iri(c, d)) == ((a, b) == (c, d))


def test_values_of_a_list_have_readable_iris() -> None:
    """Blanks become hyphens; the scheme stands before the value."""
    assert list_iri("state", "not assessable") == f"{BASE}state/not-assessable"


def test_no_prefix_stands_for_two_namespaces_and_none_ends_within_a_name() -> None:
    """Prefixes are letters, namespaces are distinct absolute IRIs."""
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert all(set(prefix) <= set(string.ascii_letters) for prefix in PREFIXES)
    assert all(space.startswith(("http://", "https://")) and space[-1] in "/_#" for space in PREFIXES.values())
