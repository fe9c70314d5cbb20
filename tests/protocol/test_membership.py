"""Membership: what each key takes, what could answer and why, day 0 and phases; the index agrees with plain reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.model import LISTS, Link, PaperFile, Statement, Term
from caseweave.protocol.definition import Protocol, Zero
from caseweave.protocol.membership import DAY_NOT_TOLD, Answers, UnaskedQueryError, membership
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
from caseweave.protocol.selector_reader import SelectorReader
from caseweave.statements import statements, times
from caseweave.yamltext import scan

from .selectors import over
from .telling import Said, catalogue, corpus, said

NO_TIMES: Mapping[tuple[str, str], Any] = {}


def selector(text: str) -> Selector:
    """Read a selector; all its terms are those that ship."""
    tree = scan(f"a: {text}".encode(), "my.yaml")
    assert isinstance(tree.value, dict)
    reader = SelectorReader(tree, catalogue())
    made = reader.selector(tree.value["a"], ("a",))
    assert not reader.problems, reader.problems
    return made


def told(*statements: Said, name: str = "fox2021", case: str | None = None, **head: Any) -> PaperFile:
    """Invent a paper about one case, its own or, under another paper's name, a relayed one."""
    own = case or name
    cases = {own: head} if own == name else {name: {}, own: head}
    return PaperFile.model_validate(
        {
            "id": name,
            "title": "A case",
            "authors": "Fox A",
            "journal": "Cases",
            "year": "2021",
            "read": "full text",
            "curated": {"on": "2026-01-01"},
            "cites": {} if own == name else {own: "discusses"},
            "cases": cases,
            "statements": [{"case": own, **one} for one in statements],
        }
    )


def answers(text: str, *papers: PaperFile, zero: str | None = None, **named: str) -> Answers:
    """Return what a selector takes and could take, by the ids of the statements."""
    made = corpus(*papers)
    network = times(made)
    selectors = {name.replace("_", " "): selector(one) for name, one in named.items()} | {"asked": selector(text)}
    day_0 = None if zero is None else Zero("day 0", selector(zero))
    protocol = Protocol(id="my", title="", zero=day_0, selectors=selectors)
    found = membership(protocol, statements(made, network), catalogue(), network).of("asked")
    short = {iri: iri.rsplit("/", 1)[-1] for iri in (*found.takes, *found.could)}
    return Answers(frozenset(short[one] for one in found.takes), {short[one]: why for one, why in found.could.items()})


def takes(text: str, *papers: PaperFile, **more: Any) -> set[str]:
    """Return the ids of what a selector takes."""
    return set(answers(text, *papers, **more).takes)


HOSPITAL = told(
    said("drug", "treatment", "amoxicillin", "day 0", route="oral"),
    said("older-drug", "treatment", "antibiotic", "before drug"),
    said("steroid", "treatment", "dexamethasone", "day 12", qualifiers={"component of": "plan", "purpose": "itch"}),
    said("seen", "lesion", "maculopapular rash", "day 9", event="rash", site="scalp", course={"extent": "appears"}),
    said("itch", "finding", "itch", "day 9", event="rash", grade="2"),
    said("gone", "lesion", "skin rash", "day 20", event="rash", course={"overall": "cleared"}),
    said("look", "lesion", "skin plaque", "day 10", method="PET/CT"),
    said("biopsy", "procedure", "skin biopsy", "day 10", event="biopsy"),
    said("cells", "finding", "erythema", event="biopsy", specimen="skin specimen", state="absent"),
    said("swelling", "finding", "clinical finding"),
    said("sign", "finding", "skin finding"),
    said("fit", "finding", "fever", "day -3"),
    said("end", "outcome", "remission"),
    zero="drug",
    episodes=["rash"],
)

