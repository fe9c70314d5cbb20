"""What one paper file says: the shape of ``sources/<id>.yaml``, strict and frozen. Terms are the curator's words."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Final, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from caseweave.model.identifiers import ID_PATTERN
from caseweave.model.lists import Aspect, Basis, Change, Confidence, Kind, Purpose, Qualifier, Read, Role, State
from caseweave.model.quantity import Quantity

__all__ = [
    "KINDS",
    "Anchor",
    "CaseHead",
    "Clock",
    "Curated",
    "LocalTerm",
    "PaperFile",
    "Resolution",
    "SameAs",
    "SourceStatement",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
MOST_WORDS: Final = 8
MOST_CHARACTERS: Final = 2000
MOST_DIGITS: Final = 40


def _short(text: str) -> str:
    if len(text.split()) > MOST_WORDS:
        raise ValueError(f"{len(text.split())} words kept from the paper; keep at most {MOST_WORDS}, anchor the rest")
    return text


def _quantity(text: str) -> str:
    Quantity.parse(text)
    return text


def _phrase(text: str, info: ValidationInfo) -> str:
    """Hold a time phrase against the grammar that whoever reads a file brings along: the records know none."""
    _short(text)
    if info.context:
        info.context["phrase"](text)
    return text


def _date(text: str) -> str:
    try:
        exact = dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        exact = False
    if not exact:
        raise ValueError(f"{text!r} is not a date of the calendar; write YYYY-MM-DD")
    return text


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


_MARK: Final = r"[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2}"

Id = Annotated[str, Field(pattern=rf"^{ID_PATTERN}$")]
Ref = Annotated[str, Field(pattern=rf"^({ID_PATTERN}/)?{ID_PATTERN}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHARACTERS)]
Printed = Annotated[Text, AfterValidator(_short)]
Number = Annotated[str, Field(max_length=MOST_DIGITS), AfterValidator(_quantity)]
When = Annotated[Text, AfterValidator(_phrase)]
Date = Annotated[str, AfterValidator(_date)]
Whole = Annotated[int, Field(ge=1, le=100_000)]
Doi = Annotated[str, Field(pattern=r"^10\.[0-9]{4,9}/[!-;=?-~]+$")]
Link = Annotated[str, Field(pattern=rf"^https?://[A-Za-z0-9.-]+(:[0-9]{{1,5}})?([/?](?:{_MARK})*)?(#(?:{_MARK})*)?$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


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


class CaseHead(_Frozen):
    """A patient this paper speaks of, and the events its clock can be set by."""

    of: Id | None = Field(None, description="the cited paper that reports this patient, where it reports several")
    zero: Id | None = Field(None, description="the statement or event that is day 0 for this speaker")
    zeros: dict[str, Id] = Field(default_factory=dict, description="other zero names, each with its statement or event")
    episodes: Annotated[tuple[Id, ...], BeforeValidator(_listed)] = Field(
        (), description="events that last: statements that share one observe it at their own times"
    )
    same_as: SameAs | None = Field(None, description="the same patient under another paper's id, never a guess")
    note: Text | None = None


class LocalTerm(_Frozen):
    """A term this file needs before the shared catalogue has it."""

    label: Text
    broader: Text = Field(description="label or CURIE of the term above it")
    iri: Link | None = Field(None, description="IRI of a public vocabulary, if there is one")
    synonyms: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    definition: Text | None = None


class Curated(_Frozen):
    """Who read the paper into this file, and when."""

    on: Date
    by: Text | None = None
    note: Text | None = None


class SourceStatement(_Frozen):
    """One thing a paper says about one patient. Exactly one of the kinds names the entity it is about."""

    id: Id
    case: Id | None = None
    role: Role | None = None
    primary: Id | None = None
    kind: Kind
    about: Text
    event: Id | None = None
    state: State = "present"
    course: dict[Aspect, Change] = Field(default_factory=dict)
    grade: Printed | None = None
    scale: Text | None = None
    value: Number | None = None
    unit: Text | None = None
    printed: Printed | None = None
    site: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    specimen: Text | None = None
    method: Text | None = None
    route: Text | None = None
    qualifiers: dict[Qualifier, Text] = Field(default_factory=dict)
    when: Annotated[tuple[When, ...], BeforeValidator(_listed)] = ()
    basis: Basis | None = None
    clock: Clock | None = None
    conventions: dict[str, Text] = Field(
        default_factory=dict, description="overrides of ontology/time-conventions.yaml"
    )
    anchor: Annotated[tuple[Anchor, ...], BeforeValidator(_listed)] = Field(min_length=1)
    confidence: Confidence | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _name_the_kind(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "kind" in data:
            return data
        named = [kind for kind in KINDS if kind in data]
        if len(named) != 1:
            found = " and ".join(named) or "none"
            raise ValueError(f"names {found} of the kinds; write exactly one of: {', '.join(KINDS)}")
        rest = {key: value for key, value in data.items() if key != named[0]}
        return {**rest, "kind": named[0], "about": data[named[0]]}

    @property
    def quantity(self) -> Quantity:
        """The number of the statement, empty where it has none."""
        return Quantity.parse(self.value) if self.value else Quantity()


class Resolution(_Frozen):
    """The account a curator prefers where accounts disagree, and why. All sides stay; nothing is set aside by it."""

    sides: Annotated[tuple[Ref, ...], BeforeValidator(_listed)] = Field(
        min_length=1, description="statements that disagree: id, or paper/id for one of another paper"
    )
    preferred: Annotated[tuple[Ref, ...], BeforeValidator(_listed)] = Field(
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

    id: Id
    doi: Doi | None = None
    pmid: Annotated[str, Field(pattern=r"^[0-9]{1,9}$")] | None = None
    url: Link | None = None
    title: Text
    authors: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = Field(min_length=1)
    journal: Text
    year: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    published: Date | None = None
    licence: Text | None = None
    read: Read
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
        """The patients this paper itself reports: those it does not cite another paper for."""
        return tuple(case for case, head in self.cases.items() if head.of is None and case not in self.cites)

    @property
    def short(self) -> str:
        """First author's surname and the year, as tables name the paper: ``Kovalenko 2023``."""
        surname = self.authors[0].rsplit(" ", 1)[0] if " " in self.authors[0] else self.authors[0]
        return f"{surname} {self.year}"

    @property
    def citation(self) -> str:
        """The reference in the order a bibliography prints it."""
        where = f"{self.volume}({self.issue})" if self.volume and self.issue else self.volume or ""
        place = f"{self.year};{where}" + (f":{self.pages}" if self.pages else "")
        doi = f" doi:{self.doi}" if self.doi else ""
        return f"{', '.join(self.authors)}. {self.title}. {self.journal}. {place}.{doi}"

    def case_label(self, case: str) -> str:
        """How tables name one of this paper's own patients: the paper, and the case where it reports several."""
        return self.short if len(self.own_cases) == 1 else f"{self.short}, {case}"

    def case_of(self, statement: SourceStatement) -> str:
        """Return the patient a statement is about: the one it names, else the paper's only own case."""
        return statement.case or self.own_cases[0]

    def role_of(self, statement: SourceStatement) -> Role:
        """Return the role of a statement: as given, else ``own`` or ``relayed`` by whose patient it is."""
        return statement.role or ("own" if self.case_of(statement) in self.own_cases else "relayed")

    def primary_of(self, statement: SourceStatement) -> str | None:
        """Return the paper a relayed statement is relayed from."""
        if self.role_of(statement) != "relayed":
            return None
        case = self.case_of(statement)
        return statement.primary or self.cases[case].of or case

    def with_statements(self, statements: tuple[SourceStatement, ...]) -> Self:
        """Return the same paper with other statements."""
        return self.model_copy(update={"statements": statements})
