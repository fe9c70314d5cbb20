"""The statement: one flat record per thing a paper says. Everything Caseweave shows is made from these."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final, Literal

from caseweave.model.lists import (
    Account,
    Aspect,
    Assertion,
    Basis,
    Certainty,
    Change,
    Confidence,
    Kind,
    LinkCertainty,
    Naming,
    Phase,
    Relation,
    Role,
    SchedulePart,
    State,
    Word,
)
from caseweave.model.paper import Anchor
from caseweave.model.quantity import Comparator

__all__ = ["COLUMNS", "Link", "Statement", "Term"]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A shared entity: its CURIE and the label it is shown by."""

    curie: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a statement has to do with something else: a happening of the same case, or an entity.

    ``target`` is the CURIE of a term, or the id of a statement or event; ``sort`` says which. ``label`` is what it is
    shown by.
    """

    relation: Relation
    target: str
    sort: Literal["statement", "event", "term"]
    label: str
    certainty: LinkCertainty = "stated"
    scale: str | None = None
    score: str | None = None

    def __str__(self) -> str:
        """Say it in words: ``caused by: lamotrigine (suspected, Naranjo 7)``."""
        scored = " ".join(part for part in (self.scale, self.score) if part)
        doubt = self.certainty if self.certainty != "stated" else ""
        rest = ", ".join(part for part in (doubt, scored) if part)
        return f"{self.relation}: {self.label}" + (f" ({rest})" if rest else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """This paper, about this case, says this thing, in this state, then.

    Times are whole days from the case's day 0, all bounds inclusive; None is unbounded. The public columns, in order,
    are :data:`COLUMNS`; ``docs/statements.md`` shows a worked record of each kind.
    """

    statement: str
    said_by: str
    case: str
    role: Role
    primary: str | None = None
    account: Account = "narrative"
    assertion: Assertion = "observed"
    naming: Naming = "printed"
    kind: Kind
    about: Term
    event: str | None = None
    state: State = "present"
    certainty: Certainty | None = None
    links: tuple[Link, ...] = ()
    schedule: tuple[tuple[SchedulePart, str], ...] = ()
    course: tuple[tuple[Aspect, Change], ...] = ()
    grade: str | None = None
    scale: str | None = None
    comparator: Comparator | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    printed: str | None = None
    meant: str | None = None
    site: tuple[Term, ...] = ()
    specimen: Term | None = None
    method: Term | None = None
    route: Term | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    when: tuple[str, ...] = ()
    earliest: int | None = None
    latest: int | None = None
    end_earliest: int | None = None
    end_latest: int | None = None
    phase: Phase | None = None
    basis: Basis | None = None
    anchors: tuple[Anchor, ...] = ()
    confidence: Confidence | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """Label of the entity the statement is about."""
        return self.about.label

    @property
    def id(self) -> str:
        """The statement's id in its paper's file: the last part of its IRI."""
        return self.statement.rsplit("/", 1)[-1]

    @property
    def own_word(self) -> bool:
        """Whether a paper says it of its own patient, as seen, in its own words, and as a fact."""
        return self.word == "own"

    @property
    def word(self) -> Word | None:
        """Whose word it is: what is relayed, concluded by the authors, or named by the curator is no paper's own.

        None for what is only suspected, and for what is about no patient.
        """
        if self.certainty is not None or self.role in {"background", "synthesis"}:
            return None
        if self.role == "relayed":
            return "relayed"
        if self.assertion != "observed":
            return "inferred"
        return "own" if self.naming == "printed" else "mapped"

    @property
    def all_qualifiers(self) -> tuple[tuple[str, str], ...]:
        """The qualifiers, and the curator's reading of an evident misprint as one more of them."""
        return self.qualifiers if self.meant is None else (*self.qualifiers, ("meant", self.meant))

    @property
    def section(self) -> str:
        """The section it stands in first."""
        return self.anchors[0].section if self.anchors else ""

    def row(self) -> dict[str, object]:
        """Return the public columns, in order, as plain JSON values; what is empty is None.

        ``course``, ``schedule``, ``when`` are text with ``; `` between the parts; ``links``, ``site``, ``qualifiers``
        are lists of text, with the reading of a misprint among the qualifiers as ``meant``; ``section``, ``words``,
        ``print`` are those of the first anchor.
        """
        first = self.anchors[0] if self.anchors else None
        special: dict[str, object] = {
            "about": self.about.curie,
            "label": self.label,
            "links": [str(link) for link in self.links],
            "schedule": "; ".join(f"{part}: {text}" for part, text in self.schedule),
            "course": "; ".join(f"{aspect}: {change}" for aspect, change in self.course),
            "site": [term.label for term in self.site],
            "specimen": self.specimen and self.specimen.label,
            "method": self.method and self.method.label,
            "route": self.route and self.route.label,
            "qualifiers": [f"{name}: {value}" for name, value in self.all_qualifiers],
            "when": "; ".join(self.when),
            "section": first and first.section,
            "words": first and first.words,
            "print": first and first.print,
        }
        cells = {name: special[name] if name in special else getattr(self, name) for name in COLUMNS}
        return {name: _plain(value) for name, value in cells.items()}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return None if value in ("", []) else value


def _columns() -> tuple[str, ...]:
    names = [field.name for field in fields(Statement) if field.name != "meant"]
    names.insert(names.index("about") + 1, "label")
    at = names.index("anchors")
    return (*names[:at], "section", "words", "print", *names[at + 1 :])


COLUMNS: Final[tuple[str, ...]] = _columns()
"""Names of the public columns, in order: a contract with every user of ``caseweave statements``."""
