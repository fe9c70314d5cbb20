"""The keys of a protocol file: what may stand where, and what each means. Reader and schema both go by these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from caseweave.model import COLUMNS, LISTS
from caseweave.protocol.definition import SHOWS

__all__ = [
    "CHOICES",
    "EXCLUSION",
    "ITEM",
    "KINDS",
    "LANE",
    "MEASURE",
    "PROTOCOL",
    "RELATIONS",
    "RESERVED",
    "SEARCH",
    "SELECTOR",
    "TERM",
    "TERM_COLUMNS",
    "VALUE_COLUMNS",
    "ZERO",
    "Form",
    "Key",
    "Keys",
]

Form = Literal[
    "choice",
    "course",
    "date",
    "drop",
    "exclusions",
    "flag",
    "groups",
    "keys",
    "lanes",
    "looks",
    "measures",
    "name",
    "origin",
    "origins",
    "search",
    "selector",
    "selectors",
    "step",
    "terms",
    "text",
    "texts",
    "new terms",
    "values",
    "qualifiers",
    "whole",
    "zero",
]


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what stands after it, in which words it is explained, and whether it must be there."""

    form: Form
    words: str
    choices: tuple[str, ...] = ()
    required: bool = False


Keys: TypeAlias = Mapping[str, Key]

KINDS: Final = LISTS["kind"]
RESERVED: Final = ("zero", "any", "none", "all")
"""Names that no selector or measure may have: they mean something already."""

TERM_COLUMNS: Final = ("under", "site", "specimen", "method", "route")
RELATIONS: Final = ("of", "with", "linked by")

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    column: LISTS[column]
    for column in (
        *("phase", "account", "assertion", "naming", "certainty"),
        *("kind", "role", "state", "basis", "confidence"),
    )
}
"""Columns that hold one of a few words, each with these words."""

_OWN_KEYS: Final = ("about", "label", "course", "qualifiers", *TERM_COLUMNS)
VALUE_COLUMNS: Final = tuple(dict.fromkeys(name for name in (*CHOICES, *COLUMNS) if name not in _OWN_KEYS))
"""Columns of the statement table that a selector compares as they stand."""

