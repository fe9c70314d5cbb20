"""What a paper says of another paper's patient, held against what that paper says itself: a verdict for every claim."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from caseweave.accounts.finding import Misfit
from caseweave.accounts.moments import dated
from caseweave.accounts.numbers import commensurable, overlap
from caseweave.accounts.pairs import Hearing, Pair
from caseweave.accounts.rules.relayed import RELAYED
from caseweave.model import Statement, Verdict

__all__ = ["Held", "hold"]


@dataclass(frozen=True, slots=True)
class Held:
    """A relayed claim with its verdict, and the findings against it where it differs."""

    verdict: Verdict
    findings: tuple[Misfit, ...] = ()


def hold(claim: Statement, about: Sequence[Statement], told: Hearing, papers: Container[str]) -> Held:
    """Hold a relayed claim against all that the paper it is relayed from says in its own word of the same patient.

    ``about`` are all statements on that patient, ``told`` those of them that are facts, ``papers`` the ids of the
    papers of the corpus.
    """
    primary = str(claim.primary)
    if primary not in papers:
        return Held(_verdict(claim, "original not read", (), f"{primary} is not among the papers"))
    own = [one for one in about if one.said_by == primary and one.own_word]
    near = [pair for one in own if _near(pair := Pair(claim, one, told))]
    alike = [pair.other for pair in near if not _missing(pair)]
    if alike:
        return Held(_verdict(claim, "agrees", alike, "the original says so itself"))
    findings = [finding for pair in near for rule in RELAYED if (finding := rule(pair))]
    if findings:
        against = [said for one in findings for said in (one.other, *(witness for witness, _ in one.witnesses))]
        return Held(_verdict(claim, "differs", against, findings[0].note), tuple(findings))
    closest = _closest(near)
    reason = _lacking(closest[0]) if closest else "nothing of the kind was read there"
    return Held(_verdict(claim, "not found in what was read", [pair.other for pair in closest], reason))


def _verdict(claim: Statement, verdict: str, compared: Sequence[Statement], reason: str) -> Verdict:
    names = dict.fromkeys(one.statement for one in compared)
    return Verdict(
        statement=claim.statement,
        primary=str(claim.primary),
        verdict=verdict,  # type: ignore[arg-type]
        compared=tuple(names),
        reason=reason,
    )


def _near(pair: Pair) -> bool:
    return (pair.relation.comparable or pair.relation.opposite) and _of_one_phase(pair) and _of_one_happening(pair)


def _of_one_phase(pair: Pair) -> bool:
    """Tell whether both may be of one phase: neither is before day 0 while the other is after it."""
    return len({pair.one.phase, pair.other.phase} - {None}) < 2


def _of_one_happening(pair: Pair) -> bool:
    """Tell whether the original's statement may be of the happening of the claim, where the original tells of that.

    What it tells of another happening, or of a time before or after this one, is no word on the claim.
    """
    claim, original = pair.both
    there = [one for one in pair.told.account_of(original.said_by) if claim.event and one.event == claim.event]
    moments = pair.told.moments
    if original.event or not there:
        return not there or original.event == claim.event
    return not any(moments.follows(one, original) != moments.follows(original, one) for one in there)


def _closest(near: Sequence[Pair]) -> list[Pair]:
    """Return those of the original's statements that leave the least of the claim unconfirmed."""
    least = min((len(_missing(pair)) for pair in near), default=0)
    return [pair for pair in near if len(_missing(pair)) == least]


def _lacking(pair: Pair) -> str:
    return f"the original speaks of it, but not of {' and '.join(_missing(pair))}"


def _missing(pair: Pair) -> list[str]:
    """Name what the original's statement does not confirm of the claim; nothing if it says all of it."""
    claim, original = pair.both
    tests = {
        "the thing": _same_thing(pair),
        "the number": _same_number(pair),
        "the grade": claim.grade in {None, original.grade},
        "the site": _same_site(pair),
        "the change": set(claim.course) <= set(original.course),
        "the day": not dated(claim) or pair.told.moments.is_zero(claim) or _same_day(pair),
    }
    return [name for name, holds in tests.items() if not holds]


def _same_thing(pair: Pair) -> bool:
    """Tell whether the original names the thing or a kind of it; where it is denied, the thing or what holds it."""
    if pair.one.state != pair.other.state:
        return pair.relation.opposite
    wider = pair.relation.over if pair.one.state == "present" else pair.relation.under
    read_so = pair.one.state == "present" and pair.told.likeness.reads(pair.one.about.curie, pair.other.about.curie)
    return pair.relation.same or wider or read_so


def _same_number(pair: Pair) -> bool:
    claimed, own = pair.amounts
    if claimed is None:
        return True
    found = commensurable(claimed, own) if own else None
    return found is not None and overlap(*found)


def _same_site(pair: Pair) -> bool:
    """Tell whether the original names a site of the claim, or the very name of the thing does, as skin biopsy does."""
    claim, original = pair.both
    named = all(site.label in original.label for site in claim.site)
    return named or (bool(original.site) and pair.same_place)


def _same_day(pair: Pair) -> bool:
    """Tell whether the original dates it too, on days that may be those of the claim."""
    moments = pair.told.moments
    return dated(pair.other) and moments.known(pair.one, pair.other) and not moments.apart(pair.one, pair.other)
