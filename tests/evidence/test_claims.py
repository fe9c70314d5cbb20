"""Claims: of whom, when in regard to what, by which clock, where among neighbours, how surely, and bound to what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from caseweave.evidence import Verified, verify
from caseweave.evidence.names import EntityNames
from caseweave.model import Link, Statement, Term
from caseweave.text.readers import Copy
from caseweave.vocabulary import Catalogue, Concept
from caseweave.vocabulary.catalogue import OWN_KIND

IRI = "https://w3id.org/caseweave/statement/fern2021/"
TEXT = """Case Report

A woman was seen with fever. On the day of infusion she had a rash on the scalp and an erythema of the back. The
fever was gone after the infusion of tocilizumab. Blinatumomab was begun. During the second cycle of blinatumomab on the
C2D8 she had neck pain. On the C2D13 she had ear pain. She was given dexamethasone due to concern for hypotension.
The rash was attributed to amoxicillin and it was almost completely resolved by day +18 in the end.

Discussion

Leukemia cutis is rare in patients of this age. Our patient had a maculopapular rash in the first week. A similar case
of leukemia cutis was told by Elm et al. in the past. The patient had erythema on day +4 of therapy and went home.
Similar to our patient, the rash was gone in one week as the authors told [2]. Both patients had fever on the same day
of therapy. Oak reported a boy with neck pain and a cough.

References

