"""The queries of a protocol, answered over what the papers say: each names statements, which a selector then takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from caseweave import resources
from caseweave.corpus import Corpus
from caseweave.model import Problem, Problems, Statement
from caseweave.protocol.definition import Inquiry
from caseweave.rdf.sparql import QueryRefusedError
from caseweave.rdf.store import Answer, QueryError, ask_guarded
from caseweave.rdf.store.engine import DamagedGraphError
from caseweave.rdf.triples import nquads

__all__ = ["queried"]

_COLUMN: Final = "statement"
_MOST_NAMED: Final = 3


def queried(
    inquiries: Mapping[str, Inquiry], papers: Corpus, statements: Sequence[Statement]
) -> dict[str, frozenset[str]]:
    """Return the IRIs of the statements that each query names; raise Problems for what is wrong with any of them.

    Each is asked of what the papers say, in a child process, behind the gate, with its budget of time and memory.
    """
    if not inquiries:
        return {}
    said = nquads(papers, statements, resources.ontology("mappings.sssom.tsv"), ())
    lines = "".join(sorted(line for lines in said.values() for line in lines)).encode()
    known = {name: one.statement for one in statements for name in (one.statement, f"{one.said_by}/{one.id}")}
    found: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    for file, inquiry in inquiries.items():
        try:
            answer = ask_guarded(lines, inquiry.text, {})
        except DamagedGraphError:
            raise
        except (QueryRefusedError, QueryError) as error:
            faults: Iterable[str] = (str(error),)
        else:
            faults = _faults(answer, known)
            found[file] = frozenset(known[str(name)] for name in _named(answer) if str(name) in known)
        problems += [replace(inquiry.place, message=f"{file}: {fault}") for fault in faults]
    if problems:
        raise Problems(problems)
    return found


def _named(answer: Answer) -> Iterator[object]:
    if _COLUMN in answer.columns:
        at = answer.columns.index(_COLUMN)
        yield from dict.fromkeys(row[at] for row in answer.rows)


def _faults(answer: Answer, known: Mapping[str, str]) -> Iterator[str]:
    """Yield what keeps an answer from naming statements."""
    if _COLUMN not in answer.columns:
        yield f"the query returns no column `{_COLUMN}`; select `?{_COLUMN}`, the IRI or the id of a statement"
    strange = [str(name) for name in _named(answer) if str(name) not in known]
    if strange:
        more = f" and {len(strange) - _MOST_NAMED} more" if len(strange) > _MOST_NAMED else ""
        named = ", ".join(strange[:_MOST_NAMED])
        yield f"`?{_COLUMN}` has what is no statement: {named}{more}; select statements, as IRI or paper/id"
