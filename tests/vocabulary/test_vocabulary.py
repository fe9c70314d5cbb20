"""The catalogue: finding terms, refusing faulty rows, and taking up a paper's own terms."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseweave.model.identifiers import contract, expand, slug
from caseweave.vocabulary import COLUMNS, Catalogue, Concept, FaultyTermsError, UnknownTermError

HEADER = "\t".join(COLUMNS)
ROWS = [
    {"curie": "caseweave:skin-lesion", "label": "skin lesion", "kind": "lesion"},
    {"curie": "caseweave:leukemia", "label": "leukemia", "kind": "disease", "synonyms": "leukaemia"},
    {
        "curie": "NCIT:C88156",
        "label": "leukemia cutis",
        "kind": "disease",
        "broader": "caseweave:leukemia|caseweave:skin-lesion",
        "synonyms": "cutaneous leukemia|LC",
    },
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A paper's own term."""

    label: str
    broader: str
    iri: str | None = None
    synonyms: tuple[str, ...] = ()
    definition: str | None = None


def tsv(*rows: dict[str, str]) -> str:
    """Write rows as the text of a catalogue."""
    return "\n".join([HEADER, *("\t".join(row.get(name, "") for name in COLUMNS) for row in rows)]) + "\n"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Three concepts: leukemia cutis stands under two others."""
    return Catalogue.from_tsv(tsv(*ROWS))


@pytest.mark.parametrize("text", ["leukemia cutis", " Leukemia\n Cutis ", "CUTANEOUS LEUKEMIA", "lc", "NCIT:C88156"])
def test_finds_a_concept_by_label_synonym_or_curie(catalogue: Catalogue, text: str) -> None:
    """Case and spacing do not matter."""
    assert catalogue.resolve(text).label == "leukemia cutis"


def test_offers_the_nearest_labels(catalogue: Catalogue) -> None:
    """A misspelt term is an error that names the right one; a misspelt synonym leads to its label."""
    with pytest.raises(UnknownTermError, match=r"unknown term 'leukemia cutus'; did you mean 'leukemia cutis'"):
        catalogue.resolve("leukemia cutus")
    with pytest.raises(UnknownTermError, match=r"did you mean 'leukemia cutis'"):
        catalogue.resolve("cutaneus leukemia")


def test_says_where_to_declare_a_term_like_no_other(catalogue: Catalogue) -> None:
    """Where nothing is near, the message says what to do."""
    with pytest.raises(UnknownTermError, match="declare it under `terms:`"):
        catalogue.resolve("zzzz")


def test_ancestors_are_nearest_first_and_depth_is_the_longest_way_up(catalogue: Catalogue) -> None:
    """A root has no ancestors and depth 0."""
    assert catalogue.ancestors("NCIT:C88156") == ("caseweave:leukemia", "caseweave:skin-lesion")
    assert catalogue.ancestors("caseweave:leukemia") == ()
    assert [catalogue.depth(concept.curie) for concept in catalogue] == [0, 0, 1]


def test_depth_counts_the_longest_of_several_ways() -> None:
    """A concept directly under a root and under a child of it is two steps down, and names each ancestor once."""
    top = Concept(curie="x:top", label="top", kind="k")
    middle = Concept(curie="x:middle", label="middle", kind="k", broader=("x:top",))
    low = Concept(curie="x:low", label="low", kind="k", broader=("x:top", "x:middle"))
    catalogue = Catalogue(added=[("1", low), ("2", middle), ("3", top)])
    assert catalogue.depth("x:low") == 2
    assert catalogue.ancestors("x:low") == ("x:top", "x:middle")


def test_reads_every_column() -> None:
    """Lists are separated by bars; empty cells are empty."""
    row = {"curie": "x:a", "label": "a", "kind": "k", "definition": "An a.", "components": "x:b|x:c"}
    row |= {"source_label": "A", "source": "X 1", "note": "n"}
    rest = [{"curie": f"x:{name}", "label": name, "kind": "k"} for name in "bc"]
    concept = Catalogue.from_tsv(tsv(row, *rest))["x:a"]
    assert (concept.definition, concept.source_label, concept.source, concept.note) == ("An a.", "A", "X 1", "n")
    assert (concept.components, concept.broader, concept.synonyms) == (("x:b", "x:c"), (), ())


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"curie": "NCIT:C88156", "label": "x", "kind": "k"}, "NCIT:C88156 is already 'leukemia cutis'"),
        ({"curie": "x:x", "label": "Leukaemia", "kind": "k"}, "'Leukaemia' already names 'leukemia'"),
        ({"curie": "x:x", "label": "x", "kind": "k", "synonyms": "LC"}, "'LC' already names 'leukemia cutis'"),
        ({"curie": "x:x", "label": "x", "kind": "k", "broader": "leukemia"}, "'leukemia' names no concept"),
        ({"curie": "x:x", "label": "x", "kind": "k", "components": "x:y"}, "components 'x:y' names no concept"),
        ({"curie": "x:x", "label": "x", "kind": "k", "broader": "x:x"}, "x:x is under x:x, a circle"),
        ({"curie": "x:x", "label": "", "kind": "k"}, "no label"),
        ({"curie": "x:x", "label": "x ", "kind": "k"}, "label 'x ' has blanks"),
        ({"curie": "x:x", "label": "x", "kind": "k", "synonyms": "y||z"}, "synonyms 'y||z' has"),
    ],
)
def test_refuses_a_faulty_row_with_its_line(row: dict[str, str], fault: str) -> None:
    """Each fault names the line and what is wrong."""
    with pytest.raises(ValueError, match=r"^terms\.tsv:5: ") as error:
        Catalogue.from_tsv(tsv(*ROWS, row))
    assert fault in str(error.value)


def test_names_all_faulty_lines_at_once() -> None:
    """Two faults are two lines; a circle is one, told once with everyone in it and nobody who only stands under it."""
    circle = [{"curie": f"x:{a}", "label": a, "kind": "k", "broader": f"x:{b}"} for a, b in ("ab", "bc", "ca", "da")]
    with pytest.raises(ValueError, match="circle") as error:
        Catalogue.from_tsv(tsv(*circle, {"curie": "x:e", "label": "a", "kind": "k"}))
    assert str(error.value).splitlines() == [
        "terms.tsv:6: 'a' already names 'a' (x:a); remove one",
        "terms.tsv:2: x:a is under x:b is under x:c is under x:a, a circle of broader; break the circle",
    ]


def test_what_is_sound_of_faulty_terms_is_known(catalogue: Catalogue) -> None:
    """One bad term is told once, with its place; it and its neighbours can be named all the same."""
    terms = [
        Own(label="good", broader="skin lesion"),
        Own(label="bad", broader="nowhere"),
        Own(label="below", broader="bad"),
        Own(label="other name", broader="leukemia", iri="NCIT:C88156"),
    ]
    with pytest.raises(FaultyTermsError) as error:
        catalogue.with_terms(terms)
    assert [place for place, _ in error.value.faults] == [3, 1]
    rest = error.value.rest
    assert [rest.resolve(term.label).label for term in terms] == ["good", "bad", "below", "leukemia cutis"]
    assert rest.ancestors("caseweave:below") == ("caseweave:bad",)


def test_refuses_other_columns_and_rows_of_other_length() -> None:
    """The header must be the known columns; each row must have as many cells."""
    with pytest.raises(ValueError, match=r"terms\.tsv:1: columns are curie, label; wanted curie, label, kind"):
        Catalogue.from_tsv("curie\tlabel\n")
    with pytest.raises(ValueError, match=r"terms\.tsv:2: 2 cells; wanted 10"):
        Catalogue.from_tsv(HEADER + "\nx:x\tx\n")


def test_takes_up_own_terms_in_any_order(catalogue: Catalogue) -> None:
    """Own terms may stand under each other; the catalogue they extend stays as it was."""
    terms = [
        Own(label="bullous leukemia cutis", broader="new lesion", synonyms=("BLC",)),
        Own(label="new lesion", broader="LC"),
    ]
    extended = catalogue.with_terms(terms)
    assert extended.resolve("blc").curie == "caseweave:bullous-leukemia-cutis"
    assert extended.ancestors("caseweave:bullous-leukemia-cutis")[:2] == ("caseweave:new-lesion", "NCIT:C88156")
    assert len(extended) == len(catalogue) + 2 == 5


def test_own_term_keeps_its_iri_and_kind(catalogue: Catalogue) -> None:
    """An IRI becomes a CURIE by the function given; the kind is that of the term above."""
    term = Own(label="drug rash", broader="skin lesion", iri=expand("HP:0000988"), definition="A rash.")
    concept = catalogue.with_terms([term], contract).resolve("drug rash")
    assert (concept.curie, concept.kind, concept.definition) == ("HP:0000988", "lesion", "A rash.")
    assert catalogue.with_terms([term]).resolve("drug rash").curie == expand("HP:0000988")


def test_leaves_an_own_term_to_the_catalogue_that_holds_it(catalogue: Catalogue) -> None:
    """A term that the catalogue has taken up since changes nothing."""
    assert catalogue.with_terms([Own(label="Leukemia", broader="skin lesion")]) is catalogue
    assert catalogue.with_terms([]) is catalogue


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        (Own(label="x", broader="lekemia"), "term 'x': broader 'lekemia' names no concept; did you mean 'leukemia'"),
        (Own(label="LC", broader="leukemia"), "term 'LC': 'LC' already names 'leukemia cutis'"),
        (Own(label="x", broader="leukemia", iri="NCIT:C88156"), "term 'x': NCIT:C88156 is already 'leukemia cutis'"),
        (Own(label="x", broader="x"), "term 'x': caseweave:x is under caseweave:x, a circle"),
    ],
)
def test_refuses_a_faulty_own_term(catalogue: Catalogue, term: Own, fault: str) -> None:
    """The message names the term."""
    with pytest.raises(ValueError, match=r"^term ") as error:
        catalogue.with_terms([term])
    assert fault in str(error.value)


@given(st.text(min_size=1).filter(lambda text: slug(text) != ""))
def test_own_terms_are_minted_as_identifiers_are(text: str) -> None:
    """The local identifier of an own term uses the slug of :mod:`caseweave.model.identifiers`."""
    top = Catalogue(added=[("1", Concept(curie="x:top", label="\x00top", kind="k"))])
    assert f"caseweave:{slug(text)}" in top.with_terms([Own(label=text, broader="x:top")])


def test_unknown_curie_is_a_key_error(catalogue: Catalogue) -> None:
    """Subscription takes exact CURIEs only."""
    with pytest.raises(KeyError):
        catalogue["leukemia cutis"]
    assert "NCIT:C88156" in catalogue
    assert "ncit:c88156" not in catalogue
