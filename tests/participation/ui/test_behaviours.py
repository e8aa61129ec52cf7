"""The small scripts do what they say, in a real browser, on pages that stand alone."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route

from participation.ui.assets import build_script

pytestmark = pytest.mark.browser

ADDRESS = "http://127.0.0.1:9/page/"
FORM = """<form method="post" action="/sent/" data-autosave="/draft/">
<input type="hidden" name="csrfmiddlewaretoken" value="token">{fields}
<p data-autosave-status data-saved="Enregistré à {{time}}." data-failed="Pas encore."></p>
<p data-offline hidden>Hors connexion</p><button>Envoyer</button></form>"""

Show = Callable[[str], Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Take the system's Chromium when there is one, else the one Playwright installed."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    chosen = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **chosen, "args": quiet}


@pytest.fixture(scope="session", autouse=True)
def _rows_beside_a_browser() -> Iterator[None]:
    """Playwright keeps an event loop in the test's thread; Django would refuse to query there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def drafts() -> list[str]:
    """Collect what is posted to the draft's address."""
    return []


@pytest.fixture
def show(browser: Browser, drafts: list[str]) -> Iterator[Show]:
    """Give a function that shows a body with our script, on a site made of that page alone."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.clock.install()

    def answer(route: Route, body: str) -> None:
        path = route.request.url.removeprefix("http://127.0.0.1:9")
        if path == "/site.js":
            route.fulfill(body=build_script(), content_type="text/javascript")
        elif path == "/draft/":
            drafts.append(route.request.post_data or "")
            route.fulfill(status=204)
        elif path == "/sent/":
            drafts.append("sent")
            route.fulfill(status=204)
        else:
            page_of = '<!DOCTYPE html><html lang="fr"><title>Essai</title>'
            script = '<script src="/site.js" defer></script>'
            route.fulfill(body=page_of + script + body, content_type="text/html; charset=utf-8")

    def shown(body: str) -> Page:
        context.route("**/*", lambda route: answer(route, body))
        page.goto(ADDRESS)
        return page

    yield shown
    context.close()


def test_draft_is_saved_three_seconds_after_the_last_key(show: Show, drafts: list[str]) -> None:
    page = show(FORM.format(fields='<textarea name="story"></textarea>'))
    page.locator("textarea").fill("Une fontaine")
    page.clock.run_for(2900)
    assert drafts == []
    page.clock.run_for(200)
    page.get_by_text("Enregistré à").wait_for()
    assert [parse_qs(draft) for draft in drafts] == [
        {"csrfmiddlewaretoken": ["token"], "story": ["Une fontaine"]}
    ]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_nothing_is_saved_when_nothing_was_typed(show: Show, drafts: list[str]) -> None:
    page = show(FORM.format(fields='<textarea name="story">Avant</textarea>'))
    page.clock.run_for(20_000)
    assert drafts == []


def test_lost_connection_is_said_and_tried_again(show: Show, drafts: list[str]) -> None:
    page = show(FORM.format(fields='<textarea name="story"></textarea>'))
    page.context.set_offline(True)
    page.locator("textarea").fill("Une fontaine")
    page.route("**/draft/", lambda route: route.abort())
    page.clock.run_for(3100)
    page.get_by_text("Pas encore.").wait_for()
    assert page.locator("[data-offline]").is_visible()
    page.unroute("**/draft/")
    page.context.set_offline(False)
    page.clock.run_for(10_100)
    page.get_by_text("Enregistré à").wait_for()
    assert page.locator("[data-offline]").is_hidden()
    assert page.locator("textarea").input_value() == "Une fontaine"


def test_double_click_sends_once_and_a_later_try_again(show: Show, drafts: list[str]) -> None:
    page = show(FORM.format(fields='<input name="story" value="Oui">'))
    page.locator("button").dblclick()
    page.wait_for_timeout(50)
    assert drafts == ["sent"]
    page.clock.run_for(4100)
    page.locator("button").click()
    page.wait_for_timeout(50)
    assert drafts == ["sent", "sent"]


def test_counter_counts_and_never_stops_the_typing(show: Show) -> None:
    page = show(
        '<textarea id="story"></textarea><p data-counter="story" data-most="10"'
        ' data-left="Reste {count}." data-over="{count} de trop."></p>'
    )
    page.locator("textarea").fill("abc")
    assert page.locator("p").inner_text() == "Reste 7."
    page.locator("textarea").fill("a" * 25)
    assert page.locator("p").inner_text() == "15 de trop."
    assert page.locator("textarea").input_value() == "a" * 25


def test_error_summary_takes_the_focus_and_leads_to_the_field(show: Show) -> None:
    page = show(
        '<div data-error-summary tabindex="-1" id="summary"><a href="#way">Choisissez</a></div>'
        '<div class="field"><div id="way"><input type="radio" id="way_0"></div></div>'
    )
    assert page.evaluate("document.activeElement.id") == "summary"
    page.locator("a").click()
    assert page.evaluate("document.activeElement.id") == "way_0"


def test_other_text_shows_with_its_box(show: Show) -> None:
    page = show(
        '<form><label><input type="checkbox" id="other">Autre</label>'
        '<div data-shown-with="other"><input name="text"></div></form>'
    )
    assert page.locator("[name=text]").is_hidden()
    page.locator("#other").check()
    assert page.locator("[name=text]").is_visible()


def test_long_list_narrows_without_accents(show: Show) -> None:
    page = show(
        '<select id="town" data-filter="Réduire la liste"><option value="">Choisissez</option>'
        "<option>Échandelys</option><option>Bellombre</option></select>"
    )
    page.get_by_label("Réduire la liste").fill("echan")
    assert page.locator("option").all_inner_texts() == ["Choisissez", "Échandelys"]
    page.get_by_label("Réduire la liste").fill("")
    assert page.locator("option").count() == 3


def test_ranking_moves_by_buttons_and_says_so(show: Show) -> None:
    rows = "".join(
        f'<li><span data-ranking-name>{name}</span><input type="number"></li>'
        for name in ("Arbres", "Bancs", "Fontaine")
    )
    page = show(
        f'<ol data-ranking="said" data-up="Monter {{name}}" data-down="Descendre {{name}}"'
        f' data-moved="{{name}} : {{rank}} sur {{count}}">{rows}</ol><p id="said"></p>'
    )
    page.get_by_role("button", name="Monter Fontaine").click()
    assert page.locator("[data-ranking-name]").all_inner_texts() == ["Arbres", "Fontaine", "Bancs"]
    assert [box.input_value() for box in page.locator("input").all()] == ["1", "2", "3"]
    assert page.locator("#said").inner_text() == "Fontaine : 2 sur 3"
    assert page.evaluate("document.activeElement.ariaLabel") == "Monter Fontaine"


def test_buttons_that_need_the_script_show_with_it(show: Show) -> None:
    page = show('<button data-print hidden>Imprimer</button><p id="code">K7RM</p>')
    assert page.locator("[data-print]").is_visible()
