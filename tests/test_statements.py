"""From a corpus to flat records."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseweave import KnowledgeGraph, Problems, corpus
from caseweave.model import Statement, Term
from caseweave.model.identifiers import statement_iri
from caseweave.statements import statements, times


def record(kg: KnowledgeGraph, name: str) -> Statement:
    """Return a statement by its id and paper, `paper/id`."""
    return next(one for one in kg.statements if one.statement == statement_iri(*name.split("/")))


def test_there_is_one_record_for_each_statement_in_the_order_of_the_files(kg: KnowledgeGraph) -> None:
    """By paper, then as the curator wrote them."""
    wanted = [statement_iri(paper.id, said.id) for paper in kg.corpus.papers for said in paper.statements]
    assert [one.statement for one in kg.statements] == wanted


def test_terms_are_the_concepts_they_name(kg: KnowledgeGraph) -> None:
    """Whatever label or synonym the curator used."""
    rash = record(kg, "alder2021/rash-day-7")
    assert rash.about == Term("HP:0040186", "maculopapular rash")
    assert [site.label for site in rash.site] == ["scalp", "neck"]
    assert record(kg, "alder2021/antibody").about == Term("caseweave:alderamab", "alderamab")


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("alder2021/infusion", (0, 0)),
        ("alder2021/fever", (2, 2)),
        ("alder2021/rash-day-20", (18, 20)),
        ("alder2021/crp", (None, 12)),
        ("alder2021/tocilizumab", (3, 3)),
        ("alder2021/antibody", (-17, -11)),
        ("alder2021/birch-tocilizumab", (4, 4)),
        ("birch2020/remission", (None, None)),
        ("cedar2022/a-plaque", (14, None)),
        ("cedar2022/b-mass", (None, None)),
    ],
)
def test_days_are_as_precise_as_the_phrase_and_no_more(
    name: str, days: tuple[int | None, int | None], kg: KnowledgeGraph
) -> None:
    """Counted from the day 0 that the speaker gives this case; without one there are none."""
    one = record(kg, name)
    assert (one.earliest, one.latest) == days


def test_what_lasts_has_an_end(kg: KnowledgeGraph) -> None:
    """`from day 2 to day 5` is not an uncertain day."""
    crs = record(kg, "alder2021/crs")
    assert (crs.earliest, crs.latest, crs.end_earliest, crs.end_latest) == (2, 2, 5, 5)


def test_a_relayed_phrase_never_dates_the_statements_of_the_paper_it_speaks_of(kg: KnowledgeGraph) -> None:
    """Birch's own paper counts no day, whatever Alder says of that patient."""
    own = [one for one in kg.statements if one.said_by == "birch2020"]
    assert {one.role for one in own} == {"own"}
    assert {(one.earliest, one.latest) for one in own} == {(None, None)}


def test_a_phrase_that_only_the_time_network_can_refuse_is_a_problem_of_the_file(papers: Path) -> None:
    """With the file, the case and the cure; never a traceback."""
    file = papers / "alder2021.yaml"
    file.write_text(file.read_text("utf-8").replace("when: day 3", "when: C1D3 of infusion"), "utf-8")
    read = corpus.load(papers)
    with pytest.raises(Problems) as found:
        statements(read, times(read))
    assert str(found.value).startswith(f"{file}:")
