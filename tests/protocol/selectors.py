"""Any selector of the language, for the tests that hold for all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from caseweave.model import LISTS, Kind, Term
from caseweave.protocol.selector import (
    AllOf,
    AnyOf,
    CourseKey,
    Key,
    KindKey,
    Named,
    NotKey,
    QualifierKey,
    QueryFile,
    RelationKey,
    Selector,
    TermKey,
    ValueKey,
    ZeroKey,
)

from .telling import catalogue

WORDS = st.sampled_from(("age", "part of a regimen", "it's", "any", "a: b", "x, y", "ü", "-", "none of it", "12"))
TERMS = st.sampled_from(("fever", "skin biopsy", "pegaspargase", "B-ALL", "remission")).map(
    lambda label: Term(catalogue().resolve(label).curie, label)
)
SITES = st.sampled_from(("skin", "bone marrow")).map(lambda label: Term(catalogue().resolve(label).curie, label))
PRESENCES = st.sampled_from(("any", "none"))
KINDS: st.SearchStrategy[Kind] = st.sampled_from(LISTS["kind"])


def several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw one value or a few."""
    return st.lists(values, min_size=1, max_size=3).map(tuple)


def flat_keys() -> st.SearchStrategy[Key]:
    """Draw a key that holds no selector."""
    steps = several(st.sampled_from(LISTS["change"]))
    return st.one_of(
        st.builds(KindKey, KINDS),
        st.builds(lambda terms: TermKey("under", tuple(terms)), st.lists(TERMS, min_size=1, max_size=3)),
        st.builds(lambda terms: TermKey("site", tuple(terms)), st.lists(SITES, min_size=1, max_size=2)),
        st.builds(lambda presence: TermKey("specimen", (), presence), PRESENCES),
        st.builds(lambda states: ValueKey("state", states), several(st.sampled_from(LISTS["state"]))),
        st.builds(lambda units: ValueKey("unit", units), several(WORDS)),
        st.builds(lambda presence: ValueKey("grade", (), presence), PRESENCES),
        st.builds(CourseKey, st.none() | WORDS, steps),
        st.builds(QualifierKey, WORDS, several(WORDS)),
        st.just(ZeroKey()),
    )


def apart(keys: list[Key]) -> tuple[Key, ...]:
    """Keep one key of each sort, since a mapping holds each key once."""
    kept: dict[str, Key] = {}
    for key in keys:
        sort = "kind" if isinstance(key, KindKey) else str(key).split(":", maxsplit=1)[0]
        kept.setdefault(sort, key)
    return tuple(kept.values())


def over(inner: st.SearchStrategy[Selector]) -> st.SearchStrategy[Selector]:
    """Draw a selector that holds others."""
    relations = st.builds(RelationKey, st.sampled_from(("of", "with", "linked by")), inner)
    plain = st.lists(flat_keys() | relations, min_size=1, max_size=4).map(apart)
    taken_out = st.lists(flat_keys(), min_size=1, max_size=2).map(apart).map(NotKey)
    whole = st.builds(lambda keys, out: AllOf((*keys, out) if out else keys), plain, st.none() | taken_out)
    return whole | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts)))


SELECTOR: st.SearchStrategy[Selector] = st.recursive(
    st.builds(Named, WORDS) | st.builds(QueryFile, WORDS), over, max_leaves=6
)
