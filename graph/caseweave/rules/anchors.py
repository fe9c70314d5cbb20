"""Rules on anchors: that they stand where the curator could read, are spelled alike, and keep no sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from caseweave.model import Problem
from caseweave.rules.rule import Article, rule
from caseweave.vocabulary.sections import telling
from caseweave.vocabulary.spelling import distance

__all__ = [
    "anchor_says_what",
    "full_text_has_fingerprints",
    "no_sentence_is_kept",
    "quote_has_licence",
    "section_has_one_spelling",
    "section_was_read",
    "unread_part_has_no_anchor",
]

MOST_QUOTED: Final = 8
"""Words of a paper that may stand in a field."""

_OPEN = re.compile(r"cc0|public domain|cc[ -]by(?!.*\bnd\b)|creativecommons\.org/(?!.*-nd)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]")


@rule("error")
def section_was_read(article: Article) -> Iterator[Problem]:
    """Where only the abstract was read, nothing is anchored outside title and abstract."""
    if article.paper.read != "abstract":
        return
    for record in article.records:
        for place, anchor in enumerate(record.anchors):
            if telling(anchor.section) != "abstract":
                message = f"{anchor.section!r} of a paper with `read: abstract`; correct the section, or `read`"
                yield article.at(record, "anchor", place, "section", message=message)


@rule("error")
def unread_part_has_no_anchor(article: Article) -> Iterator[Problem]:
    """Nothing is anchored in a part that was not read."""
    used = {_plain(anchor.section): record for record in reversed(article.records) for anchor in record.anchors}
    for part in article.paper.unread:
        record = used.get(_plain(part))
        if record is not None:
            message = f"{record.id!r} on line {article.line(record)} stands in {part!r}; correct it, or remove it here"
            yield article.head("unread", part, message=message)


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())


@rule("warning")
def section_has_one_spelling(article: Article) -> Iterator[Problem]:
    """A section is written the same way in every anchor."""
    used = Counter(anchor.section for record in article.records for anchor in record.anchors)
    usual = {name: _usual(name, used) for name in used}
    for record in article.records:
        for place, anchor in enumerate(record.anchors):
            if usual[anchor.section] != anchor.section:
                message = f"{anchor.section!r} is {usual[anchor.section]!r} elsewhere in this file; write one of them"
                yield article.at(record, "anchor", place, "section", message=message)


def _usual(name: str, used: Counter[str]) -> str:
    """Return the spelling of a section that is used most, the section itself where none is so near."""
    near = [other for other in used if used[other] > used[name] and _alike(name, other)]
    return max(near, key=lambda other: (used[other], other), default=name)


def _alike(one: str, other: str) -> bool:
    """Tell whether two headings differ only in case, blanks or a slip of one or two letters; numbers always count."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    first, second = _plain(one), _plain(other)
    return distance(first, second) <= 2 < min(len(first), len(second)) // 3


@rule("error")
def anchor_says_what(article: Article) -> Iterator[Problem]:
    """Each statement has an anchor for what it says, not only for its time or its number."""
    for record in article.records:
        if all(anchor.purpose != "what" for anchor in record.anchors):
            yield article.at(record, "anchor", message="no anchor is `for: what`; add the place that says it happened")


@rule("warning")
def full_text_has_fingerprints(article: Article) -> Iterator[Problem]:
    """Where the whole paper was read, every statement has an anchor with a fingerprint."""
    bare = [record for record in article.records if not any(anchor.print for anchor in record.anchors)]
    if article.paper.read == "full text" and bare:
        message = (
            f"{len(bare)} of {len(article.records)} statements have no fingerprint, the first is {bare[0].id!r} on "
            f"line {article.line(bare[0])}; `caseweave anchor` makes them from the text"
        )
        yield article.head("read", message=message)


@rule("warning")
def quote_has_licence(article: Article) -> Iterator[Problem]:
    """An anchor keeps a quote only where the licence of the paper allows it."""
    if article.paper.licence and _OPEN.search(article.paper.licence):
        return
    for record in article.records:
        for place, anchor in enumerate(record.anchors):
            if anchor.quote:
                message = "no open licence is declared; let `caseweave anchor` turn the quote into a fingerprint"
                yield article.at(record, "anchor", place, "quote", message=message)


@rule("error")
def no_sentence_is_kept(article: Article) -> Iterator[Problem]:
    """No free text quotes more of a paper than eight words."""
    for path, text in article.free_texts:
        for quoted in _QUOTED.findall(text):
            if len(quoted.split()) > MOST_QUOTED:
                message = f"quotes {len(quoted.split())} words; say it in your own, the anchor leads to the paper's"
                yield article.head(*path, message=message)
