"""Statements as the report shows them: what is said, in which printed words, when, where, by whom, how surely."""

from __future__ import annotations

from typing import TypeAlias

from caseweave.model import Statement
from caseweave.views.comparison.wordbook import Wordbook
from caseweave.views.report.matter import ReportMatter

__all__ = ["Json", "evidence", "filled", "wordbook"]

Json: TypeAlias = dict[str, object]
"""What stands in the page as JSON."""


def evidence(matter: ReportMatter) -> dict[str, Json]:
    """Return every statement by ``paper/id``."""
    words = wordbook(matter)
    return {f"{one.said_by}/{one.id}": _told(one, words) for one in matter.statements}


def wordbook(matter: ReportMatter) -> Wordbook:
    """Return the words that statements of the report are told in."""
    return Wordbook(hierarchy=matter.hierarchy)


def filled(told: Json) -> Json:
    """Leave out what is empty."""
    return {name: value for name, value in told.items() if value not in (None, "", [], (), {})}


def _told(said: Statement, words: Wordbook) -> Json:
    return filled(
        {
            "case": said.case,
            "by": said.said_by,
            "role": said.role,
            "account": said.account,
            "kind": said.kind,
            "term": said.label,
            "code": said.about.curie,
            "text": words.what(said),
            "more": _more(said),
            "printed": said.printed,
            "days": words.when(said),
            "when": list(said.when),
            "low": said.earliest,
            "high": said.latest if said.end_latest is None else said.end_latest,
            "section": list(dict.fromkeys(anchor.section for anchor in said.anchors)),
            "doubt": list(_doubts(said)),
            "note": said.note,
        }
    )


def _more(said: Statement) -> list[str]:
    """Say what is told of a statement beside its words: how it was found, and each qualifier."""
    found = [term.label for term in (said.specimen, said.method, said.route) if term]
    return [*found, *(f"{name}: {text}" for name, text in said.all_qualifiers), *(str(one) for one in said.links)]


def _doubts(said: Statement) -> list[str]:
    told = {
        said.certainty: said.certainty is not None,
        said.assertion: said.assertion != "observed",
        "our term": said.naming == "mapped",
        "day inferred": said.basis == "inferred",
        "day set aside": said.basis == "set aside",
        f"confidence {said.confidence}": said.confidence in {"low", "moderate", "inferred"},
    }
    return [word for word, is_told in told.items() if word and is_told]
