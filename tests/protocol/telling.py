"""A case told in a few lines: what the tests of the measures read."""

from __future__ import annotations

from functools import cache
from typing import Any

from caseweave.corpus import Corpus, Source, load_catalogue
from caseweave.model import Measure, PaperFile
from caseweave.protocol import measures
from caseweave.protocol.definition import Protocol
from caseweave.protocol.file import load
from caseweave.protocol.membership import membership
from caseweave.protocol.terms import with_terms
from caseweave.protocol.timing import Tellings
from caseweave.statements import statements, times
from caseweave.vocabulary import Catalogue
from caseweave.yamltext import scan

Said = dict[str, Any]

HEAD: Said = {"zero": "infusion", "zeros": {"infusion": "infusion"}}
INFUSION: Said = {
    "id": "infusion",
    "treatment": "brexucabtagene autoleucel",
    "anchor": {"section": "Case Presentation"},
}


@cache
def catalogue() -> Catalogue:
    """Read the terms that ship."""
    return load_catalogue()


def said(name: str, kind: str, about: str, when: str | list[str] | None = None, **more: Any) -> Said:
    """Say something in the narrative, unless `section` says otherwise."""
    anchor = {"section": more.pop("section", "Case Presentation")}
    return {"id": name, kind: about, "when": [when] if isinstance(when, str) else when or [], "anchor": anchor, **more}


def rash(name: str, when: str | list[str], **more: Any) -> Said:
    """Say how the rash looks; aspects are keywords, as in ``rash("a", "day 9", extent="appears")``."""
    aspects = ("extent", "elevation", "colour", "pain", "itch", "overall")
    course = {aspect: more.pop(aspect) for aspect in aspects if aspect in more}
    return said(name, "lesion", more.pop("about", "skin rash"), when, **{"event": "rash", "course": course, **more})


def paper(*told: Said, name: str = "fox2021", case: str | None = None, **head: Any) -> PaperFile:
    """Invent a paper that tells of one case; keywords change the case's head."""
    own = case or name
    events = dict.fromkeys(one["event"] for one in told if one.get("event") and (one.get("course") is not None))
    head = {"episodes": list(events), **head}
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
            "cases": {own: {**HEAD, **head}},
            "statements": [INFUSION, *told] if own == name else [{"case": own, **one} for one in (INFUSION, *told)],
        }
    )


def corpus(*papers: PaperFile) -> Corpus:
    """Make a corpus of some papers, with the terms that ship."""
    tree = scan(b"id: none\n", "none.yaml")
    return Corpus(tuple(Source(one, catalogue(), tree, b"") for one in papers), catalogue())


def derive(*papers: PaperFile, asked: Protocol | None = None) -> tuple[Measure, ...]:
    """Derive all measures of some papers, asked the bundled protocol or another."""
    question = asked or protocol()
    made = corpus(*papers)
    network = times(made)
    told = statements(made, network)
    member = membership(question, told, with_terms(catalogue(), question.terms), network)
    return measures(made, member, Tellings(told, network))


@cache
def protocol() -> Protocol:
    """Read the protocol that the bundled papers are asked."""
    return load(catalogue())


def measured(*told: Said, measure: str, zero: str = "infusion", **head: Any) -> list[Measure]:
    """Derive the measures of one name and zero of a case told by its own paper."""
    return [one for one in derive(paper(*told, **head)) if (one.measure, one.zero) == (measure, zero)]


def days(*told: Said, measure: str, zero: str = "infusion", **head: Any) -> list[tuple[int | None, int | None]]:
    """Return their days."""
    return [(one.earliest, one.latest) for one in measured(*told, measure=measure, zero=zero, **head)]
