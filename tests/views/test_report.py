"""The report as data and as text: what each cell rests on, one policy by hash, the same bytes, nothing that runs."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from caseweave import KnowledgeGraph
from caseweave.api.report import matter, page
from caseweave.views.report import ReportMatter, WebEngine, report
from caseweave.views.report.page import data

ENGINE = WebEngine("an engine", "1.0", "sha512-x", "self.x = 1;", "AAAA")


@pytest.fixture(scope="module")
def held(kg: KnowledgeGraph) -> ReportMatter:
    """Gather the matter of the invented papers, with the answers of the shipped questions."""
    return matter(kg, answers=True)


@pytest.fixture(scope="module")
def told(held: ReportMatter) -> Any:
    """Return what the page of the invented papers shows."""
    return data(held)


@pytest.fixture(scope="module")
def real_told(real: KnowledgeGraph) -> Any:
    """Return what the page of the bundled papers shows."""
    return data(matter(real))


def digest(text: str) -> str:
    """Hash a text as a policy does."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_every_cell_of_the_table_is_in_the_page(held: ReportMatter, told: Any) -> None:
    """Headline, second line, marks and all statements behind a cell are those of the comparison."""
    comparison = next(iter(held.compared.values()))
    assert [row["item"] for row in told["rows"]] == [row.item for row in comparison.rows]
    for row, shown in zip(comparison.rows, told["rows"], strict=True):
        for cell in row.cells:
            found = shown["cells"][cell.case]
            assert (found.get("head", ""), found.get("detail", "")) == (cell.headline, cell.detail)
            assert found.get("marks", []) == list(cell.marks)
            assert set(found.get("heads", [])) | set(found.get("others", [])) == {*cell.statements, *cell.heads}


def test_what_a_cell_rests_on_is_told(told: Any) -> None:
    """No id of a statement, a measure or a disagreement leads nowhere, and what heads a cell has evidence."""
    measures = {row["id"] for group in told["measures"] for row in group["rows"]}
    disputes = {one["id"] for one in told["disputes"]}
    for row in told["rows"]:
        for cell in row["cells"].values():
            assert set(cell.get("heads", [])) | set(cell.get("others", [])) <= told["said"].keys()
            assert set(cell.get("measures", [])) <= measures
            assert set(cell.get("disputes", [])) <= disputes
            if cell.get("head") and cell["rule"] != "read":
                assert cell.get("heads") or cell.get("measures"), row["item"]


def test_sentences_speak_of_cells_that_answer(real_told: Any) -> None:
    """A sentence names a row of the short table and the cases that answer it, and no others."""
    rows = {row["key"]: row for row in real_told["rows"]}
    assert len(real_told["sentences"]) > 3
    for one in real_told["sentences"]:
        cells = rows[one["row"]]["cells"]
        assert rows[one["row"]]["essential"]
        assert one["cases"] == [case for case, cell in cells.items() if cell.get("head")]


def test_sides_that_differ_stand_apart(real_told: Any) -> None:
    """Each disagreement has two faces or more, and none of the paper's words are lost or doubled in a face."""
    for one in real_told["disputes"]:
        assert len(one["faces"]) > 1, one["id"]
        for face in one["faces"]:
            quotes = [line["quote"] for line in face["lines"] if "quote" in line]
            assert len(quotes) == len(set(quotes))
    strengths = [one["strength"] for one in real_told["disputes"]]
    assert strengths == sorted(strengths, key=["contradiction", "tension", "note"].index)


def test_links_keep_the_phase_and_say_why_a_case_has_none(real_told: Any) -> None:
    """A row joins two cases or more in one phase; for each other case the reason is told."""
    every = {one["case"] for one in real_told["cases"]}
    for row in real_told["links"]["shared"]:
        assert len(row["stations"]) > 1
        assert set(row["stations"]) | set(row.get("missing", {})) == every
        assert all(one["text"] for one in row.get("missing", {}).values())


def test_policy_names_the_script_and_the_styles_by_hash(held: ReportMatter) -> None:
    """Nothing runs and nothing styles but what is in the page; no element has a style of its own."""
    html = report(held)
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[0].replace("&#39;", "'")
    (styles,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert f"script-src {digest(script)};" in policy
    assert f"style-src {digest(styles)};" in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"<[a-z][^>]*\sstyle=", html.replace(script, "").replace(styles, ""))


def test_only_a_page_with_an_engine_may_compile_one(held: ReportMatter) -> None:
    """WebAssembly is allowed where it is used; the graph travels with the engine, the answers without it."""
    with_engine, without = report(held, ENGINE), report(held)
    assert "wasm-unsafe-eval" in with_engine
    assert 'id="graph"' in with_engine
    assert 'id="answers"' not in with_engine
    assert "wasm-unsafe-eval" not in without
    assert 'id="graph"' not in without
    assert 'id="answers"' in without


def test_same_bytes_again(kg: KnowledgeGraph) -> None:
    """Two pages of one corpus are the same, byte by byte."""
    assert page(kg, {"comparison.docx": b"x"}, ENGINE) == page(kg, {"comparison.docx": b"x"}, ENGINE)


def test_data_cannot_end_its_element(held: ReportMatter) -> None:
    """Whatever a text says, the JSON holds no sign that markup begins with, and reads back as it was."""
    hostile = "</script><script>alert(1)</script><!--"
    html = report(replace(held, protocol=replace(held.protocol, title=hostile)))
    (block,) = re.findall(r'id="matter">(.*?)</script>', html, re.DOTALL)
    assert "<" not in block
    assert json.loads(block)["title"] == hostile
    assert hostile not in html


def test_a_large_corpus_is_cut_and_says_so(held: ReportMatter) -> None:
    """What the page leaves out is told, with how to see it."""
    assert "holds 4 of 504 cases" in str(data(replace(held, more=500))["cut"])
    assert data(held)["cut"] == ""
