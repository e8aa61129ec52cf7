"""A site that answers, and browsers as people have them: a telephone, a desk, no JavaScript."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings

pytest.register_assert_rewrite("tests.browser.support")  # so that its assertions explain themselves

from tests.browser.support import watch  # noqa: E402  rewritten by the line above
from tests.browser.support.serving import serving  # noqa: E402

HERE = Path(__file__).parent
SIZES = {"phone": {"width": 360, "height": 800}, "desktop": {"width": 1280, "height": 900}}
PATIENCE = 10_000  # milliseconds: the machine may be busy with other workers
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _rows_beside_a_browser() -> Iterator[None]:
    """Playwright keeps an event loop in the test's thread; Django would refuse to query there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Take the system's Chromium when there is one, else the one Playwright installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    system = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    chosen = {"executable_path": system} if system else {}
    return {**browser_type_launch_args, **chosen, "args": QUIET}


@pytest.fixture(scope="session")
def _served(_rows_beside_a_browser: None) -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def site(_served: str, transactional_db: None, settings: Settings) -> str:
    """Give the address of a site that answers, with the rows the test has made."""
    settings.SITE_URL = _served
    return _served


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Give a function that opens a new browser, as of another person, on the site.

    Its arguments are those of Playwright's `new_context`.
    """
    contexts = []

    def open_browser(**options: Any) -> Page:
        settings = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "reduced_motion": "reduce"}
        context = browser.new_context(
            base_url=site, **{"viewport": SIZES["desktop"], **settings, **options}
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watch(page)
        return page

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def desktop(visit: Visit) -> Page:
    """A browser of 1280 by 900."""
    return visit()


@pytest.fixture
def phone(visit: Visit) -> Page:
    """A browser of 360 by 800, touched with fingers."""
    return visit(viewport=SIZES["phone"], has_touch=True, is_mobile=True)


@pytest.fixture
def nojs(visit: Visit) -> Page:
    """A browser on which no script ever runs."""
    return visit(java_script_enabled=False)
