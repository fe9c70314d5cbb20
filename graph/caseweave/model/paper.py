"""What one paper file says: the shape of ``sources/<id>.yaml``, strict and frozen. Terms are the curator's words."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from caseweave.model.field import (
    Address,
    Date,
    Doi,
    Id,
    Number,
    Printed,
    Ref,
    Text,
    When,
    Whole,
    Word,
    counted_from,
    listed,
)
from caseweave.model.lists import (
    Account,
    Assertion,
    Basis,
    Certainty,
    Change,
    Confidence,
    Kind,
    LinkCertainty,
    Naming,
    Purpose,
    Read,
    Relation,
    Role,
    SchedulePart,
    State,
    Status,
)
from caseweave.model.quantity import Quantity

__all__ = [
    "KINDS",
    "RELATIONS",
    "Anchor",
    "CaseHead",
    "Clock",
    "Counting",
    "Curated",
    "EventHead",
    "LocalTerm",
    "PaperFile",
    "Resolution",
    "SameAs",
    "SourceLink",
    "SourceStatement",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _named(data: Any, field: str, about: str, known: tuple[str, ...]) -> Any:
    """Read the one key of a record that says both which of the known words it is and what it is about."""
    if not isinstance(data, dict) or field in data:
        return data
    named = [name for name in known if name in data]
    if len(named) != 1:
        found = " and ".join(named) or "none"
        raise ValueError(f"names {found} of the {field}s; write exactly one of: {', '.join(known)}")
    rest = {key: value for key, value in data.items() if key != named[0]}
    return {**rest, field: named[0], about: data[named[0]]}


class Anchor(_Frozen):
    """Where in the paper a statement stands: section, and a fingerprint of the words it rests on (docs/anchors.md)."""

    purpose: Purpose = Field("what", alias="for", description="what the anchored words support")
    section: Text = Field(description="heading of the section, or 'Figure 3 legend'")
    words: Annotated[int, Field(ge=5, le=12)] | None = Field(None, description="number of tokens fingerprinted")
    print: Annotated[str, Field(pattern=r"^a[0-9]+:[0-9a-f]{16,64}$")] | None = Field(
        None, description="their fingerprint"
    )
    before: Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")] | None = None
    after: Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")] | None = None
    quote: Text | None = Field(None, description="the words themselves, only where the licence of the paper allows it")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        given = {name: getattr(self, name) for name in ("words", "print", "before", "after")}
        missing = [name for name, value in given.items() if value is None]
        if missing and len(missing) < len(given):
            raise ValueError(f"no {', '.join(missing)}; write all four, as caseweave anchor prints them")
        return self


class Clock(_Frozen):
    """A regimen whose cycles count time: ``C2D8 of blinatumomab-1`` is day 8 of the second cycle of that statement."""

    counts: Literal["from 1", "from 0"] = Field("from 1", description="number of the first day of a cycle")
    cycle: Whole | None = Field(None, description="planned length of a cycle in days, only if the paper prints it")


class SameAs(_Frozen):
    """The curator's word that this patient is one another paper reports, with the evidence for it."""

    case: Id = Field(description="id of the case under which the other paper reports the patient")
    evidence: Text = Field(
        description="how it is known: what the papers say, a shared record number, a letter of the authors"
    )


class Counting(_Frozen):
    """A happening from which days are counted, and the number the paper gives to the day of it."""

    event: Id = Field(description="the statement or event from which days are counted")
    counts: Literal["from 1", "from 0"] = Field("from 1", description="number of the day of the event itself")


class EventHead(_Frozen):
    """What is known of an event apart from the statements about it."""

    label: Text = Field(description="how tables and figures name the event")


