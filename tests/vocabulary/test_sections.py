"""Kinds of sections: one table of whole words says what a heading stands for and how far it is trusted."""

from __future__ import annotations

import re

import pytest

from caseweave import resources
from caseweave.vocabulary.sections import TELLINGS, section_kind, telling


@pytest.mark.parametrize(
    ("heading", "kind", "account"),
    [
        ("Case Summary", "case", "narrative"),
        ("CASE  PRESENTATION:", "case", "narrative"),
        ("Notable findings", "case", "narrative"),
        ("Stable phase", "case", "narrative"),
        ("Configuration of the leads", "case", "narrative"),
        ("Hospital course", "case", "narrative"),
        ("Results", "results", "narrative"),
        ("Figure 3 legend", "figure", "legend"),
        ("Supplementary Figure 2 legend", "figure", "legend"),
        ("Fig. 2", "figure", "legend"),
        ("Table 1", "table", "legend"),
        ("Introduction", "introduction", "discussion"),
        ("Results and discussion", "discussion", "discussion"),
        ("Discussion of the abstract", "discussion", "discussion"),
        ("Conclusions", "conclusion", "discussion"),
        ("Comparison with the literature", "discussion", "discussion"),
        ("Abstract: Outcomes", "abstract", "abstract"),
        ("Summary", "abstract", "abstract"),
        ("Plain language summary", "abstract", "abstract"),
        ("Key words", "abstract", "abstract"),
        ("Title", "title", "abstract"),
        ("Front matter", "title", "abstract"),
    ],
)
def test_a_heading_is_read_by_whole_words(heading: str, kind: str, account: str) -> None:
    """The words of the table count where they stand whole; what begins first in a heading decides."""
    assert section_kind(heading) == (kind, account)


def test_the_text_of_the_case_is_trusted_most() -> None:
    """Narrative before legend before discussion before abstract."""
    assert [TELLINGS.index(telling(heading)) for heading in ("Case", "Table 1", "Discussion", "Abstract")] == [
        0,
        1,
        2,
        3,
    ]


def test_every_row_is_found_by_its_own_words() -> None:
    """No row of the table is hidden behind another: each heading, written out, has the kind of its row."""
    for line in resources.ontology("sections.tsv").splitlines()[1:]:
        pattern, kind, account, _ = line.split("\t")
        short = re.sub(r"\(\?:[^)]*\)\?|[\w -]\?", "", pattern).replace(r"\d+", "7")
        plain = re.sub(r"\(\?:([^|)]*)[^)]*\)", r"\1", short).replace("[ -]", " ")
        assert section_kind(plain) == (kind, account), plain
        assert telling(plain.upper()) == account
