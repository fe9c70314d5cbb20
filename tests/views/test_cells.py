"""Cells: what heads them, whom they believe, what they mark, and that nothing told is lost or called unreported."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.protocol.telling import Said, said
from tests.protocol.telling import corpus as corpus_of

import caseweave
from caseweave import KnowledgeGraph
from caseweave.model import CELL_COLUMNS, Cell, PaperFile, Statement, Term
from caseweave.model.lists import ASPECTS

SPECIALTIES = Path(__file__).parents[1] / "data" / "specialties"
FIELDS = sorted(path.name for path in SPECIALTIES.iterdir() if path.is_dir())
UNTOLD = {"not reported", "not reported in text", "source not read", "not applicable", "blank"}


@cache
def specialty(name: str) -> KnowledgeGraph:
    """Load the invented papers of one specialty; tests only read them."""
    return caseweave.load(SPECIALTIES / name)


def paper(*statements: Said, name: str = "fox2021", read: str = "full text", **head: Any) -> PaperFile:
    """Invent a paper about a patient of its own and, where statements say so, about another's."""
    cases = {name: {"zero": head.pop("zero")} if "zero" in head else {}}
    others = {str(one["case"]) for one in statements if one.get("case", name) != name}
    return PaperFile.model_validate(
        {
            "id": name,
            "title": "A case",
            "authors": "Fox A",
            "journal": "Cases",
            "year": "2021",
            "read": read,
            "curated": {"on": "2026-01-01"},
            "cites": dict.fromkeys(sorted(others), "discusses"),
            "cases": cases | {other: {} for other in sorted(others)},
            "statements": [{"case": name, **one} for one in statements],
            **head,
        }
    )


def graph(*papers: PaperFile) -> KnowledgeGraph:
    """Ask papers what any patient can be asked."""
    return KnowledgeGraph(corpus_of(*papers), protocol="any-case")


def cells(kg: KnowledgeGraph) -> dict[tuple[str, str], Cell]:
    """Return every cell by item and case."""
    return {(cell.item, cell.case): cell for cell in kg.comparison(rows="all").record.cells}


def cell(item: str, *statements: Said, case: str = "fox2021", **head: Any) -> Cell:
    """Return a cell of one paper."""
    return cells(graph(paper(*statements, **head)))[item, case]


def about_patients(kg: KnowledgeGraph) -> set[str]:
    """Name the statements about one patient: not background, not of a group."""
    groups = {kg.corpus.patients[name] for p in kg.corpus.papers for name, one in p.cases.items() if one.group}
    return {f"{s.said_by}/{s.id}" for s in kg.statements if s.role != "background" and s.case not in groups}


def nothing_is_lost(kg: KnowledgeGraph) -> None:
    """Hold that every statement about a patient stands in a cell of that patient, and every cell says something."""
    told = {f"{one.said_by}/{one.id}": one for one in kg.statements}
    found = kg.comparison(rows="all").record.cells
    assert about_patients(kg) == {name for one in found for name in one.statements}
    for one in found:
        assert {told[name].case for name in one.statements} <= {one.case}
        assert bool(one.headline) is (one.state not in UNTOLD)
        heads = [
            name for name in one.statements if told[name].assertion == "observed" and told[name].role != "synthesis"
        ]
        assert not heads or one.state not in UNTOLD, one


@pytest.mark.parametrize("name", FIELDS)
def test_everything_told_stands_in_some_cell(name: str) -> None:
    """Under any-case, in every specialty; and no cell that a statement answers is called unreported."""
    kg = specialty(name)
    assert kg.protocol.id == "any-case"
    nothing_is_lost(kg)


def test_everything_told_of_the_bundled_papers_stands_in_some_cell(real: KnowledgeGraph) -> None:
    """Under their own protocol too."""
    nothing_is_lost(real)


def test_the_tables_of_all_specialties_tell_deaths() -> None:
    """The default table says who died, and never of a death that nobody tells."""
    for name in FIELDS:
        kg = specialty(name)
        alone = about_patients(kg)
        dead = [one for one in kg.statements if one.label == "death" and one.state == "present"]
        died = {one.case for one in dead if f"{one.said_by}/{one.id}" in alone}
        row = next(row for row in kg.comparison.record.rows if row.item == "Death")
        assert {one.case for one in row.cells if one.headline.startswith("yes")} == died


