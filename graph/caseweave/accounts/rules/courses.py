"""Rules on how a thing changes."""

from __future__ import annotations

from collections.abc import Iterator

from caseweave.accounts.finding import Witnesses
from caseweave.accounts.moments import dated
from caseweave.accounts.pairs import Pair
from caseweave.clock import phrase as timewords
from caseweave.clock.phrase import Ending, Order
from caseweave.model import Statement
from caseweave.model.lists import Strength
from caseweave.vocabulary.lexicon import better, worse

__all__ = [
    "fast_or_nearly_gone",
    "gone_before",
    "gone_by_one_reading",
    "nearly_gone_before",
    "new_or_worse",
    "opposite_courses",
    "seen_after_clearance",
    "trend",
    "two_ends",
    "worse_until_better",
]


def opposite_courses(pair: Pair) -> Strength | None:
    """At one moment, one account has the same aspect getting worse and another has it getting better."""
    if pair.join is None or not pair.two_accounts or not pair.one_happening or not pair.fits:
        return None
    one, other = dict(pair.one.course), dict(pair.other.course)
    opposed = any(_opposed(one[aspect], other[aspect]) for aspect in one if aspect in other)
    whole = _opposed(one.get("overall"), trend(pair.other)) or _opposed(trend(pair.one), other.get("overall"))
    return "contradiction" if opposed or whole else None


def _opposed(one: str | None, other: str | None) -> bool:
    return (one in worse() and other in better()) or (one in better() and other in worse())


def trend(statement: Statement) -> str | None:
    """Say how a thing changes as a whole; None if an aspect differs from the others, or none is told."""
    changes = [change for _, change in statement.course]
    if not changes:
        return None
    return next((changes[0] for way in (worse(), better()) if way.issuperset(changes)), None)


def worse_until_better(pair: Pair) -> Strength | None:
    """One account has a change up to a day, another has the opposite on that very day."""
    return _until(pair) or _until(pair.turned)


def _until(pair: Pair) -> Strength | None:
    up_to, on = pair.both
    if not pair.two_accounts or not pair.one_happening or not pair.fits or pair.join is not None:
        return None
    day = up_to.latest
    there = day is not None and (on.earliest, on.latest, on.end_earliest, on.end_latest) == (day,) * 4
    overall = dict(up_to.course).get("overall")
    return "tension" if there and _bounded(up_to) and _opposed(overall, trend(on)) else None


def _bounded(statement: Statement) -> bool:
    """Tell whether a phrase says up to which day a statement holds."""
    expressions = [timewords.parse(phrase) for phrase in statement.when]
    return any(isinstance(one, Ending) or (isinstance(one, Order) and one.word == "by") for one in expressions)


def seen_after_clearance(pair: Pair) -> Strength | None:
    """One account has a thing gone, another sees it later, and no account has it come back in between."""
    return _late_sight(pair) or _late_sight(pair.turned)


def _late_sight(pair: Pair) -> Strength | None:
    gone, seen = pair.both
    if not _clears(pair) or _clears(pair.turned) or (seen.kind, seen.state) != ("lesion", "present"):
        return None
    if not (pair.two_accounts and pair.one_happening and pair.same_place):
        return None
    late = pair.told.moments.outlasts(seen, gone)
    return "contradiction" if late and not _returned(pair) else None


def _clears(pair: Pair) -> bool:
    """Tell whether the one says that the thing is gone: cleared, or resolved by its very name."""
    changes = dict(pair.one.course)
    cleared = "cleared" in {changes.get("overall"), changes.get("extent")}
    resolved = pair.relation.opposite and pair.one.kind == "outcome"
    return pair.one.state == "present" and (cleared or resolved)


def _returned(pair: Pair) -> bool:
    """Tell whether anyone has the thing appear after it was gone, or recur at a time that may be after."""
    gone, _ = pair.both
    likeness, moments = pair.told.likeness, pair.told.moments
    for one in pair.told.statements:
        changes = set(dict(one.course).values())
        relation = likeness.relation(one.about.curie, pair.other.about.curie)
        if not (relation.comparable or (one.event and one.event == pair.other.event)):
            continue
        if ("appears" in changes and moments.after(one, gone)) or (
            "recurs" in changes and not moments.after(gone, one)
        ):
            return True
    return False


