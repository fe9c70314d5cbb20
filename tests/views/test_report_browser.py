"""The report in a browser that has no network: what a reader sees, asks and can reach, at every width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from caseweave import KnowledgeGraph
from caseweave.api.report import matter, page
from caseweave.model import Statement, Term
from caseweave.rdf.store import named_queries
from caseweave.views.report import report
from caseweave.views.report.page import SECTIONS

from .conftest import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Visitor = Callable[..., Any]
NAMES = [name for name, _ in SECTIONS]
WIDTHS = (360, 390, 768, 1024, 1280, 1920)

SEEN = Path(__file__).with_name("seen.js").read_text("utf-8")


@pytest.fixture(scope="session")
def plain(real: KnowledgeGraph) -> str:
    """Make the page of the bundled papers without an engine."""
    return report(matter(real, answers=True))


def settled(visited: Any) -> Page:
    """Wait until the page has drawn itself."""
    opened: Page = visited.page
    opened.wait_for_function("globalThis.caseweave !== undefined")
    opened.evaluate(SEEN)
    return opened


@pytest.mark.parametrize("name", NAMES)
def test_asks_for_nothing(visit: Visitor, plain: str, name: str) -> None:
    """Every section opens without a request besides the page itself, and without a complaint."""
    visited = visit(plain, f"#/{name}")
    opened = settled(visited)
    opened.wait_for_timeout(150)
    assert opened.locator(f"#{name}").is_visible()
    assert visited.requests == [opened.url.split("#")[0]]
    assert visited.failed == visited.errors == []
    assert opened.evaluate("document.querySelectorAll('[style]').length") == 0


@pytest.mark.parametrize("look", [(1280, "light"), (1280, "dark"), (390, "light")], ids=["light", "dark", "phone"])
def test_accessible(visit: Visitor, axe: str, plain: str, look: tuple[int, str]) -> None:
    """The checker axe finds nothing to object to in any section, with and without evidence open."""
    options = {"viewport": {"width": look[0], "height": 900}, "color_scheme": look[1], "bypass_csp": True}
    opened = settled(visit(plain, **options))
    opened.evaluate(axe)
    chosen = "comparison?row=skin-clear-from-infusion&case=kovalenko2023"
    for place in (*NAMES, chosen):
        opened.evaluate("place => { location.hash = '#/' + place }", place)
        opened.wait_for_timeout(250)
        found = opened.evaluate("axe.run()")["violations"]
        assert [(place, one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_fits_every_width(visit: Visitor, plain: str, width: int) -> None:
    """No section scrolls sideways, no text is smaller than 11 pixels, no label lies on another or is cut."""
    opened = settled(visit(plain, viewport={"width": width, "height": 900}))
    for name in NAMES:
        opened.evaluate("name => { location.hash = '#/' + name }", name)
        opened.wait_for_timeout(200)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, name
        assert opened.evaluate("seen.small()") == [], name
        assert opened.evaluate("seen.overlapping()") == [], name
        assert opened.evaluate("seen.cut()") == [], name


def test_three_lines_a_cell(visit: Visitor, plain: str) -> None:
    """With the evidence open at 1280 pixels no cell of any row has more than three lines of text."""
    opened = settled(
        visit(plain, "#/comparison?row=crs&case=liu2020&rows=all", viewport={"width": 1280, "height": 900})
    )
    assert opened.locator("#drawer").is_visible()
    assert opened.evaluate("seen.tall()") == []


def test_sentences_bear_the_marks_of_their_cells(visit: Visitor, plain: str) -> None:
    """A value in a sentence or on a card has the very marks that its cell has in the table."""
    opened = settled(visit(plain, "#/cases"))
    shown = opened.evaluate("seen.said()")
    opened.evaluate("location.hash = '#/comparison?rows=all'")
    opened.wait_for_timeout(200)
    assert shown
    for row, case, marks in shown:
        cell = opened.locator(f'td[data-row="{row}"][data-case="{case}"] .hl')
        told = cell.evaluate("one => [...one.querySelectorAll('.x, .k, .q')].map(mark => mark.textContent).join('')")
        assert marks == told.replace(" ", ""), (row, case)


def test_hostile_text_stays_text(visit: Visitor, kg: KnowledgeGraph) -> None:
    """Nothing that a paper, a term, a protocol or a query says runs or becomes markup, in any section."""
    held = matter(kg, answers=True)

    def spoilt(one: Statement, place: int) -> Statement:
        bad = HOSTILE[place % len(HOSTILE)].replace("\x00", "")
        about = Term(one.about.curie, bad)
        return replace(one, about=about, printed=bad, note=bad, when=(*one.when, bad))

    bad = HOSTILE[2]
    questions = [replace(one, title=bad, question=bad, text=one.text + f"\n# {HOSTILE[0]}") for one in held.questions]
    papers = [replace(one, label=bad, citation=HOSTILE[0], unread=(bad,)) for one in held.papers]
    html = report(
        replace(
            held,
            statements=[spoilt(one, place) for place, one in enumerate(held.statements)],
            protocol=replace(held.protocol, title=HOSTILE[1]),
            cases=[replace(one, label=bad) for one in held.cases],
            questions=questions,
            papers=papers,
        )
    )
    visited = visit(html)
    opened = settled(visited)
    for name in NAMES:
        opened.evaluate("name => { location.hash = '#/' + name }", name)
        opened.wait_for_timeout(150)
    opened.locator("#find").fill("img")
    opened.evaluate("location.hash = '#/ask?query=%3Cimg%20src=x%20onerror=window.__pwn=1%3E&sparql=%3Cscript%3E'")
    opened.wait_for_timeout(150)
    assert opened.evaluate("window.__pwn") is None
    assert opened.locator("main img, main script, header img").count() == 0
    assert visited.errors == []
    assert visited.requests == [opened.url.split("#")[0]]


def test_of_a_large_corpus_a_selection_opens(
    visit: Visitor, kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more cases than a page holds it holds the first and says so; every section opens, Ask says where to ask."""
    monkeypatch.setattr("caseweave.api.report.MOST_CASES", 2)
    visited = visit(report(matter(kg, answers=True)))
    opened = settled(visited)
    assert "holds 2 of 4 cases" in opened.locator("#cases").inner_text()
    for name in NAMES:
        opened.evaluate("name => { location.hash = '#/' + name }", name)
        opened.wait_for_timeout(100)
    assert "caseweave query who-received" in opened.locator("#answer").inner_text()
    assert visited.errors == []


