"""From statements to marks: one mark for what one paper says of one thing on the same days, however often it says so.

A mark may stand for several statements (text, legend and abstract of one paper that agree); two papers, two different
days or two different changes never share one. Listed in words, not drawn, is what has no day, what was not done, and
what the same paper dates better and no differently. Every statement ends in exactly one mark or one listed item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from caseweave.model import Role, State, Statement
from caseweave.views.timeline import course
from caseweave.views.timeline.label import label
from caseweave.views.timeline.span import MarkSpan
from caseweave.views.timeline.tracks import Track
from caseweave.wording import sentence, stretch

__all__ = ["Listed", "Looks", "Mark", "gathered"]

_Key: TypeAlias = tuple[object, ...]

Reason: TypeAlias = str
"""Why something is told in words and not drawn: no day, planned, not assessable, less exact, or what stands in the way
of a statement that only may belong to its lane."""

_STATES: Final = frozenset({"seen", "absent"})
"""Words of a course that say no change: what is seen then matters."""

_DATED: Final = frozenset({"course", "worst", "doses"})
"""Ways of showing a lane whose labels print their days."""

_NOT_DONE: Final[Mapping[State, Reason]] = {"proposed": "planned", "not assessable": "not assessable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is drawn once: the statements behind it (``paper/statement``), who says it, its days and its looks.

    ``shape`` is the word of a course, the way its lane is shown, or the kind of the statements. ``inferred`` if none
    of the statements gives the day itself, ``suspected`` if none tells it as a fact; ``set_aside`` if the paper's own
    phrase was given up as it contradicts the rest; ``told`` takes the place of its caption.
    """

    statements: tuple[str, ...]
    said_by: str
    role: Role
    track: Track
    shape: str
    label: str
    span: MarkSpan
    about: str = ""
    event: str | None = None
    state: State = "present"
    inferred: bool = False
    suspected: bool = False
    set_aside: bool = False
    titles: tuple[str, ...] = ()
    told: str | None = None

    @property
    def is_course(self) -> bool:
        """Tell whether it is a look at something whose course is followed."""
        return self.track.show == "course"

    @property
    def caption(self) -> str:
        """The label with its days where a reader wants the number: ``onset d9``; empty where the shape says it all."""
        if self.told is not None:
            return self.told
        is_dated = self.track.show in _DATED or self.span.is_one_sided
        if not (self.label and is_dated) or self.set_aside:
            return self.label
        return f"{self.label} {stretch(self.span, 'figure')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What is told in words, and why it is not drawn."""

    reason: Reason
    statements: tuple[str, ...]
    said_by: str
    role: Role
    track: Track
    text: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looks:
    """How statements are shown: the track of each, why one is only told in words, the names of terms and of papers."""

    tracks: Mapping[str, Track]
    doubts: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)

    def track(self, said: Statement) -> Track:
        """Return the track of a statement."""
        return self.tracks[said.statement]

    def label(self, said: Statement) -> str:
        """Label a mark; one that was set aside says what the paper says."""
        short = label(said, self.track(said), self.terms.get(said.about.curie, (said.label,)))
        is_told = said.basis == "set aside" and len(said.when) == 1
        return f"{short}, told “{said.when[0]}”" if is_told else short


def gathered(told: Sequence[Statement], looks: Looks) -> tuple[tuple[Mark, ...], tuple[Listed, ...]]:
    """Gather the statements of one case into marks to draw and items to list, in the order of the statements."""
    groups: dict[_Key, list[Statement]] = defaultdict(list)
    for said, host in _hosted(told, looks.tracks):
        groups[(*_key(host, looks.track(host)), looks.doubts.get(host.statement))].append(said)
    found = _absorbed(groups)
    drafts = [_mark(group, looks) for group in found]
    doubts = [looks.doubts.get(group[0].statement) for group in found]
    reasons = [doubt or _reason(mark, drafts) for mark, doubt in zip(drafts, doubts, strict=True)]
    marks = [mark for mark, reason in zip(drafts, reasons, strict=True) if reason is None]
    listed = [_listed(mark, reason) for mark, reason in zip(drafts, reasons, strict=True) if reason]
    return tuple(_with_milestones(marks)), _told_once(listed)


def _hosted(told: Iterable[Statement], tracks: Mapping[str, Track]) -> list[tuple[Statement, Statement]]:
    """Pair each statement with the one that is drawn for it: a drug without a time of its own goes to its regimen."""
    by_id = {(said.said_by, said.id): said for said in told}
    pairs = []
    for said in by_id.values():
        regimen = by_id.get((said.said_by, dict(said.qualifiers).get("component of", "")))
        is_part = regimen is not None and tracks[said.statement] == tracks[regimen.statement]
        follows = all(phrase.startswith("during ") for phrase in said.when)
        pairs.append((said, regimen if regimen and is_part and follows else said))
    return sorted(pairs, key=lambda pair: pair[0] is not pair[1])