PROTOCOL: Final[Keys] = {
    "id": Key("text", "id of the protocol, the same as the file name", required=True),
    "title": Key("text", "the question in a few words", required=True),
    "extends": Key("text", "the protocol whose selectors, measures, rows and lanes are inherited; any-case by default"),
    "zero": Key("zero", "what day 0 is; without it each paper's own day 0 counts"),
    "terms": Key("new terms", "terms that the vocabulary lacks, or what else stands above one that it has"),
    "search": Key("search", "the search that found the cases: the numbers of a PRISMA flow"),
    "select": Key("selectors", "selectors by name: which statements are meant"),
    "measures": Key("measures", "measures by name: a verb and what it looks at"),
    "drop": Key("drop", "inherited rows to leave out; `all` leaves out every one but those named again and the rest"),
    "items": Key("groups", "rows of the table, group by group; a bare name is the inherited row"),
    "lanes": Key("lanes", "lanes of the timeline, in the place of the inherited ones"),
}
ZERO: Final[Keys] = {
    "name": Key("text", "what day 0 is called in tables and figures", required=True),
    "of": Key("selector", "the first present statement that it takes, in each case, is day 0"),
}
TERM: Final[Keys] = {
    "label": Key("text", "the label clinicians use", required=True),
    "broader": Key("text", "label, synonym or CURIE of the term above it", required=True),
    "iri": Key("text", "IRI in a public vocabulary, if there is one"),
    "synonyms": Key("texts", "other spellings that papers use"),
    "definition": Key("text", "one sentence in your own words"),
}
EXCLUSION: Final[Keys] = {
    "reason": Key("text", "why they were left out", required=True),
    "records": Key("whole", "how many", required=True),
}
SEARCH: Final[Keys] = {
    "on": Key("date", "date of the last search, YYYY-MM-DD"),
    "databases": Key("texts", "where was searched"),
    "query": Key("text", "what was searched for"),
    "found": Key("whole", "records found"),
    "duplicates": Key("whole", "records removed as duplicates"),
    "screened": Key("whole", "records screened by title and abstract"),
    "excluded": Key("exclusions", "records left out on screening, with reasons"),
    "sought": Key("whole", "reports sought in full"),
    "not_retrieved": Key("whole", "reports that could not be had"),
    "assessed": Key("whole", "reports read in full"),
    "ineligible": Key("exclusions", "reports left out after reading, with reasons"),
    "included": Key("whole", "papers included"),
    "cases": Key("whole", "cases included"),
    "note": Key("text", "what a reader of the flow must know"),
}
SELECTOR: Final[Keys] = {
    **{
        kind: Key("terms", f"a {kind} that is one of these terms or lies below it; `any` for every one")
        for kind in KINDS
    },
    "under": Key("terms", "is about one of these terms or what lies below it, whatever its kind"),
    **{name: Key("terms", f"its {name} is one of these terms or lies below it") for name in TERM_COLUMNS[1:]},
    "of": Key("selector", "is taken by this selector; the other keys narrow it"),
    "with": Key("selector", "shares its event with a statement that this selector takes"),
    "linked by": Key("selector", "is what a statement that this selector takes has in its links"),
    "zero": Key("flag", "is the happening that the paper counts days from", ("yes",)),
    "course": Key("course", "tells one of these steps of change, in any aspect or in one: `{extent: appears}`"),
    "qualifiers": Key("qualifiers", "has these qualifiers: `{name: value}`"),
    **{
        column: Key("values", f"has one of these values in the column `{column}`", CHOICES.get(column, ()))
        for column in VALUE_COLUMNS
    },
    "not": Key("keys", "takes out what fits any of these keys"),
    "query": Key("text", "file of a query that returns statements; stands alone"),
}
MEASURE: Final[Keys] = {
    "first": Key("selector", "the day of the first statement it takes"),
    "last": Key("selector", "the day of the last statement it takes"),
    "course": Key("selector", "the looks at something that changes; with `reaches`"),
    "gap": Key("looks", "two selectors: from the first of one to the first of the other; `zero` may be one"),
    "duration": Key("selector", "from the start of one to what `ends` it, else to its printed end"),
    "until": Key("selector", "to the first of these, else to the last day told, or more"),
    "maximum": Key("selector", "the highest; with `of: grade` or `of: value`"),
    "nearest": Key("selector", "the values whose days may lie nearest; with `to`, a measure"),
    "count": Key("selector", "how many happenings"),
    "reaches": Key("step", "the step that the course must come to"),
    "ends": Key("selector", "what a duration ends with"),
    "of": Key("choice", "what a maximum compares", ("grade", "value")),
    "to": Key("name", "the measure that values shall be nearest to"),
    "from": Key("origins", "what is counted from: `zero`, a selector, or a list of these; `zero` by default"),
}
ITEM: Final[Keys] = {
    "item": Key("text", "title of the row", required=True),
    "of": Key("selector", "the statements that answer the row"),
    "show": Key("choice", "how they are told", SHOWS),
    "measure": Key("name", "the measure that answers the row"),
    "from": Key("origin", "the zero that the measure is counted from"),
    "also": Key("name", "a measure for the second line"),
    "else": Key("selector", "told as `other: …` where nothing answers"),
    "applies": Key("selector", "for whom the row is asked; decides only what an empty cell says"),
    "days": Key("flag", "whether days are told", ("yes", "no")),
    "procedures": Key("flag", "`no`: what was found is told without the name of what was done", ("yes", "no")),
    "essential": Key("flag", "`no`: shown with all rows only", ("yes", "no")),
    "rest": Key("flag", "takes what no other row took", ("yes", "no")),
    "split": Key("flag", "opens a row for each family of terms", ("yes", "no")),
}
LANE: Final[Keys] = {
    "lane": Key("text", "title of the lane", required=True),
    "of": Key("selector", "the statements drawn in it", required=True),
    "show": Key("choice", "how they are told", SHOWS),
    "measure": Key("name", "a time whose results are drawn below it, a bracket an account"),
    "essential": Key("flag", "`no`: shown in the full figure only", ("yes", "no")),
}