def test_no_cell_prints_an_id_or_a_code(real: KnowledgeGraph) -> None:
    """Units are words, powers of ten are raised, minus signs are true, no CURIE and no statement id is printed."""
    for kg in (real, *map(specialty, FIELDS)):
        for one in kg.comparison(rows="all").record.cells:
            text = f"{one.headline} {one.detail}"
            assert not re.search(r"\{|\}|10\*|\[in|×106|\bday -\d|caseweave:|/statement/", text), text


@pytest.mark.parametrize("name", FIELDS)
def test_no_table_has_a_word_of_another_field(name: str) -> None:
    """What stands in a table is what its papers name or print, what stands above that, or what every row asks for."""
    kg = specialty(name)
    named = {term.curie for one in kg.statements for term in terms_of(one)}
    named |= {above for curie in named for above in kg.terms.ancestors(curie)}
    known = {kg.terms[curie].label for curie in named} | {value for one in kg.statements for _, value in one.qualifiers}
    known |= {one.printed for one in kg.statements if one.printed} | {item.title for item in kg.protocol.items}
    told = " ".join(sorted({*known, *ASPECTS})).casefold()
    record = kg.comparison(rows="all").record
    shown = [row.item for row in record.rows]
    shown += [f"{one.headline} {one.detail}" for one in record.cells]
    text = f" {re.sub(r'[^0-9A-Za-z]+', ' ', ' '.join(shown))} ".casefold()
    foreign = [one.label.casefold() for one in kg.corpus.catalogue if one.curie not in named]
    assert len(foreign) > 200
    assert [label for label in foreign if f" {label} " in text and label not in told] == []


def terms_of(said: Statement) -> list[Term]:
    """Return every term that a statement names."""
    return [one for one in (said.about, *said.site, said.specimen, said.method, said.route) if one is not None]


THINGS = (
    ("finding", "fever"),
    ("lesion", "maculopapular rash"),
    ("treatment", "amoxicillin"),
    ("adverse event", "fever"),
    ("outcome", "remission"),
    ("diagnosis", "leukemia cutis"),
    ("measurement", "body temperature"),
    ("procedure", "skin biopsy"),
)


@st.composite
def stories(draw: st.DrawFn) -> list[Said]:
    """Draw a few statements of any kind, state, account, day and ground."""
    told = []
    for number in range(draw(st.integers(1, 6))):
        kind, label = draw(st.sampled_from(THINGS))
        more: dict[str, Any] = {"state": draw(st.sampled_from(("present", "absent", "proposed", "not assessable")))}
        if draw(st.booleans()):
            more["certainty"] = "suspected"
        if draw(st.booleans()):
            more["assertion"] = draw(st.sampled_from(("inferred", "hypothesised", "observed")))
        if draw(st.booleans()):
            more["case"] = "elm2019"
        own = "case" not in more
        when = draw(st.sampled_from((None, "day 3", "day -4", *(("after drug",) if own else ()))))
        told.append(said(f"s{number}", kind, label, *([when] if when else []), **more))
    return told


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_nothing_is_lost_of_any_story(told: list[Said]) -> None:
    """Whatever is told, and of whomever, stands in a cell of that patient."""
    nothing_is_lost(graph(paper(said("drug", "treatment", "dexamethasone", "day 0"), *told, zero="drug")))


def test_the_paper_itself_is_believed_before_others() -> None:
    """What another paper says is the second line, with its name, and a headline only where there is nothing else."""
    own = paper(said("age", "demographic", "age", value="40", unit="a"), name="elm2019")
    other = paper(
        said("their-age", "demographic", "age", value="41", unit="a", case="elm2019"),
        said("their-sex", "demographic", "female", case="elm2019"),
    )
    found = cells(graph(own, other))
    age, sex = found["Age", "elm2019"], found["Sex", "elm2019"]
    assert (age.headline, age.detail, age.marks) == ("40 years", "† Fox 2021b: 41 years", ("‡",))
    assert (sex.headline, sex.marks) == ("female", ("† Fox 2021b",))
    assert age.statements == ("elm2019/age", "fox2021/their-age")


