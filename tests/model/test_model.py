"""The records: quantities, what a paper file may hold, and the public row of a statement."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from caseweave import KnowledgeGraph
from caseweave.model import COLUMNS, PaperFile, Problem, Problems, Quantity, SourceStatement, Statement
from caseweave.model.paper import LocalTerm

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4)


def statement(**fields: Any) -> SourceStatement:
    """Make a statement of a file with the least it must have."""
    return SourceStatement.model_validate({"id": "a", "finding": "fever", "anchor": {"section": "Case"}, **fields})


@given(NUMBERS)
def test_an_exact_number_keeps_every_digit(number: Decimal) -> None:
    """What was printed with four decimals has four decimals."""
    assert Quantity.parse(str(number)) == Quantity(value=number)
    assert str(Quantity.parse(f"{number:f}").value) == f"{number:f}"


@given(
    NUMBERS,
    st.sampled_from([("<", "<"), ("<=", "<="), ("≤", "<="), (">", ">"), (">=", ">="), ("≥", ">="), ("> ", ">")]),
)
def test_a_bound_is_never_a_value(number: Decimal, sign: tuple[str, str]) -> None:
    """Below one is not one: the number is the bound, on its own side, and the value stays empty."""
    found = Quantity.parse(f"{sign[0]}{number}")
    assert (found.comparator, found.value) == (sign[1], None)
    assert (found.high, found.low) == ((number, None) if sign[1].startswith("<") else (None, number))


@given(NUMBERS, NUMBERS, st.sampled_from(["-", "–", "..", " to ", " - "]))
def test_a_range_stays_a_range_and_may_not_run_backwards(one: Decimal, other: Decimal, dash: str) -> None:
    """Both ends are kept; the smaller stands first."""
    low, high = sorted((one, other))
    assert Quantity.parse(f"{low}{dash}{high}") == Quantity(low=low, high=high)
    if low < high:
        with pytest.raises(ValueError, match="runs backwards"):
            Quantity.parse(f"{high}{dash}{low}")


@given(st.text())
def test_any_text_is_a_quantity_or_a_value_error(text: str) -> None:
    """Nothing else is raised, and nothing is read that is not ASCII digits."""
    try:
        found = Quantity.parse(text)
    except ValueError:
        return
    assert found != Quantity()
    assert any(sign in "0123456789" for sign in text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "NaN",
        "inf",
        "-",
        "1,5",
        "1_000",
        "1e",
        "1e999",
        "0x1F",
        "10%",
        "12:30",
        "~",
        "< ",
        "1-2-3",
        "1 2",
        "٣",
        "１２",
        "+-1",
        "½",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    """A number is digits, a point and an exponent of at most two digits: nothing that Decimal alone would also take."""
    with pytest.raises(ValueError, match="is not a number"):
        Quantity.parse(text)


@pytest.mark.parametrize("value", ["9" * 41, "0." + "0" * 40 + "1"])
def test_a_number_longer_than_any_paper_prints_is_refused(value: str) -> None:
    """Python itself refuses to print integers of thousands of digits; the file is told so before."""
    with pytest.raises(ValidationError, match="at most 40"):
        statement(value=value)


def test_one_thing_may_stand_where_a_list_may() -> None:
    """``site: scalp`` is ``site: [scalp]``; one anchor is a list of one."""
    assert statement(site="scalp").site == ("scalp",)
    assert len(statement().anchor) == 1


def test_texts_are_trimmed_and_blank_ones_refused() -> None:
    """A folded text ends in a newline that nobody means."""
    assert statement(note=" seen once \n").note == "seen once"
    with pytest.raises(ValidationError, match="at least 1 character"):
        statement(note="  ")


@pytest.mark.parametrize("date", ["2021-02-30", "20210504", "2021-W13-1", "2021-5-4", "٢٠٢١-٠٥-٠٤", "2021-05-04 ", ""])
def test_only_full_calendar_dates_are_dates(date: str) -> None:
    """Python's other spellings of ISO 8601 would be no xsd:date."""
    with pytest.raises(ValidationError, match="not a date of the calendar"):
        PaperFile.model_validate({"published": date})