TAKEN = {
    "{lesion: any}": {"seen", "gone", "look"},
    "{lesion: skin rash}": {"seen", "gone"},
    "{lesion: [maculopapular rash, skin plaque]}": {"seen", "look"},
    "{finding: skin finding}": {"itch", "cells", "sign"},
    "{under: skin finding}": {"seen", "itch", "gone", "look", "cells", "sign"},
    "{kind: [finding, outcome], under: [fever, remission]}": {"fit", "end"},
    "{kind: outcome}": {"end"},
    "{site: any}": {"seen"},
    "{site: head}": {"seen"},
    "{specimen: tissue specimen}": {"cells"},
    "{method: imaging}": {"look"},
    "{route: oral}": {"drug"},
    "{kind: lesion, method: none}": {"seen", "gone"},
    "{state: absent}": {"cells"},
    "{state: [absent, proposed]}": {"cells"},
    "{kind: treatment, phase: after}": {"drug", "steroid"},
    "{phase: before}": {"older-drug", "fit"},
    "{phase: none, kind: outcome}": {"end"},
    "{grade: any}": {"itch"},
    "{grade: 2}": {"itch"},
    "{course: any}": {"seen", "gone"},
    "{course: cleared}": {"gone"},
    "{course: {extent: appears}}": {"seen"},
    "{course: {extent: cleared}}": set(),
    "{qualifiers: {component of: any}}": {"steroid"},
    "{qualifiers: {purpose: [itch, pain]}}": {"steroid"},
    "{qualifiers: {purpose: pain}}": set(),
    "{treatment: any, qualifiers: {purpose: none}}": {"drug", "older-drug"},
    "{zero: yes}": {"drug"},
    "{of: {lesion: any}, phase: after, not: {course: cleared}}": {"seen", "look"},
    "{finding: any, with: {lesion: any}}": {"itch"},
    "{with: {procedure: any}}": {"biopsy", "cells"},
    "{lesion: skin finding, not: {specimen: any, method: imaging}}": {"seen", "gone"},
    "{treatment: any, not: {zero: yes, phase: before}}": {"steroid"},
    "[{outcome: any}, {procedure: biopsy}]": {"end", "biopsy"},
    "{kind: lesion, event: rash}": {"seen", "gone"},
}


@pytest.mark.parametrize(("text", "wanted"), TAKEN.items(), ids=TAKEN)
def test_each_key_takes_what_it_says(text: str, wanted: set[str]) -> None:
    """One patient with a drug eruption."""
    assert takes(text, HOSPITAL) == wanted


COULD = {
    "{finding: itch}": {"sign": "unspecific: skin finding"},
    "{finding: any, phase: after}": {"swelling": DAY_NOT_TOLD, "sign": DAY_NOT_TOLD},
    "{finding: itch, phase: after}": {},
    "{treatment: penicillin, phase: before}": {"older-drug": "unspecific: antibiotic"},
    "{treatment: penicillin, phase: after}": {},
    "{outcome: any, phase: before}": {"end": DAY_NOT_TOLD},
    "{outcome: any, phase: before, state: absent}": {},
    "{outcome: any, not: {phase: before}}": {},
    "[{outcome: any}, {outcome: any, phase: after}]": {},
    "{of: {outcome: any, phase: after}, state: present}": {"end": DAY_NOT_TOLD},
    "{finding: any, with: {outcome: any, phase: after}}": {},
    "{lesion: maculopapular rash}": {"gone": "unspecific: skin rash"},
    "{site: skin of upper back}": {},
}


@pytest.mark.parametrize(("text", "wanted"), COULD.items(), ids=COULD)
def test_what_could_answer_says_why_it_does_not(text: str, wanted: dict[str, str]) -> None:
    """One key alone stands in the way: a phase that is not told, or a broader term that is no root."""
    assert answers(text, HOSPITAL).could == wanted


def test_what_shares_an_event_is_of_the_same_case() -> None:
    """Another patient's event of the same name is another happening."""
    other = told(said("itch-b", "finding", "itch", event="rash"), name="elm2020")
    assert takes("{finding: any, with: {lesion: any}}", HOSPITAL, other) == {"itch"}


def test_what_is_linked_is_what_a_member_names() -> None:
    """A statement, an event, or a term; what the paper excludes is not linked."""
    paper = told(
        said("drug-a", "treatment", "amoxicillin", "day 0"),
        said("drug-b", "treatment", "dexamethasone", event="course"),
        said("drug-c", "treatment", "methotrexate"),
        said("drug-d", "treatment", "cytarabine"),
        said("seen", "lesion", "skin rash", links=[{"caused by": "drug-a"}, {"caused by": "course"}]),
        said("itch", "finding", "itch", links=[{"caused by": "antimetabolite"}]),
        said("fever", "finding", "fever", links=[{"caused by": "drug-d", "certainty": "excluded"}]),
        zero="drug-a",
    )
    assert takes("{treatment: any, linked by: {lesion: any}}", paper) == {"drug-a", "drug-b"}
    assert takes("{treatment: any, linked by: {finding: itch}}", paper) == {"drug-c", "drug-d"}
    assert takes("{treatment: any, linked by: {finding: fever}}", paper) == set()