def test_two_that_are_trusted_alike_stand_side_by_side() -> None:
    """No account is preferred silently."""
    relayed = [
        paper(said("a", "demographic", "age", value=str(value), unit="a", case="elm2019"), name=name)
        for name, value in (("fox2021", 40), ("gum2022", 41))
    ]
    assert cells(graph(*relayed))["Age", "elm2019"].headline == "40 years or 41 years"


def test_a_patient_known_only_from_another_paper_has_a_column() -> None:
    """What that patient's own paper says was not read."""
    found = cells(graph(paper(said("age", "demographic", "age", value="41", unit="a", case="elm2019"))))
    assert found["Age", "elm2019"].headline == "41 years"
    assert found["Death", "elm2019"].state == "source not read"


def test_a_group_of_patients_has_none() -> None:
    """Two of three is nobody's response."""
    groups = {"fox2021": {}, "earlier": {"group": "3"}}
    told = [
        said("age", "demographic", "age", value="41", unit="a"),
        said("end", "outcome", "remission", case="earlier"),
    ]
    kg = graph(paper(*told, cases=groups, cites={}))
    assert [case for case, _ in kg.comparison.record.heads] == ["fox2021"]


def test_a_plan_is_told_only_where_nothing_is() -> None:
    """A planned transplant beside one that was done says nothing."""
    planned = said("plan", "outcome", "death", state="proposed")
    assert cell("Death", planned).headline == "planned"
    assert cell("Death", planned).state == "proposed"
    assert cell("Death", planned, said("none", "outcome", "death", state="absent")).headline == "no"


def test_a_conclusion_heads_no_cell() -> None:
    """It is the second line of a cell that says why nothing is told."""
    found = cell("Death", said("end", "outcome", "death", assertion="hypothesised"))
    assert (found.state, found.headline, found.detail) == ("not reported", "", "hypothesised: case text: yes")


def test_what_may_answer_says_what_is_missing() -> None:
    """A treatment of which no day is told may be one after day 0."""
    drug, other = said("drug", "treatment", "amoxicillin", "day 0"), ("other", "treatment", "prednisone")
    found = cell("Treatment after day 0", drug, said(*other), zero="drug")
    assert (found.headline, found.statements) == ("day not told: prednisone", ("fox2021/other",))
    sure = cell("Treatment after day 0", drug, said(*other, "day 3"), zero="drug")
    assert sure.headline == "prednisone (day 3)"


def test_an_unread_figure_is_told_apart() -> None:
    """Where a part that was not read may hold it, the cell says that the text does not."""
    read = said("age", "demographic", "age", value="41", unit="a")
    assert cell("Death", read).state == "not reported"
    assert cell("Death", read, unread={"Figure 1": ["outcome"]}).state == "not reported in text"
    assert cell("Death", read, read="abstract").state == "source not read"


def test_a_day_that_only_ends_the_patients_time_is_not_told() -> None:
    """Nothing is later than the paper, but that is no day of a remission."""
    drug = said("drug", "treatment", "amoxicillin", ["2021-01-02", "day 0"])
    end = said("end", "outcome", "remission", "after drug")
    found = cell("Last outcome told", drug, end, zero="drug", published="2021-05-06")
    assert found.headline == "remission"


def test_doses_are_counted() -> None:
    """Two happenings of one amount, with their days."""
    drug = said("drug", "treatment", "amoxicillin", "day 0")
    given_twice = [
        said(name, "treatment", "dexamethasone", day, value="8", unit="mg/kg")
        for name, day in (("a", "day 1"), ("b", "day 2"))
    ]
    assert cell("Treatment after day 0", drug, *given_twice, zero="drug").headline == (
        "dexamethasone 8 mg/kg ×2 (day 1, day 2)"
    )


def told_in(protocol: str, *statements: Said, zero: str = "start") -> dict[str, Cell]:
    """Ask one paper the rows of a protocol given as text; return the cells by item."""
    start = said("start", "treatment", "prednisone", "day 0")
    with TemporaryDirectory() as folder:
        (file := Path(folder) / "mine.yaml").write_text(f"id: mine\ntitle: Mine\nitems:\n{protocol}", "utf-8")
        kg = KnowledgeGraph(corpus_of(paper(start, *statements, zero=zero)), protocol=str(file))
        return {cell.item: cell for cell in kg.comparison(rows="all").record.cells}