class CaseHead(_Frozen):
    """A patient this paper speaks of, and the events its clock can be set by."""

    of: Id | None = Field(None, description="the cited paper that reports this patient, where it reports several")
    day_zero: Annotated[Counting, BeforeValidator(counted_from)] | None = Field(
        None, alias="zero", description="the statement or event that is day 0 for this speaker, or its day 1"
    )
    zeros: dict[str, Id] = Field(default_factory=dict, description="other zero names, each with its statement or event")
    episodes: Annotated[tuple[Id, ...], BeforeValidator(listed)] = Field(
        (), description="events that last: statements that share one observe it at their own times"
    )
    events: dict[Id, EventHead] = Field(default_factory=dict, description="events with the names people know them by")
    clocks: dict[Word, Counting] = Field(
        default_factory=dict,
        description="other counts of days the paper uses, such as hospital day, each with its event",
    )
    group: Annotated[str, Field(pattern=r"^(several|[1-9][0-9]{0,5})$")] | None = Field(
        None, description="how many patients, where the paper speaks of a group and of none of them apart"
    )
    same_as: SameAs | None = Field(None, description="the same patient under another paper's id, never a guess")
    note: Text | None = None

    @property
    def names(self) -> dict[str, str]:
        """What its events are called: their labels; day 0 by its id, where that is a word, as measures name it."""
        zero = {self.zero: self.zero} if self.zero and self.zero.isalpha() else {}
        return zero | {event: head.label for event, head in self.events.items()}

    @property
    def zero(self) -> str | None:
        """The statement or event from which days are counted."""
        return self.day_zero.event if self.day_zero else None


class LocalTerm(_Frozen):
    """A term this file needs before the shared catalogue has it."""

    label: Text
    broader: Text = Field(description="label or CURIE of the term above it")
    iri: Address | None = Field(None, description="IRI of a public vocabulary, if there is one")
    synonyms: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ()
    definition: Text | None = None


class Curated(_Frozen):
    """Who read the paper into this file, and when."""

    on: Date
    by: Text | None = None
    licence: Address | None = Field(None, description="address of the licence under which the curator shares this file")
    note: Text | None = None


class SourceLink(_Frozen):
    """What a statement has to do with something else. Exactly one of the relations names what that is."""

    relation: Relation
    target: Text
    certainty: LinkCertainty = "stated"
    scale: Text | None = None
    score: Printed | None = None

    @model_validator(mode="before")
    @classmethod
    def _name_the_relation(cls, data: Any) -> Any:
        return _named(data, "relation", "target", RELATIONS)


class SourceStatement(_Frozen):
    """One thing a paper says about one patient. Exactly one of the kinds names the entity it is about."""

    id: Id
    case: Id | None = None
    role: Role | None = None
    primary: Id | None = None
    account: Account | None = None
    assertion: Assertion = "observed"
    naming: Naming = "printed"
    kind: Kind
    about: Text
    event: Id | None = None
    state: State = "present"
    certainty: Certainty | None = None
    links: Annotated[tuple[SourceLink, ...], BeforeValidator(listed)] = ()
    schedule: dict[SchedulePart, Printed] = Field(default_factory=dict)
    course: dict[Word, Change] = Field(default_factory=dict)
    grade: Printed | None = None
    scale: Text | None = None
    value: Number | None = None
    unit: Text | None = None
    printed: Printed | None = None
    meant: Printed | None = None
    site: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ()
    specimen: Text | None = None
    method: Text | None = None
    route: Text | None = None
    qualifiers: dict[Word, Text] = Field(default_factory=dict)
    when: Annotated[tuple[When, ...], BeforeValidator(listed)] = ()
    basis: Basis | None = None
    clock: Clock | None = None
    conventions: dict[str, Text] = Field(
        default_factory=dict, description="overrides of ontology/time-conventions.yaml"
    )
    anchor: Annotated[tuple[Anchor, ...], BeforeValidator(listed)] = Field(min_length=1)
    confidence: Confidence | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _name_the_kind(cls, data: Any) -> Any:
        return _named(data, "kind", "about", KINDS)

    @property
    def quantity(self) -> Quantity:
        """The number of the statement, empty where it has none."""
        return Quantity.parse(self.value) if self.value else Quantity()