# day 0 and phases

INFECTION = told(
    said("onset", "finding", "fever", "day 0"),
    said("visit", "procedure", "consultation", "day 2"),
    said("surgery", "procedure", "biopsy", ["day 4"]),
    said("morning", "treatment", "dexamethasone", ["day 4", "before surgery"]),
    said("later", "outcome", "remission", "5 d after surgery"),
    said("never-told", "outcome", "disease response"),
    zero="onset",
)


def test_the_first_present_member_is_day_0() -> None:
    """Phases follow; what is put before it in words is before, though on the same day."""
    assert takes("{phase: before}", INFECTION, zero="{procedure: biopsy}") == {"onset", "visit", "morning"}
    assert takes("{phase: after}", INFECTION, zero="{procedure: biopsy}") == {"surgery", "later"}
    assert takes("{phase: before}", INFECTION) == set()
    assert takes("{phase: before}", INFECTION, zero="{procedure: any}") == {"onset"}


def test_zero_yes_is_the_papers_own() -> None:
    """Whatever day 0 the protocol asks for."""
    assert takes("{zero: yes}", INFECTION, zero="{procedure: biopsy}") == {"onset"}


def test_a_case_without_a_member_has_no_days() -> None:
    """Nothing answers a phase there, and nothing could; other cases keep theirs."""
    other = told(
        said("pill", "treatment", "amoxicillin", "day 0"), said("end-b", "outcome", "remission"), name="elm2020"
    )
    found = answers("{phase: [before, after]}", INFECTION, other, zero="{treatment: amoxicillin}")
    assert found.takes == {"pill"}
    assert found.could == {"end-b": DAY_NOT_TOLD}


def test_what_is_only_planned_or_denied_is_no_day_0() -> None:
    """Nor is what another patient's paper concludes."""
    paper = told(
        said("start", "treatment", "dexamethasone", "day 0"),
        said("plan", "treatment", "methotrexate", "day 3", state="proposed"),
        said("given", "treatment", "methotrexate", "day 8"),
        said("between", "finding", "fever", "day 5"),
        zero="start",
    )
    assert takes("{phase: before}", paper, zero="{treatment: methotrexate}") == {"start", "plan", "between"}


def test_the_earliest_member_counts_whatever_the_order_of_the_file() -> None:
    """Where days do not tell, the first in the file."""
    paper = told(
        said("second", "treatment", "methotrexate", "day 8"),
        said("first", "treatment", "methotrexate", "day 1"),
        said("undated", "treatment", "methotrexate"),
        said("between", "finding", "fever", "day 5"),
        said("start", "finding", "itch", "day 0"),
        zero="start",
    )
    assert takes("{phase: after}", paper, zero="{treatment: methotrexate}") == {"second", "first", "between"}


def test_days_are_pairwise_bounds_from_day_0() -> None:
    """Five days after a surgery of unknown day is day 5, where subtracting would give a range."""
    paper = told(
        said("onset", "finding", "fever", "day 0"),
        said("surgery", "procedure", "biopsy", "between day 4 and day 9"),
        said("later", "outcome", "remission", "5 d after surgery"),
        zero="onset",
    )
    made = corpus(paper)
    network = times(made)
    records = statements(made, network)
    protocol = Protocol(id="my", title="", zero=Zero("surgery", selector("{procedure: biopsy}")))
    timing = membership(protocol, records, catalogue(), network).timing
    days = {record.id: (record.earliest, record.latest) for record in timing.applied(records)}
    assert days == {"onset": (-9, -4), "surgery": (0, 0), "later": (5, 5)}
    assert timing.zero == {("fox2021", "fox2021"): "surgery"}


