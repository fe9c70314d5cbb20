"""Time phrases: what is read, what is printed, what is refused and with which advice."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.clock import phrase as timewords
from caseweave.clock.phrase import (
    AfterCycles,
    Amount,
    At,
    Between,
    ByOffset,
    ClockDay,
    CycleDay,
    Date,
    Day,
    DayOf,
    During,
    Either,
    EitherSide,
    Elapsed,
    Ending,
    Expression,
    For,
    From,
    FromTo,
    NextDay,
    NightAfter,
    Offset,
    Order,
    Part,
    Qualifier,
    Reference,
    Side,
    TimeWordsError,
    Unit,
    Within,
    parse,
)
from caseweave.clock.phrase.grammar import RESERVED
from caseweave.clock.phrase.place import CLOCKS
from caseweave.model import identifiers

infusion, rash, biopsy = Reference("infusion"), Reference("skin-inflammation"), Reference("biopsy-1")
week = Amount(1, 1, "wk")

PHRASES: dict[str, Expression] = {
    "day 9": At(Day(9)),
    "day -3": At(Day(-3)),
    "about day 4": At(Day(4), about=True),
    "2023-03-27": At(Date(2023, 3, 27)),
    "about 2023-03-27": At(Date(2023, 3, 27), about=True),
    "2022-08": At(Date(2022, 8)),
    "2022": At(Date(2022)),
    "early 2023-03": At(Date(2023, 3, part="early")),
    "mid 2023-03": At(Date(2023, 3, part="mid")),
    "late 2023": At(Date(2023, part="late")),
    "C2D8 of blinatumomab-1": At(CycleDay(2, 8, "blinatumomab-1")),
    "about C1D0 of drug": At(CycleDay(1, 0, "drug"), about=True),
    "same day as biopsy-1": At(biopsy),
    "same day as end of biopsy-1": At(Reference("biopsy-1", "end")),
    "same day as infusion or biopsy-1": At(Either((infusion, biopsy))),
    "between day 4 and day 7": Between(Day(4), Day(7)),
    "between infusion and biopsy-1": Between(infusion, biopsy),
    "between 2023-03 and mid 2023-05": Between(Date(2023, 3), Date(2023, 5, part="mid")),
    "by day 20": Order("by", Day(20)),
    "after day 13": Order("after", Day(13)),
    "before day 5": Order("before", Day(5)),
    "before infusion": Order("before", infusion),
    "after infusion": Order("after", infusion),
    "after start of infusion": Order("after", Reference("infusion", "start")),
    "4 d before infusion": Offset(Amount(4, 4, "d"), "before", infusion),
    "1 wk after infusion": Offset(week, "after", infusion),
    "2023 d after infusion": Offset(Amount(2023, 2023, "d"), "after", infusion),
    "about 2023 d after infusion": Offset(Amount(2023, 2023, "d", "about"), "after", infusion),
    "2-3 wk after day 4": Offset(Amount(2, 3, "wk"), "after", Day(4)),
    "about 4 mo before infusion": Offset(Amount(4, 4, "mo", "about"), "before", infusion),
    "at least 2 a after infusion": Offset(Amount(2, 2, "a", "at least"), "after", infusion),
    "at most 6 h after infusion": Offset(Amount(6, 6, "h", "at most"), "after", infusion),
    "30 min after infusion": Offset(Amount(30, 30, "min"), "after", infusion),
    "1.5 mo after infusion": Offset(Amount(Decimal("1.5"), Decimal("1.5"), "mo"), "after", infusion),
    "about 1-1.25 a before infusion": Offset(Amount(1, Decimal("1.25"), "a", "about"), "before", infusion),
    "2 wk before or after infusion": EitherSide(Amount(2, 2, "wk"), infusion),
    "by 10 d after infusion": ByOffset(Amount(10, 10, "d"), "after", infusion),
    "by about 1 wk before day 4": ByOffset(Amount(1, 1, "wk", "about"), "before", Day(4)),
    "by 2023": Order("by", Date(2023)),
    "next day": NextDay(),
    "next day after biopsy-1": NextDay(biopsy),
    "next day after infusion or biopsy-1": NextDay(Either((infusion, biopsy))),
    "after 1 cycle of drug": AfterCycles(1, Reference("drug")),
    "after 2 cycles of drug": AfterCycles(2, Reference("drug")),
    "hospital day 13": At(ClockDay("hospital day", 13)),
    "postoperative day 0": At(ClockDay("postoperative day", 0)),
    "day 3 of illness": At(ClockDay("day of illness", 3)),
    "day 5 of unknown start": At(ClockDay("day of unknown start", 5)),
    "about ICU day 2": At(ClockDay("ICU day", 2), about=True),
    "from hospital day 3 to postoperative day 2": FromTo(ClockDay("hospital day", 3), ClockDay("postoperative day", 2)),
    "before study day 8": Order("before", ClockDay("study day", 8)),
    "4 d after treatment day 8": Offset(Amount(4, 4, "d"), "after", ClockDay("treatment day", 8)),
    "day 3 of fever-1": At(DayOf(3, "fever-1")),
    "between day 3 of fever-1 and day 7": Between(DayOf(3, "fever-1"), Day(7)),
    "within 1 wk after biopsy-1": Within("within", week, "after", biopsy),
    "within 1 wk before biopsy-1": Within("within", week, "before", biopsy),
    "within 1 wk after infusion or skin-inflammation": Within("within", week, "after", Either((infusion, rash))),
    "in 1 wk after infusion": Within("in", week, "after", infusion),
    "over the next 1 wk after day 13": Within("over the next", week, "after", Day(13)),
    "night after day 10": NightAfter(Day(10)),
    "after 5 mo of remission": Elapsed(Amount(5, 5, "mo"), Reference("remission")),
    "after about 5 mo of remission": Elapsed(Amount(5, 5, "mo", "about"), Reference("remission")),
    "during induction": During(Reference("induction")),
    "from day 14 to day 18": FromTo(Day(14), Day(18)),
    "from infusion to end of rash-2": FromTo(infusion, Reference("rash-2", "end")),
    "from day 9": From(Day(9)),
    "until day 18": Ending("until", Day(18)),
    "up to day 18": Ending("up to", Day(18)),
    "for 5 mo": For(Amount(5, 5, "mo")),
    "for at least 3-4 d": For(Amount(3, 4, "d", "at least")),
}

SAME = {
    "day +9": "day 9",
    "day -03": "day -3",
    "  day   9 ": "day 9",
    "lasting 1 h": "for 1 h",
    "for 07 d": "for 7 d",
    "2-2 d after infusion": "2 d after infusion",
    "2.0 wk after infusion": "2 wk after infusion",
    "1.50 mo after infusion": "1.5 mo after infusion",
    "POD 2": "postoperative day 2",
    "POD2": "postoperative day 2",
    "9th POD": "postoperative day 9",
    "2nd postoperative day": "postoperative day 2",
    "post-operative day 2": "postoperative day 2",
    "HD 13": "hospital day 13",
    "13th hospital day": "hospital day 13",
    "illness day 3": "day 3 of illness",
    "day of illness 3": "day 3 of illness",
    "3rd day of illness": "day 3 of illness",
    "3rd day of fever-1": "day 3 of fever-1",
    "the next day": "next day",
    "the next day after biopsy-1": "next day after biopsy-1",
    "following day after biopsy-1": "next day after biopsy-1",
    "the following day": "next day",
    "after 1 cycles of drug": "after 1 cycle of drug",
}


@pytest.mark.parametrize(("text", "expression"), PHRASES.items(), ids=PHRASES)
def test_reads_and_prints(text: str, expression: Expression) -> None:
    """Every form is read as the record it means, and the record prints the form."""
    assert parse(text) == expression
    assert str(expression) == text


@pytest.mark.parametrize(("text", "canonical"), SAME.items(), ids=SAME)
def test_prints_one_canonical_form(text: str, canonical: str) -> None:
    """Spellings of one thing print alike."""
    assert str(parse(text)) == canonical


def test_the_longest_phrase_is_read() -> None:
    """Blanks fill a phrase up to the most characters it may have."""
    assert str(parse("day 9".ljust(400))) == "day 9"
    with pytest.raises(TimeWordsError):
        parse("day 9".ljust(401))


def test_a_long_text_is_not_repeated_whole() -> None:
    """The message of a refused text of any length stays short."""
    with pytest.raises(TimeWordsError) as caught:
        parse("x" * 100_000)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_words_of_the_grammar_are_no_ids(word: str) -> None:
    """A word of the grammar is never taken for a statement or event."""
    with pytest.raises(TimeWordsError):
        parse(f"same day as {word}")


def test_ids_are_those_of_the_house() -> None:
    """A reference looks like the ids that are minted."""
    assert timewords.ID_PATTERN == identifiers.ID_PATTERN


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("day 9", ()),
        ("C2D8 of drug", ("drug",)),
        ("between biopsy-1 and infusion", ("biopsy-1", "infusion")),
        ("from infusion to end of infusion", ("infusion",)),
        ("within 1 wk after b or C1D2 of a or day 3", ("b", "a")),
        ("after 5 mo of remission", ("remission",)),
        ("after 2 cycles of drug", ("drug",)),
        ("day 3 of fever", ("fever",)),
        ("2 wk before or after a or b", ("a", "b")),
        ("day 3 of illness", ()),
        ("next day", ()),
    ],
)
def test_names_its_references(text: str, references: tuple[str, ...]) -> None:
    """An expression names the happenings it leans on, in order, each once."""
    assert parse(text).references == references


@pytest.mark.parametrize(
    ("trust", "texts"),
    [
        (
            "day",
            "day 9|2023-03-27|2022-08|C2D8 of a|before b|same day as b|during b|between day 4 and day 7|"
            "from day 1 to day 2|until day 3|from b|by day 2|hospital day 3|day 2 of b|after 2 cycles of b",
        ),
        (
            "offset",
            "4 d before b|1 wk after day 2|within 1 wk after b|for 5 mo|after 5 mo of b|at least 2 d after b|for 1 h|"
            "next day|next day after b|by 10 d after b|2 wk before or after b|1.5 mo after b",
        ),
        (
            "vague",
            "about day 4|late 2023-03|about 4 mo before b|in 1 wk after b|over the next 1 wk after b|night after b|"
            "4 d after late 2023-03|between day 1 and mid 2023-03|within 1 wk after late 2023-03|for about 3 d|"
            "before early 2023|about 2023-03-27|within about 1 wk after b|1 d after b or late 2023",
        ),
    ],
)
def test_tells_how_far_it_can_be_trusted(trust: str, texts: str) -> None:
    """A day or order is trusted more than a counted offset, and that more than a loose word."""
    assert {text: parse(text).trust for text in texts.split("|")} == dict.fromkeys(texts.split("|"), trust)


def test_tells_what_lasts() -> None:
    """Only from–to, from, until, up to, for and over the next say that a happening goes on."""
    lasting = [text for text, expression in PHRASES.items() if expression.lasts]
    assert lasting == [
        "from hospital day 3 to postoperative day 2",
        "over the next 1 wk after day 13",
        "from day 14 to day 18",
        "from infusion to end of rash-2",
        "from day 9",
        "until day 18",
        "up to day 18",
        "for 5 mo",
        "for at least 3-4 d",
    ]


def test_takes_alternatives_apart() -> None:
    """A phrase with alternatives has a reading for each; any other has only itself."""
    several = parse("within 1 wk after infusion or skin-inflammation")
    assert several.readings == (Within("within", week, "after", infusion), Within("within", week, "after", rash))
    assert [str(reading) for reading in parse("until a or b or day 3").readings] == [
        "until a",
        "until b",
        "until day 3",
    ]
    assert [str(reading) for reading in parse("2 wk before or after a or b").readings] == [
        *("2 wk before a", "2 wk before b", "2 wk after a", "2 wk after b"),
    ]
    assert parse("day 9").readings == (At(Day(9)),)
    assert parse("for 5 mo").readings == (parse("for 5 mo"),)


def test_is_frozen() -> None:
    """What was read cannot be changed."""
    with pytest.raises(FrozenInstanceError):
        parse("day 9").moment = Day(10)  # type: ignore[union-attr,misc]


def _plain(number: Decimal) -> int | Decimal:
    """Return a number as the grammar does: whole ones as int, others without noughts at the end."""
    return int(number) if number == int(number) else number.normalize()


ids = st.from_regex(identifiers.ID_PATTERN, fullmatch=True).filter(
    lambda text: text.isascii() and text not in RESERVED and any(map(str.isalpha, text))
)
references = st.builds(Reference, ids, st.sampled_from((None, "start", "end")))
days = st.builds(Day, st.integers(-99999, 99999))
dates = st.one_of(
    st.dates().map(lambda date: Date(date.year, date.month, date.day)),
    st.builds(Date, st.integers(1, 9999), st.one_of(st.none(), st.integers(1, 12))),
    st.builds(Date, st.integers(1, 9999), st.integers(1, 12), st.none(), st.sampled_from(get_args(Part))),
)
clocks = st.one_of(
    st.builds(CycleDay, st.integers(1, 999), st.integers(0, 999), ids),
    st.builds(ClockDay, st.sampled_from(CLOCKS), st.integers(0, 9999)),
    st.builds(DayOf, st.integers(0, 9999), ids.filter(lambda text: text != "illness")),
)
places = st.one_of(days, dates, clocks, references)
targets = places | st.lists(places, min_size=2, max_size=3).map(lambda found: Either(tuple(found)))
happenings = references | st.lists(references, min_size=2, max_size=3).map(lambda found: Either(tuple(found)))
numbers = st.integers(0, 4999) | st.integers(0, 499_999).map(lambda hundredths: _plain(Decimal(hundredths) / 100))
amounts = st.builds(
    lambda low, more, unit, qualifier: Amount(low, _plain(Decimal(low + more)), unit, qualifier),
    numbers,
    numbers,
    st.sampled_from(get_args(Unit)),
    st.sampled_from(get_args(Qualifier)),
)
sides = st.sampled_from(get_args(Side))
expressions = st.one_of(
    st.builds(At, st.one_of(days, dates, clocks), st.booleans()),
    st.builds(At, happenings),
    st.builds(Between, places, places),
    st.builds(Order, st.sampled_from(("before", "after", "by")), targets),
    st.builds(Offset, amounts, sides, targets),
    st.builds(Within, st.sampled_from(("within", "in")), amounts, sides, targets),
    st.builds(Within, st.just("over the next"), amounts, st.just("after"), targets),
    st.builds(EitherSide, amounts, targets),
    st.builds(ByOffset, amounts, sides, targets),
    st.builds(NextDay, st.none() | targets),
    st.builds(AfterCycles, st.integers(1, 999), references),
    st.builds(NightAfter, targets),
    st.builds(Elapsed, amounts, references),
    st.builds(During, references),
    st.builds(FromTo, places, places),
    st.builds(From, places),
    st.builds(Ending, st.sampled_from(("until", "up to")), targets),
    st.builds(For, amounts),
)


@given(expressions)
def test_printed_and_read_again_is_the_same(expression: Expression) -> None:
    """Whatever can be said is printed so that it is read as the same thing."""
    assert parse(str(expression)) == expression


_PIECES = st.sampled_from((*sorted(RESERVED), "4", "+9", "2023-03", "C1D2", "wk", "infusion", "one", "March", "-"))


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=9).map(" ".join)))
def test_is_total(text: str) -> None:
    """Any text is read, or refused at a place in it, with a form that is allowed or none; nothing else happens."""
    allowed, position = _answer(text)
    assert allowed is None or str(parse(allowed)) == allowed
    assert 0 <= position <= len(text)


def _answer(text: str) -> tuple[str | None, int]:
    """Tell the canonical form of a phrase, or the form advised for it and the place where it went wrong."""
    try:
        return str(parse(text)), 0
    except TimeWordsError as error:
        return error.suggestion, error.position
