"""Automatic accessibility checks: a floor, not a verdict."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page: Page, *, within: str | None = None) -> None:
    """Assert that axe finds nothing on the page, or within what a CSS selector names.

    The script is evaluated, not inserted, so the page's security policy stays as it is.
    """
    page.evaluate(_script())
    found: dict[str, Any] = page.evaluate(
        "([within, options]) => axe.run(within || document, options)",
        [within, {"runOnly": TAGS, "resultTypes": ["violations"]}],
    )
    assert not found["violations"], f"{page.url}\n" + "\n".join(map(_told, found["violations"]))


@cache
def _script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def _told(violation: dict[str, Any]) -> str:
    places = "".join(
        f"\n    {node['html'][:200]}\n      {' '.join(node['failureSummary'].split())}"
        for node in violation["nodes"][:5]
    )
    return f"{violation['id']}: {violation['help']}{places}"
