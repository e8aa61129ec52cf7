"""Pictures of pages, for people to look at."""

import re
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[3] / "test-results" / "looks"


def look(page: Page, name: str) -> Path:
    """Save a picture of the whole page under `test-results/looks/`; give its path."""
    width = (page.viewport_size or {"width": 0})["width"]
    path = FOLDER / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}-{width}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path