def test_what_was_done_goes_unsaid_where_a_row_says_so() -> None:
    """But for its place; alone it is named. Results of one happening are parted by commas, happenings by semicolons."""
    done = "{kind: [procedure, finding, diagnosis]}"
    rows = f"""
  Tissue:
    - {{item: Named, of: {done}, show: happenings}}
    - {{item: Unnamed, of: {done}, show: happenings, procedures: no}}
"""
    cells = told_in(
        rows,
        said("biopsy", "procedure", "skin biopsy", "day 3", event="one", site="back"),
        said("granuloma", "finding", "erythema", event="one", when="day 3"),
        said("itch", "finding", "itch", event="one", when="day 3"),
        said("again", "procedure", "skin biopsy", "day 9"),
    )
    assert cells["Named"].headline == "day 3, skin biopsy (back): erythema, itch; day 9, skin biopsy"
    assert cells["Unnamed"].headline == "day 3 (back): erythema, itch; day 9, skin biopsy"


def test_a_line_names_few_places_and_the_narrowest_days() -> None:
    """More places are counted; a day told loosely is not told beside one that lies within it."""
    five = ["skin", "spleen", "testis", "bone marrow", "parotid gland"]
    rows = "  Mine:\n    - {item: Spread, of: {finding: any}, show: names, days: yes}\n"
    cells = told_in(
        rows,
        said("first", "finding", "leukemic infiltration", "day 3", site=five),
        said("loose", "finding", "leukemic infiltration", "between day 2 and day 9", site=["skin"]),
    )
    assert cells["Spread"].headline == "leukemic infiltration (skin, spleen, testis, bone marrow, +1), day 3"


def test_an_operation_that_is_day_0_stands_in_the_default_table() -> None:
    """As does what was done later, for as long as it lasted; visits and work-up do not."""
    table = {cell.item: cell.headline for cell in specialty("heart-surgery").comparison.record.cells}
    assert table["Day 0"] == "aortic valve replacement; coronary artery bypass grafting (three grafts)"
    assert table["Interventions after day 0"] == (
        "mechanical ventilation (from day 0 to day 8); veno-arterial ECMO (from day 1 to day 5); "
        "re-exploration for bleeding (day 1)"
    )


def test_one_look_may_see_several_things() -> None:
    """A vegetation that is there and an abscess that is not are two lesions, though one examination tells of both."""
    table = {cell.item: cell.headline for cell in specialty("heart-surgery").comparison(rows="all").record.cells}
    assert table["Lesions"] == "vegetation (aortic valve): seen, day −8; aortic root abscess: none, day −8"


def test_what_grew_is_told_with_the_specimen() -> None:
    """The same may grow in blood and not in tissue."""
    table = {cell.item: cell.headline for cell in specialty("heart-surgery").comparison.record.cells}
    told = "Streptococcus mutans (blood specimen); no Candida (blood specimen); no Streptococcus mutans (heart tissue)"
    assert table["Organism"] == told


def test_a_diagnosis_that_is_ruled_out_is_no_complication_and_a_plan_no_treatment() -> None:
    """The one stands under the diagnoses, the other among what no row asks for."""
    table = {cell.item: cell for cell in specialty("psychiatry").comparison(rows="all").record.cells}
    assert "encephalitis" not in table["Complications"].headline
    assert "no autoimmune encephalitis" in table["Diagnosis"].headline
    assert table["Treatment before day 0"].state == "not reported"
    assert table["Treatments"].headline == "planned: haloperidol"


def test_mother_and_child_are_two_columns_with_minutes_where_days_are_too_coarse() -> None:
    """No id of a case heads a column; a unit is printed as readers know it."""
    record = specialty("obstetrics").comparison(rows="all").record
    assert [title for _, title in record.heads] == ["Maple 2022", "Maple 2022, child"]
    table = {(cell.item, cell.case): cell.headline for cell in record.cells}
    scores = table["Measurements: obstetric measure", "maple2022-child"]
    assert "Apgar score 3, 1 min after birth; Apgar score 8, 5 min after birth" in scores
    assert "carboprost 250 µg × 3" in table["Treatment after day 0", "maple2022"]


