"""A case that contradicts itself: every minimal clash, what is set aside for it, and by which order of trust."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from caseweave.clock.network import Bounds, Clash

from .conftest import Tell, paper

GRAFT: dict[str, Any] = {
    "admission": "late 2021-06",
    "conditioning": "1 wk after admission",
    "graft": ["2021-06-24", "3 d after conditioning"],
    "blister": {"when": "day 9", "event": "blister", "section": "Results"},
    "first-biopsy": {"when": "day 10", "event": "biopsy-1"},
    "legend-biopsy": {"when": "day 10", "event": "biopsy-1", "section": "Figure 2 legend"},
    "second-biopsy": {"when": "day 14", "event": "biopsy-2"},
    "abstract-blister": {"when": "day 9", "event": "blister", "section": "Abstract"},
    "abstract-first": {"when": "after blister", "event": "biopsy-1", "section": "Abstract"},
    "abstract-second": {"when": ["day 14", "6 d after biopsy-1"], "event": "biopsy-2", "section": "Abstract"},
}
"""An invented case that contradicts itself as real ones do: the calendar does not fit, the abstract miscounts."""


def phrases(clash: Clash) -> list[tuple[str, str]]:
    """List the statements and phrases of a clash."""
    return [(account.statement, account.phrase) for account in clash.accounts]


def test_every_contradiction_is_one_minimal_set(tell: Tell) -> None:
    """Three contradictions: the calendar, the count against the stated days, and the abstract on its own."""
    told = tell(GRAFT, zero="graft")
    assert told.complete
    assert [phrases(clash) for clash in told.clashes] == [
        [
            ("first-biopsy", "day 10"),
            ("legend-biopsy", "day 10"),
            ("second-biopsy", "day 14"),
            ("abstract-second", "day 14"),
            ("abstract-second", "6 d after biopsy-1"),
        ],
        [
            ("admission", "late 2021-06"),
            ("conditioning", "1 wk after admission"),
            ("graft", "2021-06-24"),
            ("graft", "3 d after conditioning"),
        ],
        [
            ("blister", "day 9"),
            ("abstract-blister", "day 9"),
            ("second-biopsy", "day 14"),
            ("abstract-second", "day 14"),
            ("abstract-first", "after blister"),
            ("abstract-second", "6 d after biopsy-1"),
        ],
    ]


def test_a_clash_names_statements_claims_and_conventions(tell: Tell) -> None:
    """The calendar clash: three statements, four constraints, resting on what late and one week mean."""
    clash = tell(GRAFT, zero="graft").clashes[1]
    assert clash.statements == ("admission", "conditioning", "graft")
    assert len(clash.claims) == 4
    assert clash.conventions == ("late-month", "week")
    assert [claim.statements for claim in clash.claims[:2]] == [("admission",), ("conditioning",)]
    assert {account.section for account in clash.accounts} == {"Case Presentation"}
    assert [account.trust for account in clash.accounts] == ["vague", "offset", "day", "offset"]


def test_other_meanings_make_other_contradictions(tell: Tell) -> None:
    """If the statement says that its week may be three days, the calendar fits."""
    loose = {"when": "1 wk after admission", "conventions": {"week": "-7..3"}}
    told = tell({**GRAFT, "conditioning": loose}, zero="graft")
    assert len(told.clashes) == 2
    assert (told.bounds["admission"].earliest, told.bounds["admission"].latest) == (-3, -3)
    assert told.bounds["admission"].conventions == ("late-month", "week")


def test_the_least_trusted_is_set_aside_and_marked(tell: Tell) -> None:
    """The loose word goes before the counts and the date; the abstract's count goes, its order stays."""
    told = tell(GRAFT, zero="graft")
    aside = [([account.phrase for account in one.claim.accounts], one.order_stays) for one in told.set_aside]
    assert aside == [(["late 2021-06"], False), (["6 d after biopsy-1"], True)]
    assert [len(one.lost) for one in told.set_aside] == [1, 2]
    assert told.set_aside[0].lost[0] == told.clashes[1]
    assert told.bounds["admission"] == Bounds(-13, -7, -13, -7, "set aside", ("week",))
    assert told.bounds["abstract-second"] == Bounds(14, 14, 14, 14, "set aside")
    assert told.bounds["second-biopsy"] == Bounds(14, 14, 14, 14, "stated")