class Resolution(_Frozen):
    """The account a curator prefers where accounts disagree, and why. All sides stay; nothing is set aside by it."""

    sides: Annotated[tuple[Ref, ...], BeforeValidator(listed)] = Field(
        min_length=1, description="statements that disagree: id, or paper/id for one of another paper"
    )
    preferred: Annotated[tuple[Ref, ...], BeforeValidator(listed)] = Field(
        min_length=1, description="those of the sides that are preferred"
    )
    reason: Text = Field(description="why these, in the curator's words")

    @model_validator(mode="after")
    def _prefer_some(self) -> Self:
        if not set(self.preferred) < set(self.sides):
            raise ValueError("prefers none, all, or others than its sides; name some of the sides under `preferred`")
        return self


class PaperFile(_Frozen):
    """One paper: its bibliography, how much of it was read, the cases it speaks of, and what it says of them."""

    format: Literal["1"] = Field("1", description="form of this file; need not be written")
    id: Id
    doi: Doi | None = None
    pmid: Annotated[str, Field(pattern=r"^[0-9]{1,9}$")] | None = None
    pmcid: Annotated[str, Field(pattern=r"^PMC[0-9]{1,9}$")] | None = None
    url: Address | None = None
    title: Text
    authors: Annotated[tuple[Text, ...], BeforeValidator(listed)] = Field(min_length=1)
    journal: Text
    year: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    article: Text | None = None
    received: Date | None = None
    accepted: Date | None = None
    published: Date | None = None
    licence: Text | None = None
    status: Status | None = None
    read: Read
    unread: dict[Text, Annotated[tuple[Kind, ...], BeforeValidator(listed), Field(min_length=1)]] = Field(
        default_factory=dict
    )
    curated: Curated
    note: Text | None = None
    cites: dict[Id, Literal["discusses", "extends", "agreesWith", "disagreesWith", "citesAsEvidence"]] = Field(
        default_factory=dict
    )
    terms: tuple[LocalTerm, ...] = ()
    cases: dict[Id, CaseHead] = Field(min_length=1)
    statements: tuple[SourceStatement, ...] = Field(min_length=1)
    resolutions: tuple[Resolution, ...] = Field((), description="what the curator prefers where accounts disagree")

    @property
    def own_cases(self) -> tuple[str, ...]:
        """The patients this paper itself reports: no groups, and none it cites another paper for."""
        own = (case for case, head in self.cases.items() if head.of is None and case not in self.cites)
        return tuple(case for case in own if case not in self.groups)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of patients this paper speaks of, none of them apart."""
        return tuple(case for case, head in self.cases.items() if head.group)

    @property
    def short(self) -> str:
        """First author's surname and the year: ``Kovalenko 2023``."""
        surname = self.authors[0].rsplit(" ", 1)[0] if " " in self.authors[0] else self.authors[0]
        return f"{surname} {self.year}"

    @property
    def citation(self) -> str:
        """The reference in the order a bibliography prints it."""
        where = f"{self.volume}({self.issue})" if self.volume and self.issue else self.volume or ""
        pages = self.pages or self.article
        place = f"{self.year}" + (f";{where}" if where or pages else "") + (f":{pages}" if pages else "")
        doi = f" doi:{self.doi}" if self.doi else ""
        status = f" [{self.status}]" if self.status else ""
        return f"{', '.join(self.authors)}. {self.title}. {self.journal}. {place}.{doi}{status}"

    def case_of(self, statement: SourceStatement) -> str:
        """Return the patient a statement is about: the one it names, else the paper's only own case."""
        return statement.case or self.own_cases[0]

    def role_of(self, statement: SourceStatement) -> Role:
        """Return the role of a statement: as given, else by whose patient it is; of a group it is a synthesis."""
        case = self.case_of(statement)
        return statement.role or ("synthesis" if case in self.groups else self._role(case))

    def _role(self, case: str) -> Role:
        return "own" if case in self.own_cases else "relayed"

    def primary_of(self, statement: SourceStatement) -> str | None:
        """Return the paper a relayed statement is relayed from."""
        if self.role_of(statement) != "relayed":
            return None
        case = self.case_of(statement)
        return statement.primary or self.cases[case].of or case