def test_the_second_line_tells_what_is_new() -> None:
    """Where only a place is, the place alone; that something was seen again is no step of a course."""
    rows = """
  Mine:
    - {item: Spread, of: {finding: any}, show: first}
    - {item: Rash, of: {lesion: any}, show: course}
"""
    cells = told_in(
        rows,
        said("text", "finding", "leukemic infiltration", "day 3", site=["skin", "spleen"]),
        said("legend", "finding", "leukemic infiltration", "day 3", site=["skin", "testis"], section="Figure 1"),
        said("rash", "lesion", "skin rash", "day 3", course={"extent": "appears"}, event="rash"),
        said("seen", "lesion", "skin rash", "day 5", event="rash", section="Figure 1"),
    )
    assert cells["Spread"].detail == "legend: testis"
    assert (cells["Rash"].headline, cells["Rash"].detail) == ("skin rash: appears, day 3", "")


def test_a_second_line_is_brief() -> None:
    """It tells half of what a headline may, and counts all that is left once."""
    rows = "  Mine:\n    - {item: Found, of: {finding: any}, show: happenings}\n"
    later = [said(f"d-{day}", "finding", "itch", f"day {day}", section="Discussion") for day in (4, 5, 6)]
    abstract = said("short", "finding", "erythema", "day 9", section="Abstract")
    cells = told_in(rows, said("own", "finding", "fever", "day 3"), *later, abstract)
    assert cells["Found"].headline == "day 3: fever"
    assert cells["Found"].detail == "Discussion: day 4: itch (+3)"


def test_the_bundled_table_fits_a_page(real: KnowledgeGraph) -> None:
    """No headline of an essential row is longer than three lines of 45 signs, no second line than two of 50."""
    cells = real.comparison.record.cells
    assert [cell.headline for cell in cells if len(cell.headline) > 135] == []
    assert [cell.detail for cell in cells if len(cell.detail) > 100] == []


def test_a_cell_as_json_has_the_public_keys(real: KnowledgeGraph) -> None:
    """Lists stay lists, what is empty is null."""
    found = real.comparison.cells()
    assert {tuple(one) for one in found} == {CELL_COLUMNS}
    assert tuple(found[0]) == (
        *("group", "item", "case", "state", "headline", "detail", "marks", "disagreements", "statements", "measures"),
        "rule",
    )
    empty = next(one for one in found if one["state"] == "not reported")
    assert (empty["headline"], empty["statements"]) == (None, [])


def test_the_essential_rows_are_some_of_all(real: KnowledgeGraph) -> None:
    """The short table has no rest row, and the cells of both are the same."""
    short, whole = real.comparison.record, real.comparison(rows="all").record
    assert not any(row.rest for row in short.rows)
    assert set(short.rows) < set(whole.rows)


def test_the_query_gives_what_the_cells_are_made_of(real: KnowledgeGraph) -> None:
    """A user who runs the query alone finds the statements, measures and states of every cell."""
    lines = real.ask("comparison").records()
    for one in real.comparison(rows="all").record.cells:
        mine = [
            line for line in lines if (line["group"], line["item"], line["case"]) == (one.group, one.item, one.case)
        ]
        assert set(one.measures) == {line["measure"] for line in mine if line["measure"]}
        answers = {line["statement"] for line in mine if line["how"] == "answers" and line["statement"]}
        assert answers <= set(one.statements)
        if one.state in UNTOLD:
            assert one.state in {line["cell"] for line in mine}


def test_an_outcome_before_day_0_is_the_last_told_where_no_later_one_is() -> None:
    """It is told, so it is not unreported; one after day 0 comes before it."""
    drug, early = said("drug", "treatment", "prednisone", "day 0"), said("early", "outcome", "remission", "day -30")
    late = said("late", "outcome", "relapse", "day 9")
    assert cell("Last outcome told", drug, early, zero="drug").headline == "remission, day −30"
    assert cell("Last outcome told", drug, early, late, zero="drug").headline == "relapse, day 9"