def test_a_query_is_answered_by_what_it_returned() -> None:
    """And refused where nobody asked it."""
    records = (record("a"), record("b"))
    protocol = Protocol(id="my", title="", selectors={"asked": QueryFile("mine.rq")})
    assert protocol.queries == ("mine.rq",)
    found = membership(protocol, records, catalogue(), NO_TIMES, {"mine.rq": [records[1].statement, "elsewhere"]})
    assert found.of("asked").takes == {records[1].statement}
    assert found.named == {records[1].statement: ("asked",)}
    with pytest.raises(UnaskedQueryError, match=r"'mine\.rq'"):
        membership(protocol, records, catalogue(), NO_TIMES)


# the index against plain reading

LABELS = ("clinical finding", "skin finding", "skin rash", "maculopapular rash", "itch", "fever", "treatment")
SITES = ("skin", "scalp", "anatomical site")


def term(label: str) -> Term:
    """Return the term of a label."""
    return Term(catalogue().resolve(label).curie, label)


def record(name: str, **more: Any) -> Statement:
    """Make a record without a time network."""
    given = {"said_by": "fox2021", "case": "fox2021", "role": "own", "kind": "finding", "about": term("fever")}
    return Statement(statement=f"https://example.org/{name}", **{**given, **more})


@st.composite
def records(draw: st.DrawFn) -> tuple[Statement, ...]:
    """Draw a few statements of two papers, with links among them."""
    made = []
    count = draw(st.integers(1, 7))
    for place in range(count):
        target = draw(st.integers(0, count - 1))
        link = Link(
            relation="caused by",
            target=draw(st.sampled_from((f"s{target}", "e1", term("skin finding").curie))),
            sort=draw(st.sampled_from(("statement", "event", "term"))),
            label="",
            certainty=draw(st.sampled_from(("stated", "excluded"))),
        )
        made.append(
            record(
                f"s{place}",
                said_by=draw(st.sampled_from(("fox2021", "elm2020"))),
                kind=draw(st.sampled_from(("finding", "lesion"))),
                about=term(draw(st.sampled_from(LABELS))),
                event=draw(st.none() | st.sampled_from(("e1", "e2"))),
                state=draw(st.sampled_from(LISTS["state"])),
                site=draw(st.lists(st.sampled_from(SITES).map(term), max_size=2).map(tuple)),
                course=draw(st.sampled_from(((), (("extent", "appears"),), (("itch", "cleared"),)))),
                qualifiers=draw(st.sampled_from(((), (("age", "12"),)))),
                phase=draw(st.sampled_from((None, "before", "after"))),
                links=draw(st.sampled_from(((), (link,)))),
            )
        )
    return tuple(made)


def keys() -> st.SearchStrategy[Key]:
    """Draw a key that such statements may fit."""
    terms = st.lists(st.sampled_from(LABELS).map(term), min_size=1, max_size=2, unique=True).map(tuple)
    sites = st.lists(st.sampled_from(SITES).map(term), min_size=1, max_size=2, unique=True).map(tuple)
    presence = st.sampled_from(("any", "none"))
    return st.one_of(
        st.builds(KindKey, st.sampled_from(("finding", "lesion")), st.just(()) | terms),
        st.builds(TermKey, st.just("under"), terms),
        st.builds(TermKey, st.just("site"), sites),
        st.builds(TermKey, st.just("site"), st.just(()), presence),
        st.builds(ValueKey, st.just("state"), st.sampled_from((("present",), ("absent", "proposed")))),
        st.builds(ValueKey, st.just("phase"), st.sampled_from((("before",), ("after",), ("before", "after")))),
        st.builds(ValueKey, st.just("phase"), st.just(()), presence),
        st.builds(CourseKey, st.sampled_from((None, "extent", "itch")), st.sampled_from((("appears",), ("cleared",)))),
        st.builds(CourseKey, st.none(), st.just(()), presence),
        st.builds(QualifierKey, st.just("age"), st.sampled_from((("12",), ("13", "12")))),
    )


SELECTOR: st.SearchStrategy[Selector] = st.recursive(
    st.lists(keys(), min_size=1, max_size=3).map(lambda drawn: AllOf(tuple(drawn))),
    lambda inner: over(inner) | st.builds(lambda one, key: AllOf((RelationKey("of", one), key)), inner, keys()),
    max_leaves=4,
)


