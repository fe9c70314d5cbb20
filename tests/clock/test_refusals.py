"""Phrases outside the grammar: refused at a place, with a reason, and answered with the same meaning or none."""

from __future__ import annotations

import pytest

from caseweave.clock.phrase import TimeWordsError, parse

REFUSED = {
    # phrase: (character from 0, part of the reason)
    "": (0, "a day or date is wanted"),
    "day": (3, "the number of a day is wanted here"),
    "day nine": (4, "'nine' stands where the number of a day"),
    "day 123456": (4, "'123456' stands where"),
    "on day 9": (0, "'on' is not a time"),
    "day 9 or so": (6, "'or' follows the complete phrase 'day 9'"),
    "day 4-7": (4, "'4-7' stands where"),
    "day -3 of fever": (4, "'-3' stands where the number of a day, which has no sign"),
    "day 3 of": (8, "the id of a statement or event is wanted here"),
    "hospital day": (12, "the number of a day is wanted here"),
    "hospital day three": (13, "'three' stands where the number of a day"),
    "3rd week": (4, "'week' stands where a day that is counted, such as 'hospital day',"),
    "between day 4 and 7": (18, "'7' stands where the id"),
    "between day 4 or day 7": (14, "'or' stands where 'and' is wanted"),
    "4 days later": (2, "'days' stands where a unit (min, h, d, wk, mo, a)"),
    "in one week": (3, "'one' stands where a number"),
    "within 1 wk": (11, "'after' is wanted here"),
    "over the next 1 wk before biopsy-2": (19, "'before' stands where 'after'"),
    "5-4 d after x": (0, "the range 5-4 runs backwards"),
    "1.5-1.25 mo after x": (0, "the range 1.5-1.25 runs backwards"),
    "1.555 mo after x": (0, "'1.555' is not a time"),
    "late 2023-03-27": (5, "'late' is said of a month or year"),
    "2023-02-30": (0, "2023-02-30 is not in the calendar"),
    "0000": (0, "0000 is not in the calendar"),
    "C2D8": (4, "'of' is wanted here"),
    "C0D8 of drug": (0, "a day of a cycle counted from C1"),
    "after 0 cycles of drug": (8, "'cycles' stands where a unit"),
    "about infusion": (6, "'infusion' can't be 'about'"),
    "same day as 2023": (12, "'2023' stands where the id"),
    "during day 4": (7, "'day' stands where the id"),
    "1 d after or": (10, "'or' stands where the id"),
    "before Infusion": (7, "'Infusion' stands where the id"),
    "day \N{MINUS SIGN}3": (4, "stands where the number of a day"),
    "x" * 401: (400, "401 characters are more than a phrase has"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_with_place_and_reason(text: str) -> None:
    """A phrase outside the grammar is refused at a character, with a reason."""
    position, reason = REFUSED[text]
    error = refusal(text)
    assert reason in error.reason
    assert error.position == position
    assert error.text == text
    assert f"character {position + 1}: {error.reason}; " in str(error)


SAME = {
    "+9": "day 9",
    "D9": "day 9",
    "d 31": "day 31",
    "day nine": "day 9",
    "on day 9": "day 9",
    "~day 4": "about day 4",
    "around day 4": "about day 4",
    "no later than day 5": "by day 5",
    "not later than day 5": "by day 5",
    "later than day 5": "after day 5",
    "day 4-7": "between day 4 and day 7",
    "between day 4 and 7": "between day 4 and day 7",
    "days 14 to 18": "from day 14 to day 18",
    "from day 14 to 18": "from day 14 to day 18",
    "since day 3": "from day 3",
    "till day 18": "until day 18",
    "March 27, 2023": "2023-03-27",
    "27 March 2023": "2023-03-27",
    "August 2022": "2022-08",
    "late March 2023": "late 2023-03",
    "in early March 2023": "early 2023-03",
    "mid-2023": "mid 2023",
    "In 2013": "2013",
    "pod 3": "postoperative day 3",
    "POD #3": "postoperative day 3",
    "on POD 3": "postoperative day 3",
    "second postoperative day": "postoperative day 2",
    "on the second postoperative day": "postoperative day 2",
    "postop day 2": "postoperative day 2",
    "hd 13": "hospital day 13",
    "on the 13th hospital day": "hospital day 13",
    "day 3 in hospital": "hospital day 3",
    "on the third day of illness": "day 3 of illness",
    "disease day 3": "day 3 of illness",
    "on the following day": "next day",
    "the day after surgery": "1 d after surgery",
    "the day before surgery": "1 d before surgery",
    "a day after surgery": "1 d after surgery",
    "on the day of surgery": "same day as surgery",
    "at admission": "same day as admission",
    "on admission": "same day as admission",
    "one week after admission": "1 wk after admission",
    "three to four days before x": "3-4 d before x",
    "3d after x": "3 d after x",
    "24 hours post surgery": "24 h after surgery",
    "30 minutes after x": "30 min after x",
    "1.5 months after x": "1.5 mo after x",
    "approximately 4 months prior to x": "about 4 mo before x",
    "≤ 3 d after x": "at most 3 d after x",
    "no more than 3 days after x": "at most 3 d after x",
    "≥ 3 d after x": "at least 3 d after x",
    "4 days later": "4 d after x",
    "two weeks later": "2 wk after x",
    "in one week": "in 1 wk after x",
    "within a week": "within 1 wk after x",
    "over the next week": "over the next 1 wk after x",
    "over the next week after x": "over the next 1 wk after x",
    "2 weeks before or after x": "2 wk before or after x",
    "by ten days after x": "by 10 d after x",
    "after two cycles of x": "after 2 cycles of x",
    "day 8 of cycle 2": "C2D8 of x",
    "cycle 2 day 8 of x": "C2D8 of x",
    "after": "after x",
    "lasted 5 months": "for 5 mo",
    "throughout induction": "during induction",
    "after completion of induction": "after end of induction",
    "after 5 mo in remission": "after 5 mo of remission",
    "before Infusion": "before infusion",
}
"""What a person may write, and the one form that says the same; ``x`` is where an id is wanted."""

NOTHING = (
    *("", "9", "x y z", "soon", "twice", "daily", "every day", "each day 5", "every 12 h", "overnight", "day 123456"),
    *("at noon", "at night", "at first", "once", "at baseline", "at birth", "at 6 months of age", "the next morning"),
    *("later that day", "the same day", "shortly after surgery", "a few days after surgery", "several days later"),
    *("nearly 4 months before x", "almost 4 months before x", "less than 3 days after x", "> 3 d after x"),
    *("at least day 5", "day 3 after surgery", "day +5 post surgery", "by day 10 after x", "week 3", "third week"),
    *("month 2", "weeks 2-3", "last month", "6 months ago", "spring 2023", "27/03/2023", "2023-13", "2023-02-30"),
    *("surgery", "about surgery", "during day 4", "hospital day", "hosptal day 3", "betwixt day 4 & day 7"),
    *("between day 4 or day 7", "5-4 d after x", "C0D8 of drug", "up to 3 days", "for several days", "POD 3 or 4"),
    *("after the second cycle", "late 2023-03-27", "not day 5", "not before day 3", "every 2 wk after x"),
    *("day 5 or 6", "day 2 and day 4", "never", "without fever", "nor day 5"),
)
"""What the grammar has no form for: whatever it answered would say something else."""


@pytest.mark.parametrize(("text", "same"), SAME.items(), ids=SAME)
def test_is_answered_with_the_same_meaning(text: str, same: str) -> None:
    """The form that is advised says what was meant, is allowed as it stands, and stands in the message."""
    error = refusal(text)
    assert error.suggestion == same
    assert str(parse(same)) == same
    assert str(error).endswith(f"did you mean {same!r}?")


@pytest.mark.parametrize("text", NOTHING)
def test_is_answered_with_nothing_rather_than_something_else(text: str) -> None:
    """No form that merely looks alike is ever advised: neither another day nor another direction."""
    error = refusal(text)
    assert error.suggestion is None
    assert "did you mean" not in str(error)


def test_the_lists_are_long() -> None:
    """At least sixty wrong phrases are tried."""
    assert len(SAME) + len(NOTHING) >= 60


def refusal(text: str) -> TimeWordsError:
    """Return the error a phrase is refused with."""
    with pytest.raises(TimeWordsError) as caught:
        parse(text)
    return caught.value
