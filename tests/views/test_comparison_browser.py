"""The comparison page in a browser that has no network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from caseweave.model import Comparison
from caseweave.views.manuscript import SCREEN, printed
from caseweave.views.manuscript.page import page

pytestmark = pytest.mark.browser

Visitor = Callable[..., Any]


def shown(table: Comparison) -> str:
    """Write a table as a page."""
    return page(printed(table, journal=SCREEN))


def test_asks_for_nothing(visit: Visitor, comparison: Comparison) -> None:
    """The page opens without any request besides itself, and without a complaint."""
    visited = visit(shown(comparison))
    assert visited.requests == [visited.page.url]
    assert visited.failed == visited.errors == []


@pytest.mark.parametrize("width", [1400, 390], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(visit: Visitor, axe: str, comparison: Comparison, width: int, scheme: str) -> None:
    """The checker axe finds nothing to object to with all evidence open, and the page itself never scrolls sideways."""
    visited = visit(
        page(printed(comparison, journal=SCREEN)),
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        bypass_csp=True,
    )
    visited.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    visited.page.evaluate(axe)
    found = visited.page.evaluate("axe.run()")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= width


def test_evidence_opens_by_keyboard(visit: Visitor, comparison: Comparison) -> None:
    """Evidence opens with Enter, without a script."""
    visited = visit(shown(comparison), java_script_enabled=False)
    visited.page.locator("summary").first.press("Enter")
    assert visited.page.locator("dl:visible").count() == 1


def test_first_column_stays_on_a_phone(visit: Visitor, comparison: Comparison) -> None:
    """On a phone the attributes stay in sight while the cases scroll."""
    visited = visit(shown(comparison), viewport={"width": 390, "height": 844})
    head = visited.page.locator("tbody tr:not(.group) th").first
    before = head.bounding_box()
    visited.page.evaluate("document.querySelector('.scroll').scrollLeft = 200")
    assert before is not None
    assert head.bounding_box() == before
