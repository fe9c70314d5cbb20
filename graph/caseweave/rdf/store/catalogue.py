"""The named queries that ship: one question a file in ``queries/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from caseweave import resources
from caseweave.rdf.sparql import Query, QueryRefusedError, bind, parse
from caseweave.rdf.store.engine import Answer, Store
from caseweave.vocabulary.spelling import nearest

__all__ = ["named_queries", "query_named", "unknown"]


@cache
def named_queries() -> dict[str, Query]:
    """Return every shipped query by its name, in the order of the names."""
    files = sorted((item for item in resources.QUERIES.iterdir() if item.name.endswith(".rq")), key=lambda i: i.name)
    names = [item.name.removesuffix(".rq") for item in files]
    return {name: parse(name, item.read_text("utf-8")) for name, item in zip(names, files, strict=True)}


def query_named(store: Store, name: str, given: Mapping[str, str] | None = None) -> Answer:
    """Answer a shipped query; an unknown name or parameter is refused with the nearest one that exists."""
    query = named_queries().get(name)
    if query is None:
        raise unknown(name)
    return store.ask(query.open_text, bind(query, dict(given or {})))


def unknown(name: str) -> QueryRefusedError:
    """Return the error for a name that no query has: it offers the nearest one."""
    queries = named_queries()
    close = nearest(name, queries)
    hint = f"did you mean {close!r}?" if close else f"there are: {', '.join(queries)}"
    return QueryRefusedError(f"no query {name!r}; {hint}")