def new_or_worse(pair: Pair) -> Strength | None:
    """One account has what was gone appear anew; another has it get worse then, as if it had still been there."""
    return _anew(pair) or _anew(pair.turned)


def _anew(pair: Pair) -> Strength | None:
    new, worsens = pair.both
    appears = "appears" in {dict(new.course).get("extent"), dict(new.course).get("overall")}
    there = dict(worsens.course).get("overall") in worse() - {"appears", "recurs"}
    if not (appears and there and pair.two_accounts and pair.one_happening and pair.fits and pair.join):
        return None
    return "tension" if any(True for _ in _gone_before(pair)) else None


def _gone_before(pair: Pair) -> Iterator[tuple[Statement, Statement]]:
    """Yield what has the thing gone before it appears, with the side it stands with."""
    new, worsens = pair.both
    told = pair.told
    for one in told.statements:
        relation = told.likeness.relation(one.about.curie, new.about.curie)
        other = told.likeness.relation(one.about.curie, worsens.about.curie)
        cleared = one.state == "present" and "cleared" in {change for _, change in one.course}
        if cleared and (relation.comparable or other.comparable) and told.moments.after(new, one):
            yield one, new


def gone_before(pair: Pair) -> Witnesses:
    """Return what has the thing gone before it appears anew."""
    return tuple(_gone_before(pair if _anew(pair) else pair.turned))


def gone_by_one_reading(pair: Pair) -> Strength | None:
    """One account has a thing gone by a phrase with several readings; another has it nearly gone then: one fits."""
    return _readable(pair) or _readable(pair.turned)


def _readable(pair: Pair) -> Strength | None:
    gone, seen = pair.both
    moments = pair.told.moments
    if not _clears(pair) or not moments.read_in_several_ways(gone) or not pair.one_happening or not pair.same_place:
        return None
    nearly = trend(seen) == "nearly cleared" and seen.state == "present"
    return "note" if nearly and pair.join is None and not moments.apart(gone, seen) else None


def fast_or_nearly_gone(pair: Pair) -> Strength | None:
    """One account calls a course fast; another has the thing nearly gone before it is gone: fast fits the former."""
    return _fast(pair) or _fast(pair.turned)


def _fast(pair: Pair) -> Strength | None:
    fast, gone = pair.both
    paced = "pace" in dict(fast.qualifiers) and fast.state == "present"
    late = "cleared" in {change for _, change in gone.course} and dated(gone)
    if not (paced and late and pair.two_accounts and pair.one_happening and pair.same_place):
        return None
    return "note" if fast.phase == gone.phase and _nearly_before(pair) else None


def _nearly_before(pair: Pair) -> Witnesses:
    """Return where it is nearly gone, certainly before it is gone: each stands with the account that calls it fast."""
    fast, gone = pair.both
    told = pair.told
    looks = (one for one in told.statements if trend(one) == "nearly cleared" and one.said_by == gone.said_by)
    return tuple((one, fast) for one in looks if told.pair(one, gone).one_happening and told.moments.after(gone, one))


def nearly_gone_before(pair: Pair) -> Witnesses:
    """Return where the thing is nearly gone before it is gone."""
    return _nearly_before(pair if _fast(pair) else pair.turned)


def two_ends(pair: Pair) -> Strength | None:
    """Two accounts of one stretch of time have the same thing end differently: nearly gone, and gone."""
    ends = {trend(pair.one), trend(pair.other)}
    same_words = bool(pair.one.when) and pair.one.when == pair.other.when and pair.one.said_by == pair.other.said_by
    outcome = pair.one.kind == pair.other.kind == "outcome" and pair.relation.same
    told = outcome and same_words and pair.two_accounts and pair.fits and pair.join is None
    return "tension" if told and ends == {"nearly cleared", "cleared"} else None
