"""Tracks: the rows of a lane by topic, and the one that each statement belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from caseweave.model import LISTS, Statement, Term
from caseweave.model.error import CaseweaveError
from caseweave.vocabulary import lexicon
from caseweave.vocabulary.hierarchy import Hierarchy
from caseweave.vocabulary.spelling import nearest

__all__ = ["TRACKS", "Track", "TrackError", "chosen", "tracks_of"]

Under = Callable[[str, str], bool]


class TrackError(CaseweaveError):
    """A name that is no track and no kind of statement; the message offers the nearest."""


@dataclass(frozen=True, slots=True)
class Track:
    """A topic of a lane: its name, its title in the figure, and whether it is drawn unless others are asked for."""

    name: str
    title: str
    shown: bool = True


_MAIN: Final = (
    Track("skin", "Skin lesion"),
    Track("crs", "CRS"),
    Track("tocilizumab", "Tocilizumab"),
    Track("drugs", "Treatment"),
    Track("biopsies", "Biopsy"),
    Track("scans", "Imaging"),
    Track("remission", "Remission"),
    Track("relapse", "Relapse"),
)
_RESTS: Final[Mapping[str, str]] = {
    "treatment": "Supportive",
    "procedure": "Care",
    "adverse event": "Events",
    "outcome": "Response",
    "lesion": "Other lesion",
    "finding": "Finding",
    "measurement": "Measured",
    "diagnosis": "Diagnosis",
    "organism": "Organism",
    "genetics": "Genetics",
    "marker": "Marker",
    "history": "History",
    "demographic": "Patient",
}

TRACKS: Final[tuple[Track, ...]] = (*_MAIN, *(Track(kind, title, shown=False) for kind, title in _RESTS.items()))
"""All tracks in the order of a lane; after the eight that are shown, one for what is left of each kind."""

_CRS, _TOCILIZUMAB, _BIOPSY, _RELAPSE = "MONDO:0600008", "NCIT:C84217", "OBI:0002650", "NCIT:C38155"
_SKIN: Final = "caseweave:skin-finding"
_SKIN_SITE: Final = "UBERON:0002097"
_SUPPORTIVE: Final = ("caseweave:anti-infective-treatment", "NCIT:C15747")
_IMAGING, _PHOTOGRAPHY = "caseweave:imaging", "caseweave:clinical-photography"
_RESIDUAL: Final = "MESH:D018365"
_REMISSION: Final = (
    "EFO:0009785",
    "NCIT:C124428",
    "caseweave:disease-free-status",
    "caseweave:disease-free-survival",
    "caseweave:clearance-of-leukemia-cells",
)


def chosen(names: Iterable[str]) -> frozenset[str]:
    """Check the names of tracks or kinds that are asked for; raise TrackError for another.

    >>> sorted(chosen(["skin", "treatment"]))
    ['skin', 'treatment']
    """
    known = [*(track.name for track in TRACKS), *LISTS["kind"]]
    asked = tuple(names)
    for name in asked:
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean {close!r}?" if close else f"choose from: {', '.join(dict.fromkeys(known))}"
            raise TrackError(f"{name!r} is no track and no kind of statement; {hint}")
    return frozenset(asked)


def tracks_of(records: Iterable[Statement], above: Mapping[str, tuple[Term, ...]]) -> dict[str, str]:
    """Name the track of each statement, by IRI. ``above`` gives the terms directly above each CURIE."""
    told = tuple(records)
    under = Hierarchy((curie, term.curie) for curie, terms in above.items() for term in terms).is_under
    courses = {(said.case, said.event) for said in told if said.event and said.kind == "lesion"}
    return {said.statement: _track(said, under, (said.case, said.event) in courses) for said in told}


def _track(said: Statement, under: Under, shares_course: bool) -> str:
    if _is_of_skin(said, under, shares_course):
        return "skin"
    rules = {"treatment": _treatment, "procedure": _procedure, "outcome": _outcome, "adverse event": _adverse}
    return rules[said.kind](said, under) if said.kind in rules else said.kind


def _is_of_skin(said: Statement, under: Under, shares_course: bool) -> bool:
    """Tell whether a statement looks at a skin lesion; a scan or a specimen does not show the skin."""
    is_look = said.specimen is None and not (said.method and _is_scan(said.method.curie, under))
    if said.kind == "lesion" and under(said.about.curie, _SKIN):
        return is_look
    if said.kind == "finding" and under(said.about.curie, _SKIN):
        return is_look and shares_course
    is_resolved = said.kind == "outcome" and any(under(said.about.curie, root) for root in lexicon.named())
    return is_resolved and is_look and all(under(site.curie, _SKIN_SITE) for site in said.site)


def _is_scan(curie: str, under: Under) -> bool:
    return under(curie, _IMAGING) and not under(curie, _PHOTOGRAPHY)


def _treatment(said: Statement, under: Under) -> str:
    if under(said.about.curie, _TOCILIZUMAB):
        return "tocilizumab"
    return "treatment" if any(under(said.about.curie, root) for root in _SUPPORTIVE) else "drugs"


def _procedure(said: Statement, under: Under) -> str:
    if under(said.about.curie, _BIOPSY):
        return "biopsies"
    return "scans" if _is_scan(said.about.curie, under) else "procedure"


def _outcome(said: Statement, under: Under) -> str:
    about = said.about.curie
    if under(about, _RELAPSE):
        return "relapse"
    is_clear = under(about, _RESIDUAL) and said.state == "absent"
    return "remission" if is_clear or any(under(about, root) for root in _REMISSION) else "outcome"


def _adverse(said: Statement, under: Under) -> str:
    return "crs" if under(said.about.curie, _CRS) else "adverse event"