class Plain:
    """Reads a selector statement by statement, as its definition says: what stands in the way, key by key."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        self.statements = statements

    def verdict(self, selector: Selector, one: Statement) -> str:
        """Tell "takes", "no", or why it could."""
        if isinstance(selector, AnyOf):
            found = [self.verdict(part, one) for part in selector.parts]
            return "takes" if "takes" in found else next((each for each in found if each != "no"), "no")
        assert isinstance(selector, AllOf)
        found = [self.key(key, one) for key in selector.keys]
        found = [each for each in found if each != "takes"]
        return "takes" if not found else found[0] if len(found) == 1 else "no"

    def key(self, key: Key, one: Statement) -> str:
        """Tell the same of one key."""
        if isinstance(key, KindKey):
            about = self.term((one.about,), key.terms) if key.terms else "takes"
            return about if one.kind == key.kind else "no"
        if isinstance(key, TermKey):
            has = (one.about,) if key.column == "under" else one.site if key.column == "site" else ()
            return self.present(key.presence, bool(has)) if key.presence else self.term(has, key.terms)
        if isinstance(key, RelationKey):
            return self.relation(key, one)
        if isinstance(key, NotKey):
            return "no" if "takes" in [self.key(each, one) for each in key.keys] else "takes"
        return "no" if isinstance(key, ZeroKey) else self.value(key, one)

    def value(self, key: ValueKey | CourseKey | QualifierKey, one: Statement) -> str:
        """Tell the same of a column, an aspect of the course, a qualifier."""
        if isinstance(key, CourseKey):
            steps = [str(step) for aspect, step in one.course if key.aspect in {None, aspect}]
            return self.among(steps, key.steps, key.presence)
        if isinstance(key, QualifierKey):
            return self.among([value for name, value in one.qualifiers if name == key.name], key.values, key.presence)
        has = getattr(one, key.column)
        if key.column == "phase" and has is None and not key.presence:
            return DAY_NOT_TOLD
        return self.among([has] if has is not None else [], key.values, key.presence)

    def relation(self, key: RelationKey, one: Statement) -> str:
        """Tell the same of what other statements decide."""
        if key.relation == "of":
            return self.verdict(key.selector, one)
        telling = [each for each in self.statements if (each.said_by, each.case) == (one.said_by, one.case)]
        members = [each for each in telling if self.verdict(key.selector, each) == "takes"]
        if key.relation == "with":
            return "takes" if one.event and one.event in {each.event for each in members} else "no"
        links = [link for each in members for link in each.links if link.certainty != "excluded"]
        return "takes" if any(self.linked(link, one) for link in links) else "no"

    def linked(self, link: Link, one: Statement) -> bool:
        """Tell whether a link leads to a statement."""
        if link.sort == "term":
            return link.target in {one.about.curie, *catalogue().ancestors(one.about.curie)}
        return link.target in {one.id, one.event}

    def among(self, has: list[str], wanted: tuple[str, ...], presence: str | None) -> str:
        """Tell whether one of the values is there."""
        return self.present(presence, bool(has)) if presence else "takes" if set(has) & set(wanted) else "no"

    def present(self, presence: str, there: bool) -> str:
        """Tell whether something is there or not, as wanted."""
        return "takes" if there == (presence == "any") else "no"

    def term(self, has: tuple[Term, ...], wanted: tuple[Term, ...]) -> str:
        """Tell whether a term lies at or below one that is wanted, or above it and is no root."""
        known = catalogue()
        for one in has:
            if {one.curie, *known.ancestors(one.curie)} & {each.curie for each in wanted}:
                return "takes"
        above = [curie for each in wanted for curie in known.ancestors(each.curie) if known[curie].broader]
        broader = [one for one in has if one.curie in above]
        return "unspecific" if broader else "no"


@given(records(), SELECTOR)
def test_the_index_agrees_with_plain_reading(statements: tuple[Statement, ...], asked: Selector) -> None:
    """For every selector and every statement, all three values."""
    protocol = Protocol(id="my", title="", selectors={"asked": asked})
    found = membership(protocol, statements, catalogue(), NO_TIMES).of(Named("asked"))
    for one in statements:
        wanted = Plain(statements).verdict(asked, one)
        got = "takes" if one.statement in found.takes else found.could.get(one.statement, "no")
        assert got.split(":")[0] == wanted, (one, str(asked))