def test_table_1_goes_into_word(visit: Visitor, real: KnowledgeGraph) -> None:
    """Two clicks save the Word file that ``caseweave build`` writes; the copy on the clipboard is a plain table."""
    word = real.comparison.written("docx")
    opened = settled(visit(page(real, {"comparison.docx": word}), accept_downloads=True))
    opened.locator(".menu summary").click()
    with opened.expect_download() as waiting:
        opened.locator(".menu button", has_text="Word").click()
    assert waiting.value.suggested_filename == "comparison.docx"
    assert waiting.value.path().read_bytes() == word


def test_keyboard_alone(visit: Visitor, plain: str) -> None:
    """Arrows move in the table, Enter opens the evidence and takes the focus there, Escape gives it back."""
    opened = settled(visit(plain, "#/comparison"))
    opened.locator('td[tabindex="0"]').focus()
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowRight")
    here = opened.evaluate("[document.activeElement.dataset.row, document.activeElement.dataset.case]")
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "drawer-title"
    assert f"row={here[0]}&case={here[1]}" in opened.url
    opened.keyboard.press("Escape")
    assert opened.locator("#drawer").is_hidden()
    assert opened.evaluate("[document.activeElement.dataset.row, document.activeElement.dataset.case]") == here
    opened.keyboard.press("/")
    assert opened.evaluate("document.activeElement.id") == "find"


def test_a_view_reopens_from_its_address(visit: Visitor, plain: str) -> None:
    """Section, switch, day 0 and choice stand in the address, and the address brings them back."""
    opened = settled(visit(plain, "#/comparison"))
    opened.locator('[data-sets="rows"][data-value="all"]').click()
    opened.locator('[data-sets="zero"]').nth(1).click()
    opened.locator('td[data-row="crs"][data-case="liu2020"]').click()
    kept = opened.url.split("#", 1)[1]
    again = settled(visit(plain, f"#{kept}"))
    assert again.locator('td[aria-selected="true"]').get_attribute("data-row") == "crs"
    assert again.locator('[data-sets="rows"][data-value="all"]').get_attribute("aria-pressed") == "true"
    assert again.locator("#drawer h3").inner_text().startswith("CRS")


def test_one_choice_in_all_sections(visit: Visitor, plain: str) -> None:
    """What is chosen in the table is lit on the timeline and among the measures, and the evidence stays."""
    opened = settled(visit(plain, "#/comparison?row=skin-clear-from-infusion&case=kovalenko2023"))
    title = opened.locator("#drawer h3").inner_text()
    opened.locator('.tabs a[data-section="timeline"]').click()
    assert opened.locator("#drawer h3").inner_text() == title
    assert opened.locator("#timeline .mark.on").count() > 0
    opened.locator('.tabs a[data-section="measures"]').click()
    assert opened.locator("#measures .mrow.on").count() > 0


def test_search_finds_by_any_name_and_says_when_nothing_is_there(visit: Visitor, plain: str) -> None:
    """A synonym leads to the term, a slip to the nearest name; what is nowhere is said to be nowhere."""
    opened = settled(visit(plain))
    opened.locator("#find").fill("Actemra")
    assert "also called tocilizumab" in opened.locator("#hits").inner_text()
    opened.locator("#find").fill("tocilizumob")
    assert "Shown instead: tocilizumab" in opened.locator("#hits").inner_text()
    opened.locator("#find").fill("qqqq")
    assert "Nothing is called “qqqq” here" in opened.locator("#hits").inner_text()


