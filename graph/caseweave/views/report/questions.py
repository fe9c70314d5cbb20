"""The shipped questions as the report asks them: their words, parameters and text, and their answers without engine."""

from __future__ import annotations

from decimal import Decimal

from caseweave.rdf.sparql import Query
from caseweave.rdf.store import Answer, Scalar
from caseweave.views.report.evidence import Json
from caseweave.views.report.matter import ReportMatter

__all__ = ["answers", "questions"]


def questions(matter: ReportMatter) -> list[Json]:
    """Return every shipped question; a parameter may have any value that its column has in the open answer."""
    return [_question(one) for one in matter.questions]


def _question(one: Query) -> Json:
    return {
        "name": one.name,
        "title": one.title,
        "question": one.question,
        "text": _bare(one.open_text),
        "parameters": [
            {"name": p.name, "sort": p.sort, "meaning": p.meaning, "default": p.default} for p in one.parameters
        ],
        "columns": [list(column) for column in one.columns],
    }


def _bare(text: str) -> str:
    """Leave out the header, whose words the page shows beside the query."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))


def answers(matter: ReportMatter) -> dict[str, Json]:
    """Return the open answer of each question, all values as text as the engine gives them; null is unbound."""
    return {name: _answer(answer) for name, answer in matter.answers.items()}


def _answer(answer: Answer) -> Json:
    return {"columns": list(answer.columns), "rows": [[_text(value) for value in row] for row in answer.rows]}


def _text(value: Scalar) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