@pytest.mark.parametrize(
    ("iri", "good"),
    [
        ("http://purl.obolibrary.org/obo/HP_0001945", True),
        ("https://example.org:8080/a/b?c=d&e=%20f#g", True),
        ("https://example.org", True),
        ("http://[bad", False),
        ("http://a/%zz", False),
        ("http://a/b#c#d", False),
        ("http://a:port/", False),
        ("http://a/ b", False),
        ("http://a/>b", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("http://", False),
    ],
)
def test_a_link_is_a_web_address_that_rdf_can_hold(iri: str, good: bool) -> None:
    """Only http and https; what the engine would refuse is refused in the file."""
    try:
        LocalTerm(label="x", broader="fever", iri=iri)
    except ValidationError:
        assert not good
    else:
        assert good


def test_a_statement_names_exactly_one_kind() -> None:
    """Two kinds, or none, are an error that lists the kinds."""
    with pytest.raises(ValidationError, match="names finding and lesion"):
        statement(lesion="papule")
    with pytest.raises(ValidationError, match="names none"):
        SourceStatement.model_validate({"id": "a", "anchor": {"section": "Case"}})


def test_records_are_frozen_and_refuse_unknown_fields() -> None:
    """A typing slip is an error, never silence."""
    with pytest.raises(ValidationError, match="Extra inputs"):
        statement(sites="scalp")
    with pytest.raises(ValidationError, match="frozen"):
        statement().id = "b"  # type: ignore[misc]


def test_roles_follow_from_whose_patient_it_is(kg: KnowledgeGraph) -> None:
    """What a paper says of a cited paper's patient is relayed from that paper; of its own, its own."""
    paper = kg.corpus.paper("alder2021")
    said = {item.id: item for item in paper.statements}
    assert (paper.role_of(said["fever"]), paper.primary_of(said["fever"])) == ("own", None)
    assert (paper.role_of(said["birch-crs"]), paper.primary_of(said["birch-crs"])) == ("relayed", "birch2020")
    assert paper.own_cases == ("alder2021",)


def test_a_paper_of_several_cases_names_each(kg: KnowledgeGraph) -> None:
    """Tables show the paper alone where it has one case, with the case where it has two."""
    assert kg.corpus.labels["alder2021"] == "Alder 2021"
    assert kg.corpus.labels["cedar2022-b"] == "Cedar 2022, b"
    assert kg.corpus.paper("alder2021").citation == (
        "Alder A, Ash B. An invented patient whose rash came and went. Journal of Invented Cases. "
        "2021;3(2):11-14. doi:10.9999/alder.2021"
    )


def test_the_row_of_a_statement_has_the_public_columns_as_json_values(kg: KnowledgeGraph) -> None:
    """Every row has the same keys in the same order; what is empty is null, and lists are never empty lists."""
    for record in kg.statements:
        row = record.row()
        assert tuple(row) == COLUMNS
        assert json.loads(json.dumps(row)) == row
        assert not any(value in ("", []) for value in row.values())


def test_the_public_columns_are_those_of_the_design() -> None:
    """A contract with every user of ``caseweave statements``: a change here is a new version."""
    assert " ".join(COLUMNS) == (
        "statement said_by case role primary account assertion naming kind about label event state certainty links "
        "schedule course grade scale comparator value low high unit printed site specimen method route qualifiers when "
        "earliest latest end_earliest end_latest phase basis section words print confidence note"
    )


def test_the_printed_text_stays_beside_the_number(kg: KnowledgeGraph) -> None:
    """38.50 is printed 38.50, whatever the number 38.5 looks like."""
    fever = next(record for record in kg.statements if record.id == "fever")
    assert (fever.printed, fever.row()["value"], str(fever.value)) == ("38.50", 38.5, "38.5")


def test_whole_numbers_are_whole_in_a_row(kg: KnowledgeGraph) -> None:
    """2e6 is the integer 2000000; a bound and a range leave the value empty."""
    rows = {record.id: record.row() for record in kg.statements}
    assert rows["infusion"]["value"] == 2_000_000
    assert isinstance(rows["infusion"]["value"], int)
    assert [rows["crp"][name] for name in ("comparator", "value", "low", "high")] == ["<", None, None, 1]
    assert [rows["biopsy-t-cells"][name] for name in ("comparator", "value", "low", "high")] == [None, None, 60, 70]


def test_statements_cannot_be_changed(kg: KnowledgeGraph) -> None:
    """A record is what a paper says; nobody changes that later."""
    record: Statement = kg.statements[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.state = "absent"  # type: ignore[misc]


def test_problems_are_told_in_the_order_of_files_lines_and_columns() -> None:
    """However they were found."""
    late, early = Problem("b.yaml", 1, 1, "", "x"), Problem("a.yaml", 9, 2, "id", "y")
    found = Problems([late, early])
    assert found.problems == (early, late)
    assert str(found) == "a.yaml:9:2: id: y\nb.yaml:1:1: x"


def test_a_patient_of_a_paper_that_reports_several_is_relayed_from_that_paper() -> None:
    """``of`` names the paper a case belongs to where the case does not bear the paper's id."""
    paper = PaperFile.model_validate(
        {
            "id": "fir2021",
            "title": "An invented paper",
            "authors": ["Fir A"],
            "journal": "Invented Letters",
            "year": "2021",
            "read": "full text",
            "curated": {"on": "2026-01-31"},
            "cites": {"elm2010": "discusses"},
            "cases": {"fir2021": {}, "elm2010-b": {"of": "elm2010"}},
            "statements": [
                {"id": "fever", "case": "elm2010-b", "finding": "fever", "anchor": {"section": "Discussion"}}
            ],
        }
    )
    said = paper.statements[0]
    assert paper.own_cases == ("fir2021",)
    assert (paper.role_of(said), paper.primary_of(said)) == ("relayed", "elm2010")