def test_what_two_cases_share(visit: Visitor, plain: str) -> None:
    """Two clicks show what Kovalenko and Yang share; one more, the evidence."""
    opened = settled(visit(plain))
    opened.locator('.tabs a[data-section="network"]').click()
    opened.locator('[data-sets="pair"]', has_text="Kovalenko, Yang").click()
    rows = opened.locator(".net tbody th .row span").all_inner_texts()
    assert {"Tocilizumab", "Cytokine release syndrome", "Ph-like ALL"} <= set(rows)
    opened.locator(".net tr", has_text="Tocilizumab").locator("td button").last.click()
    assert "Kovalenko 2023, Discussion" in opened.locator("#drawer").inner_text()


def test_how_long_the_rash_lasted(visit: Visitor, plain: str) -> None:
    """The first page says it for each case; one click opens the proof."""
    opened = settled(visit(plain))
    line = opened.locator("#cases .say li", has_text="Skin clear from onset")
    assert [text in line.inner_text() for text in ("10–29 d", "1–20 d", "1–3 or 1–7 d")] == [True] * 3
    line.locator("a").first.click()
    told = opened.locator("#drawer").inner_text()
    assert "10–29 d" in told
    assert "It rests on" in told
    assert "Figure 4 legend" in told


def test_who_got_a_drug_and_who_says_so(visit: Visitor, plain: str) -> None:
    """The first page says who got tocilizumab, with K† for Yang's and "not read" for Liu's; one click the evidence."""
    opened = settled(visit(plain))
    line = opened.locator("#cases .say li", has_text="Tocilizumab")
    assert "8 mg/kg" in line.inner_text()
    assert "not read: Liu" in line.inner_text()
    assert line.locator("sup").inner_text() == "K†"
    line.locator("a").nth(1).click()
    assert "Kovalenko 2023, Discussion" in opened.locator("#drawer").inner_text()


def test_where_a_disputed_number_comes_from(visit: Visitor, plain: str) -> None:
    """One click from the first page: which cells were the 50 % of day 13, both sides with their words."""
    opened = settled(visit(plain))
    opened.locator('.tabs a[data-section="disagreements"]').click()
    card = opened.locator(".dg.lead")
    told = card.inner_text()
    assert "CD19 positivity in 50% of cells" in told
    assert "CAR-T cells comprising ~50% of all cells" in told
    assert card.locator(".face").count() == 2


def test_what_is_second_hand(visit: Visitor, plain: str) -> None:
    """Two clicks show the rows that another paper tells; the cells of Liu bear the mark of who tells them."""
    opened = settled(visit(plain))
    opened.locator('.tabs a[data-section="comparison"]').click()
    opened.locator('[data-sets="show"][data-value="relayed"]').click()
    cells = opened.locator('td[data-case="liu2020"].rl')
    assert cells.count() > 2
    cells.first.click()
    assert "Kovalenko 2023" in opened.locator("#drawer .st").first.inner_text()


def test_every_shipped_question_gives_the_rows_of_the_command(visit: Visitor, plain: str, real: KnowledgeGraph) -> None:
    """With any value of a pick-list the page gives what ``caseweave query`` gives, row by row."""
    opened = settled(visit(plain))
    for name, query in named_queries().items():
        assert_same(opened, real, name, {})
        for parameter in query.parameters:
            answer = real.store.ask(query.open_text)
            place = answer.columns.index(parameter.name)
            values = sorted({str(row[place]) for row in answer.rows if row[place] is not None})
            for value in {values[0], values[len(values) // 2], values[-1]} if values else set():
                assert_same(opened, real, name, {parameter.name: value})


def assert_same(opened: Page, real: KnowledgeGraph, name: str, given: dict[str, str]) -> None:
    """Hold an answer of the page against the store's."""
    found = opened.evaluate("([name, given]) => caseweave.answer(name, given)", [name, given])
    answer = real.store.ask(named_queries()[name].open_text, given)
    wanted = [[None if node is None else node.value for node in row] for row in answer.nodes]
    assert found["columns"] == list(answer.columns)
    assert found["rows"] == wanted, (name, given)


def test_an_empty_answer_says_why(visit: Visitor, plain: str) -> None:
    """Who received a drug: for a case without a row it is told what was not read."""
    opened = settled(visit(plain, "#/ask?query=who-received&p.treatment=tocilizumab"))
    opened.wait_for_selector("#answer table")
    assert opened.locator("#answer tbody tr").count() == 4
    assert "Why nothing for Liu 2020?" in opened.locator("#answer").inner_text()


def test_prints_every_section_but_the_asking(visit: Visitor, plain: str) -> None:
    """On paper all sections stand one after another, with their tables and notes; controls stay away."""
    opened = settled(visit(plain))
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.emulate_media(media="print")
    shown = [name for name in NAMES if opened.locator(f"#{name}").is_visible()]
    assert shown == [name for name in NAMES if name != "ask"]
    assert opened.locator("#comparison tbody tr").first.is_visible()
    assert opened.locator(".bar").is_hidden()
    assert len(opened.pdf(landscape=True)) > 20_000