def test_the_order_that_stays_still_counts(tell: Tell) -> None:
    """Six days after, given up, still means after."""
    said = {
        "graft": [],
        "first": {"when": "day 10", "event": "one"},
        "second": {"when": "6 d after one", "event": "two", "section": "Abstract"},
        "loose": {"when": "by day 14", "event": "two"},
    }
    assert tell(said, zero="graft").between("graft", "two") == (10, 14)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("Case Presentation", "about day 5"), ("Figure 3 legend", "day 9")),
        (("Outcome and follow-up", "about day 5"), ("Table 2", "day 9")),
        (("Figure 3 legend", "about day 5"), ("Discussion", "day 9")),
        (("Fig. 1", "about day 5"), ("Conclusion", "day 9")),
        (("Discussion", "about day 5"), ("Abstract", "day 9")),
        (("Introduction", "about day 5"), ("Summary", "day 9")),
        (("Background", "about day 5"), ("Title", "day 9")),
        (("Literature review", "day 5"), ("Keywords", "day 9")),
        (("Discussion", "day 5"), ("Discussion", "4 d after day 5")),
        (("Discussion", "4 d after day 5"), ("Discussion", "in 3 d after day 5")),
        (("Discussion", "2023-01-06"), ("Discussion", "about day 9")),
    ],
)
def test_the_order_of_trust(tell: Tell, better: tuple[str, str], worse: tuple[str, str]) -> None:
    """Case presentation, legend, discussion, abstract; in one section a day, then a count, then a loose word."""
    said = {
        "zero": "2023-01-01",
        "a": {"section": better[0], "when": better[1], "event": "e"},
        "b": {"section": worse[0], "when": worse[1], "event": "e"},
    }
    turned = {name: said[name] for name in ("zero", "b", "a")}
    for told in (tell(said, zero="zero"), tell(turned, zero="zero")):
        assert [one.claim.statements for one in told.set_aside] == [("b",)]
        assert (told.bounds["a"].basis, told.bounds["b"].basis) != ("set aside", "set aside")
        assert told.bounds["b"].basis == "set aside"


def test_the_account_that_a_curator_names_counts_for_the_section(tell: Tell) -> None:
    """A legend that retells the case is trusted like the case; a remark of the case like the abstract."""
    said: dict[str, Any] = {
        "zero": [],
        "a": {"section": "Abstract", "account": "narrative", "when": "day 5", "event": "e"},
        "b": {"section": "Figure 1 legend", "when": "day 9", "event": "e"},
    }
    told = tell(said, zero="zero")
    assert [one.claim.statements for one in told.set_aside] == [("b",)]
    said["a"] = {"section": "Case", "account": "abstract", "when": "day 5", "event": "e"}
    told = tell(said, zero="zero")
    assert [one.claim.statements for one in told.set_aside] == [("a",)]


def test_a_tie_sets_both_aside(tell: Tell) -> None:
    """Two different days of one section: neither is believed, both are marked."""
    told = tell({"zero": [], "a": {"when": "day 3", "event": "e"}, "b": {"when": "day 4", "event": "e"}}, zero="zero")
    assert [one.claim.statements for one in told.set_aside] == [("a",), ("b",)]
    assert told.bounds["a"] == told.bounds["b"] == Bounds(basis="set aside")


def test_an_account_is_as_good_as_its_best_one(tell: Tell) -> None:
    """What the abstract and the case presentation both say is trusted like the latter."""
    said = {
        "zero": [],
        "a": {"when": "day 3", "event": "e", "section": "Abstract"},
        "b": {"when": "day 4", "event": "e", "section": "Discussion"},
        "c": {"when": "day 3", "event": "e"},
    }
    told = tell(said, zero="zero")
    assert [one.claim.statements for one in told.set_aside] == [("b",)]
    assert [claim.statements for claim in told.clashes[0].claims] == [("a", "c"), ("b",)]


def test_the_section_that_says_when_counts(tell: Tell) -> None:
    """Of several anchors the one for the time decides how far it is trusted."""
    anchors = [{"section": "Case Presentation"}, {"section": "Abstract", "for": "when"}, {"section": "Discussion"}]
    said = {"zero": [], "a": {"when": "day 3", "event": "e", "anchor": anchors}, "b": {"when": "day 4", "event": "e"}}
    told = tell(said, zero="zero")
    assert [account.section for account in told.clashes[0].accounts] == ["Abstract", "Case Presentation"]
    assert [one.claim.statements for one in told.set_aside] == [("a",)]


def test_a_phrase_that_contradicts_itself_is_set_aside_alone(tell: Tell) -> None:
    """An interval that ends before it begins clashes with nothing else."""
    told = tell({"zero": [], "a": "from day 9 to day 3", "b": "1 d after b", "c": "day 1"}, zero="zero")
    assert [clash.statements for clash in told.clashes] == [("a",), ("b",)]
    assert [one.claim.statements for one in told.set_aside] == [("a",), ("b",)]
    assert told.bounds["c"].earliest == 1


PROGRAM = """
import json, sys
from caseweave.model import PaperFile
from caseweave.clock.network import Conventions
from caseweave.clock.network import resolve
paper, table = json.load(sys.stdin)
told = resolve(PaperFile.model_validate(paper), "fox", Conventions.from_mapping(table))
print(told.bounds, told.clashes, told.set_aside, told.readings, told.claims)
"""


def test_the_same_whatever_the_hash_seed(table: dict[str, dict[str, str]]) -> None:
    """Days, clashes, what is set aside and conventions come in the same order in every process."""
    case = paper(
        {
            **GRAFT,
            "later": "in 1 wk after graft or blister",
            "c2": "C2D3 of infusion",
            "infusion": {"clock": {"counts": "from 1"}},
        },
        zero="graft",
    )
    given_in = json.dumps([case.model_dump(by_alias=True), table])
    path = os.pathsep.join(sys.path)
    shown = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=given_in,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("4711", "America/New_York"))
    }
    assert len(shown) == 1
    assert "6 d after biopsy-1" in shown.pop()