1. Ash B, Nobody C (2001) Nothing at all. J Nothing 1:1.
2. Elm A, Nobody C (2019) Something else. J Nothing 2:2.
3. Oak D, Nobody C (2018) Another thing. J Nothing 3:3.
"""


@pytest.fixture
def said(catalogue: Catalogue, anchor_of: Any, statement_of: Any) -> Any:
    """Return a function that makes a statement that rests on words of the text above."""

    def say(about: str, words: str, name: str = "one", **fields: Any) -> Statement:
        given = {"statement": f"{IRI}{name}", **fields}
        return statement_of(catalogue, about, (anchor_of(TEXT, words),), given)  # type: ignore[no-any-return]

    return say


@pytest.fixture
def checked(catalogue: Catalogue) -> Any:
    """Return a function that verifies statements and returns the first as it came out."""

    def check(*statements: Statement, text: str = TEXT) -> Verified:
        authors = {"elm2019": "Elm", "oak2018": "Oak", "fern2021": "Fern"}
        return verify(statements, {"fern2021": Copy.of(text)}, {"fern2021": catalogue}, authors)[0]

    return check


@pytest.fixture
def bench(said: Any, checked: Any) -> tuple[Any, Any]:
    """Return both: what makes a statement, and what verifies it."""
    return said, checked


OWN = {"case": "fern2021", "role": "own"}
ELM = {"case": "elm2019", "role": "relayed", "primary": "elm2019"}
OAK = {"case": "oak2018", "role": "relayed", "primary": "oak2018"}


@pytest.mark.parametrize(
    ("about", "words", "patient", "outcome"),
    [
        ("fever", "A woman was seen with fever", OWN, "holds"),
        ("fever", "A woman was seen with fever", ELM, "could not check"),
        ("maculopapular rash", "Our patient had a maculopapular rash", OWN, "holds"),
        ("maculopapular rash", "Our patient had a maculopapular rash", ELM, "fails"),
        ("leukemia cutis", "Leukemia cutis is rare in patients", OWN, "could not check"),
        ("leukemia cutis", "case of leukemia cutis was told by Elm", ELM, "holds"),
        ("leukemia cutis", "case of leukemia cutis was told by Elm", OWN, "fails"),
        ("leukemia cutis", "case of leukemia cutis was told by Elm", OAK, "fails"),
        ("erythema", "The patient had erythema on day +4", ELM, "holds"),
        ("erythema", "The patient had erythema on day +4", OWN, "could not check"),
        ("rash", "the rash was gone in one week", ELM, "holds"),
        ("rash", "the rash was gone in one week", OWN, "could not check"),
        ("rash", "the rash was gone in one week", OAK, "fails"),
        ("fever", "Both patients had fever on the same day", OWN, "could not check"),
        ("fever", "Both patients had fever on the same day", ELM, "could not check"),
        ("neck pain", "reported a boy with neck pain", OAK, "holds"),
        ("neck pain", "reported a boy with neck pain", OWN, "fails"),
    ],
)
def test_the_patient_is_the_one_the_words_speak_of(
    about: str, words: str, patient: dict[str, str], outcome: str, bench: Any
) -> None:
    """An author, a citation mark, "our patient", or the one spoken of last; both at once is not clear."""
    said, checked = bench
    assert checked(said(about, words, **patient)).claims["patient"] == outcome


def test_patients_of_one_paper_are_told_apart_by_their_number(said: Any, checked: Any, anchor_of: Any) -> None:
    """Where nothing numbers them, it could not be checked; another number fails."""
    text = TEXT.replace("seen with fever.", "seen with fever, and is our patient 2.")
    one = replace(said("fever", "A woman was seen with fever"), anchors=(anchor_of(text, "woman was seen with fever"),))
    other = said("rash", "a rash on the scalp and", "b")
    for first, second, outcome in (("1", "2", "fails"), ("2", "1", "holds")):
        cases = replace(one, case=f"fern2021-{first}"), replace(other, case=f"fern2021-{second}")
        assert checked(*cases, text=text).claims["patient"] == outcome
    assert checked(replace(other, case="fern2021-1"), replace(one, case="x")).claims["patient"] == "could not check"


@pytest.mark.parametrize(
    ("when", "outcome"),
    [
        ("after infusion", "holds"),
        ("before infusion", "could not check"),
        ("after blinatumomab", "could not check"),
        ("same day as infusion", "could not check"),
    ],
)
def test_an_order_names_its_happening_and_its_side(when: str, outcome: str, said: Any, checked: Any) -> None:
    """Neither the other side nor another happening is accepted."""
    words = "The fever was gone after the infusion of tocilizumab"
    others = (
        said("tocilizumab", words, "infusion", kind="treatment", event="infusion"),
        said("blinatumomab", "Blinatumomab was begun. During the second", "blinatumomab", kind="treatment"),
    )
    assert checked(said("fever", words, when=(when,)), *others).claims["order"] == outcome


@pytest.mark.parametrize(
    ("words", "when", "by", "outcome"),
    [
        ("switched to hyperCVAD (cyclophosphamide, vincristine) for good", "during regimen", "listed with it", "holds"),
        ("switched to hyperCVAD for good, not to cyclophosphamide alone", "during regimen", "", "could not check"),
        ("cyclophosphamide at that time, after a long break", "same day as regimen", "that time", "holds"),
        ("cyclophosphamide in the end, after a long break", "same day as regimen", "", "could not check"),
    ],
)
def test_an_order_may_follow_from_the_list_or_the_sentence_before(
    words: str, when: str, by: str, outcome: str, held_with: Any
) -> None:
    """A drug in brackets behind its regimen is part of it; "that time" is that of the sentence before."""
    verified = held_with("cyclophosphamide", f"He had hyperCVAD then. He was {words}.", words, when)
    assert verified.claims["order"] == outcome, verified.checks
    assert not by or by in verified.row()["derivations"]


@pytest.fixture
def held_with(catalogue: Catalogue, anchor_of: Any, statement_of: Any) -> Any:
    """Return a function that verifies a part of a regimen beside the statement of the regimen."""

    def hold(about: str, text: str, words: str, when: str) -> Verified:
        text = f"Case Report\n\n{text}\n"
        anchor = (anchor_of(text, words.rstrip(".")),)
        part = {"kind": "treatment", "when": (when,), "qualifiers": (("component of", "regimen"),)}
        one = statement_of(catalogue, about, anchor, part)
        whole = statement_of(catalogue, "hyper-CVAD", anchor, {"kind": "treatment", "statement": f"{IRI}regimen"})
        return verify((one, whole), {"fern2021": Copy.of(text)}, {"fern2021": catalogue})[0]

    return hold


def test_a_name_that_two_happenings_share_orders_nothing(said: Any, checked: Any) -> None:
    """Which of two infusions of one drug is meant, the words do not say."""
    words = "The fever was gone after the infusion of tocilizumab"
    twice = [said("tocilizumab", words, name, kind="treatment") for name in ("first", "second")]
    assert checked(said("fever", words, when=("after first",)), *twice).claims["order"] == "could not check"


@pytest.mark.parametrize(
    ("about", "words", "clock", "outcome"),
    [
        ("neck pain", "on the C2D8 she had neck pain", "blina", "holds"),
        ("neck pain", "on the C2D8 she had neck pain", "dexa", "could not check"),
        ("ear pain", "On the C2D13 she had ear pain", "blina", "holds"),
        ("ear pain", "On the C2D13 she had ear pain", "dexa", "could not check"),
    ],
)
def test_a_day_of_a_cycle_is_counted_by_the_regimen_named(
    about: str, words: str, clock: str, outcome: str, bench: Any
) -> None:
    """The sentence names the regimen, or the one before that counts the same cycle does."""
    said, checked = bench
    others = (
        said("blinatumomab", "Blinatumomab was begun. During the second", "blina", kind="treatment"),
        said("dexamethasone", "given dexamethasone due to concern for", "dexa", kind="treatment"),
    )
    day = words.split()[words.split().index("the") + 1]
    assert checked(said(about, words, when=(f"{day} of {clock}",)), *others).claims["clock"] == outcome


@pytest.mark.parametrize(
    ("about", "site", "outcome"),
    [
        ("rash", "scalp", "holds"),
        ("rash", "back", "could not check"),
        ("erythema", "back", "holds"),
        ("erythema", "scalp", "could not check"),
    ],
)
def test_a_site_belongs_to_its_entity(about: str, site: str, outcome: str, said: Any, checked: Any) -> None:
    """Where a sentence names several sites, standing in it is not enough."""
    words = "had a rash on the scalp and an erythema of the back"
    verified = checked(said(about, words, kind="lesion", site=(site,)))
    assert verified.claims["site"] == outcome, verified.checks


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ("nearly cleared", "holds"),
        ("cleared", "could not check"),
        ("worsens", "fails"),
        ("improves", "could not check"),
    ],
)
def test_a_change_has_its_degree(change: str, outcome: str, said: Any, checked: Any) -> None:
    """Nearly is not wholly."""
    words = "it was almost completely resolved by day +18"
    assert checked(said("rash", words, kind="lesion", course=(("overall", change),))).claims["course"] == outcome


def test_a_suspicion_is_no_fact(said: Any, checked: Any) -> None:
    """Concern for a thing is not the thing; a fact is no suspicion."""
    words = "dexamethasone due to concern for hypotension. The rash"
    assert checked(said("hypotension", words, certainty="suspected")).claims["certainty"] == "holds"
    assert checked(said("hypotension", words)).claims["certainty"] == "could not check"
    words = "A woman was seen with fever"
    assert checked(said("fever", words, certainty="suspected")).claims["certainty"] == "could not check"
    assert checked(said("fever", words)).claims["certainty"] == "holds"


@pytest.mark.parametrize(
    ("relation", "target", "outcome"),
    [
        ("caused by", "CHEBI:2676", "holds"),
        ("response to", "CHEBI:2676", "could not check"),
        ("caused by", "CHEBI:28445", "could not check"),
    ],
)
def test_a_link_is_told(relation: Any, target: str, outcome: str, said: Any, checked: Any) -> None:
    """The words name the target, and the word that binds stands before it."""
    link = Link(relation=relation, target=target, sort="term", label=target)
    words = "The rash was attributed to amoxicillin and it"
    assert checked(said("rash", words, kind="lesion", links=(link,))).claims["links"] == outcome


def test_a_short_name_is_that_of_the_text(held: Any) -> None:
    """An abbreviation names what the copy gives it to, and nothing where it gives it to two."""
    once = "a bone marrow biopsy (BMB) was planned. On day +26 the BMB was done without delay"
    assert held("bone marrow biopsy", once, "On day +26 the BMB was done", kind="procedure").claims["entity"] == "holds"
    twice = f"{once}. A blood pressure (BMB) of 120 was seen"
    verified = held("bone marrow biopsy", twice, "On day +26 the BMB was done", kind="procedure")
    assert verified.claims["entity"] != "fails"


def test_twins_of_every_kind_are_suspect(said: Any, checked: Any) -> None:
    """A finding named once cannot be two findings."""
    words = "A woman was seen with fever"
    assert checked(said("fever", words), said("fever", words, "two")).value_check == "could not check"
    assert checked(said("fever", words), said("rash", words, "two")).value_check == "passed"


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("No fever was seen in the end of it.", "holds"),
        ("No fever was seen in the end of it, it got worse.", "fails"),
    ],
)
def test_what_is_denied_has_cleared(words: str, outcome: str, held: Any) -> None:
    """If the words tell of no other change."""
    course = (("overall", "cleared"),)
    assert held("fever", words, state="absent", course=course).claims["course"] == outcome
    assert held("fever", words, state="absent", course=(("overall", "recurs"),)).claims["course"] != "holds"


def test_a_method_is_that_of_its_part_of_the_sentence(held: Any) -> None:
    """A legend of several panels names several; that between the semicolons counts."""
    words = "A: skin biopsy; hematoxylin and eosin showing leukemia cutis here; B: immunohistochemistry of it."
    anchored = "showing leukemia cutis here; B"
    for method, outcome in (("NCIT:C23011", "holds"), ("OBI:0001986", "could not check")):
        term = Term(method, method)
        verified = held("leukemia cutis", words, anchored.partition(";")[0] + "; B", method=term)
        assert verified.claims["method"] == outcome, verified.checks


def test_a_pronoun_is_no_short_name(held: Any) -> None:
    """The word he is not H&E."""
    term = Term("NCIT:C23011", "H&E staining")
    verified = held("leukemia cutis", "He had leukemia cutis on the back.", method=term)
    assert verified.claims["method"] == "could not check"
    assert "no name of it" in " ".join(verified.row()["reasons"])


@pytest.mark.parametrize(
    ("about", "fields", "words"),
    [
        ("blinatumomab", {"kind": "treatment"}, "He was given blinatumomab for bilateral neck and ear pain."),
        ("fever", {}, "He had fever and neck pain in the night."),
    ],
)
def test_a_site_that_the_words_tell_of_something_else_is_not_that_of_the_entity(
    about: str, fields: dict[str, Any], words: str, held: Any
) -> None:
    """A drug has no site unless the words give it one; the neck of a neck pain is its own."""
    assert held(about, words, site=("neck",), **fields).claims["site"] == "could not check"


def test_the_words_of_a_time_name_nothing(catalogue: Catalogue, anchor_of: Any, statement_of: Any) -> None:
    """What is named only where the day stands is not what the statement is about."""
    text = "Case Report\n\nOn day 4 he had fever at night. The rash on his back was gone by then.\n"
    what, when = anchor_of(text, "The rash on his back was gone"), anchor_of(text, "On day 4 he had fever at")
    anchors = (what, when.model_copy(update={"purpose": "when"}))
    verified = verify(
        (statement_of(catalogue, "fever", anchors, {}),), {"fern2021": Copy.of(text)}, {"fern2021": catalogue}
    )
    assert verified[0].claims["entity"] == "could not check"


@pytest.mark.parametrize(
    ("when", "outcome"),
    [
        ("by hospital day 12", "holds"),
        ("hospital day 12", "could not check"),
        ("after hospital day 12", "could not check"),
        ("by hospital day 11", "fails"),
    ],
)
def test_a_day_of_another_clock_is_meant_as_the_words_say(when: str, outcome: str, held: Any) -> None:
    """By a day is not on it, nor after it."""
    assert held("fever", "By hospital day 12 the fever was gone.", when=(when,)).claims["day"] == outcome


@pytest.mark.parametrize(
    ("about", "grade", "outcome"),
    [
        ("neurotoxicity", "2", "holds"),
        ("fatigue", "2", "could not check"),
        ("fatigue", "mild", "holds"),
        ("neurotoxicity", "mild", "could not check"),
    ],
)
def test_a_grade_is_that_of_what_is_named_nearest(about: str, grade: str, outcome: str, held: Any) -> None:
    """Two things graded side by side keep their grades."""
    words = "He had neurotoxicity of grade 2 and mild fatigue at home."
    assert held(about, words, grade=grade).claims["grade"] == outcome


@pytest.mark.parametrize(
    ("about", "route", "outcome"),
    [
        ("cytarabine", "intrathecal", "holds"),
        ("methotrexate", "intrathecal", "holds"),
        ("vincristine", "intrathecal", "could not check"),
        ("vincristine", "intravenous", "holds"),
        ("cytarabine", "intravenous", "could not check"),
    ],
)
def test_a_route_is_that_of_its_drug(about: str, route: str, outcome: str, held: Any) -> None:
    """Before the list it leads, or behind the drug; not beyond a comma or another drug."""
    words = "He had intrathecal (IT) cytarabine and methotrexate, vincristine intravenously too."
    verified = held(about, words, words[7:-1], kind="treatment", route=route)
    assert verified.claims["qualifiers"] == outcome, verified.checks


@pytest.mark.parametrize(
    ("when", "words", "outcome"),
    [
        ("after infusion", "The fever was gone after the infusion of tocilizumab.", "holds"),
        ("after end of infusion", "The fever was gone after the infusion of tocilizumab.", "could not check"),
        ("after end of infusion", "The fever was gone after completion of tocilizumab.", "holds"),
        ("same day as infusion", "On tocilizumab the fever was gone for good.", "could not check"),
        ("after infusion", "The fever was gone within two days, and tocilizumab was given.", "could not check"),
        ("after infusion", "The fever was gone after lunch and was treated with tocilizumab.", "could not check"),
        ("same day as visit", "On admission the fever was gone for good.", "holds"),
        ("after visit", "On admission the fever was gone for good.", "could not check"),
    ],
)
def test_a_word_of_order_is_of_its_own_clause(
    when: str, words: str, outcome: str, *, catalogue: Catalogue, anchor_of: Any, statement_of: Any
) -> None:
    """No comma and no verb lies between it and the name; the end of a thing must be told as such."""
    text = f"Case Report\n\nA woman was seen. {words}\n\nDiscussion\n\nThere is nothing more to be said of it.\n"
    anchor, elsewhere = anchor_of(text, words.rstrip(".")), anchor_of(text, "There is nothing more to be said")
    drug = {"kind": "treatment", "statement": f"{IRI}infusion"}
    visit = {"kind": "procedure", "statement": f"{IRI}visit"}
    others = (
        statement_of(catalogue, "tocilizumab", (elsewhere,), drug),
        statement_of(catalogue, "hospital admission", (elsewhere,), visit),
    )
    one = statement_of(catalogue, "fever", (anchor,), {"when": (when,)})
    verified = verify((one, *others), {"fern2021": Copy.of(text)}, {"fern2021": catalogue})[0]
    assert verified.claims["order"] == outcome, verified.checks


def test_a_term_of_the_papers_own_is_of_the_sort_it_stands_below(catalogue: Catalogue) -> None:
    """A drug that only a paper declares is as strict about its name as any drug."""
    below = Concept(curie="caseweave:x", label="xmab", kind=OWN_KIND, broader=("NCIT:C84217",))
    under = Concept(curie="caseweave:y", label="ymab", kind=OWN_KIND, broader=("caseweave:x",))
    names = EntityNames(Catalogue(catalogue, [("here", below), ("here", under)]))
    assert {names.concept("caseweave:x").kind, names.concept("caseweave:y").kind} == {"drug"}


def test_a_name_beside_is_not_taken_where_the_words_name_another(held: Any) -> None:
    """What the anchored words tell of fatigue is not told of the fever beside them."""
    words = "The fever was gone, and his fatigue was less marked on day 8."
    assert held("fever", words, "and his fatigue was less marked").claims["entity"] == "could not check"
    assert held("fatigue", words, "and his fatigue was less marked").claims["entity"] == "holds"


@pytest.mark.parametrize(
    ("every", "outcome"), [("12 h", "holds"), ("24 h", "could not check"), ("8 h", "could not check")]
)
def test_twice_daily_is_not_daily(every: str, outcome: str, held: Any) -> None:
    """The longest words that say how often count."""
    verified = held(
        "dexamethasone", "He had dexamethasone twice daily at home.", kind="treatment", schedule=(("every", every),)
    )
    assert verified.claims["qualifiers"] == outcome