def _key(said: Statement, track: Track) -> _Key:
    """Say what makes two statements one mark."""
    span = _span(said)
    common: _Key = (said.said_by, said.role, track, said.state, span, said.basis == "set aside" and said.when)
    if track.show == "course":
        word = course.word(said)
        return (*common, said.event or said.about.curie, word, said.about.curie if word in _STATES else "")
    if said.event and said.kind in ("procedure", "treatment"):
        return (*common, said.event)
    return (*common, said.event, said.about.curie, said.grade)


def _absorbed(groups: Mapping[_Key, list[Statement]]) -> list[list[Statement]]:
    """Let what is only said to be there join a change in the course of the same thing on the same days."""
    joined = {key: list(group) for key, group in groups.items()}
    for key, group in groups.items():
        if key[-3:-1] == ("seen", group[0].about.curie):
            same = [other for other in joined if other != key and _but_for_word(other) == _but_for_word(key)]
            if same and _span(group[0]).exact is not None:
                joined[same[0]] += joined.pop(key)
    return list(joined.values())


def _but_for_word(key: _Key) -> _Key:
    return (*key[:-3], key[-1])


def _span(said: Statement) -> MarkSpan:
    return MarkSpan(said.earliest, said.latest, said.end_earliest, said.end_latest)


def _mark(group: Sequence[Statement], looks: Looks) -> Mark:
    first, span, track = group[0], _span(group[0]), looks.track(group[0])
    return Mark(
        statements=tuple(f"{said.said_by}/{said.id}" for said in group),
        said_by=first.said_by,
        role=first.role,
        track=track,
        shape=_shape(first, track),
        label=looks.label(first),
        span=span,
        about=first.about.curie,
        event=first.event,
        state=first.state,
        inferred=all("inferred" in (said.basis, said.confidence) for said in group),
        suspected=all(said.certainty is not None for said in group),
        set_aside=first.basis == "set aside",
        titles=tuple(sentence(said, looks.papers.get(said.said_by, said.said_by)) for said in group),
    )


def _shape(said: Statement, track: Track) -> str:
    if track.show == "course":
        return course.word(said)
    return track.show if track.show in _DATED and track.show is not None else said.kind


def _reason(mark: Mark, drafts: Iterable[Mark]) -> Reason | None:
    """Say why something is not drawn; None if it is."""
    if mark.state in _NOT_DONE:
        return _NOT_DONE[mark.state]
    if not mark.span.known:
        return "no day"
    others = (other for other in drafts if other is not mark and _same_thing(mark, other))
    return "less exact" if not mark.set_aside and any(_is_looser(mark, other) for other in others) else None


def _same_thing(one: Mark, other: Mark) -> bool:
    """Tell whether one paper says the same of two marks; two doses or two biopsies are not the same thing."""
    topics = [(mark.said_by, mark.role, mark.track, mark.state) for mark in (one, other)]
    implied = one.shape == other.shape or (one.shape == "seen" and other.shape not in ("absent", "cleared"))
    if topics[0] != topics[1] or not implied or other.set_aside:
        return False
    return one.event == other.event if one.is_course else one.about == other.about


def _is_looser(mark: Mark, other: Mark) -> bool:
    """Tell whether a mark only says "after day 0" of what another dates, or a change that another dates within it."""
    span, better = mark.span, other.span
    if span.is_one_sided:
        return better.certain is not None or len(better.known) > 1
    is_narrower = span.holds(better) and not better.holds(span)
    return mark.is_course and not span.certain and is_narrower


def _listed(mark: Mark, reason: Reason) -> Listed:
    days = f" {stretch(mark.span, 'figure')}" if mark.span.known and reason == "less exact" else ""
    return Listed(
        reason=reason,
        statements=mark.statements,
        said_by=mark.said_by,
        role=mark.role,
        track=mark.track,
        text=mark.label + days,
        titles=mark.titles,
    )


def _told_once(items: Iterable[Listed]) -> tuple[Listed, ...]:
    """Keep one item for what one paper tells twice in the same words."""
    kept: dict[_Key, Listed] = {}
    for item in items:
        key = (item.reason, item.said_by, item.role, item.track, item.text)
        first = kept.get(key)
        ids, titles = (first.statements, first.titles) if first else ((), ())
        kept[key] = replace(item, statements=(*ids, *item.statements), titles=(*titles, *item.titles))
    return tuple(kept.values())


def _with_milestones(marks: Iterable[Mark]) -> list[Mark]:
    """Label the exact days of a course only where they are milestones of it."""
    found = list(marks)
    courses: dict[_Key, list[tuple[int, str]]] = defaultdict(list)
    for mark in found:
        if _is_step(mark) and mark.span.exact is not None:
            courses[_course(mark)].append((mark.span.exact, mark.shape))
    named = {key: course.milestones(days) for key, days in courses.items()}
    return [
        replace(mark, label=named[_course(mark)].get((mark.span.known[0], mark.shape), "")) if _is_step(mark) else mark
        for mark in found
    ]


def _is_step(mark: Mark) -> bool:
    is_change = mark.is_course and mark.shape not in _STATES
    return is_change and mark.span.exact is not None and not mark.set_aside


def _course(mark: Mark) -> _Key:
    return (mark.said_by, mark.role, mark.event)
