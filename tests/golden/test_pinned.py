"""The golden files: a change of what users see is a change of a file, argued in its commit."""

from __future__ import annotations

import os
from difflib import unified_diff
from itertools import islice

import pytest
from tests.golden.conftest import GOLDEN, QUERIES, TABLES, answer

from caseweave import KnowledgeGraph

MOST_LINES = 40
REWRITE = "CASEWEAVE_REWRITE_GOLDEN"
PINNED = [
    f"{corpus}/{name}"
    for corpus in ("bundled", "invented")
    for name in (*TABLES, *(f"queries/{query}" for query in QUERIES))
]


def difference(before: str, after: str) -> str:
    """Return the first lines of a unified diff, and how many more there are."""
    lines = list(unified_diff(before.splitlines(), after.splitlines(), "golden", "now", "", "", 0, ""))
    more = [f"… and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []
    return "\n".join([*islice(lines, MOST_LINES), *more])


@pytest.mark.parametrize("name", PINNED)
def test_users_see_what_is_pinned(name: str, corpora: dict[str, KnowledgeGraph]) -> None:
    """Table, measures, disagreements, network, timeline and every shipped answer, line by line."""
    kg, what = corpora[name.split("/", 1)[0]], name.rsplit("/", 1)[-1]
    now = (answer(kg, what) if "/queries/" in name else TABLES[what](kg)).text
    path = GOLDEN / f"{name}.tsv"
    if os.environ.get(REWRITE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, "utf-8")
        pytest.skip(f"{path.name} is rewritten; read its diff")
    before = path.read_text("utf-8") if path.exists() else ""
    if before != now:
        told = f"what users see of {name} changed; if it should: {REWRITE}=1 python -m pytest tests/golden"
        pytest.fail(f"{told}\n{difference(before, now)}", pytrace=False)


def test_no_golden_file_is_left_behind() -> None:
    """A file that nothing is held against pins nothing."""
    files = {path.relative_to(GOLDEN).with_suffix("").as_posix() for path in GOLDEN.glob("*/**/*.tsv")}
    assert sorted(files - set(PINNED)) == []
    assert QUERIES
