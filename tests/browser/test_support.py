"""The instruments are seen to fail, so that their silence means something."""

import pytest
from playwright.sync_api import Page

from tests.browser.support import axe, budget, look


def test_axe_names_what_is_wrong(desktop: Page) -> None:
    desktop.set_content("<html lang=fr><title>T</title><main><h1>T</h1><img src='data:,'></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(desktop)


def test_axe_is_content_with_a_sound_page(desktop: Page) -> None:
    desktop.set_content("<html lang=fr><title>T</title><main><h1>Bonjour</h1></main>")
    axe(desktop)


def test_budget_refuses_what_is_too_heavy(desktop: Page) -> None:
    desktop.goto("/")
    with pytest.raises(AssertionError):
        budget(desktop, kilobytes=0)


def test_budget_refuses_a_complaint_in_the_console(desktop: Page) -> None:
    desktop.goto("/")
    desktop.evaluate("console.error('broken')")
    with pytest.raises(AssertionError, match="broken"):
        budget(desktop)


def test_nothing_runs_without_javascript(nojs: Page) -> None:
    nojs.set_content("<html><body><script>document.body.id = 'ran'</script></body></html>")
    assert nojs.locator("#ran").count() == 0


def test_a_picture_is_kept(phone: Page) -> None:
    phone.set_content("<h1>Bonjour</h1>")
    path = look(phone, "Page d'essai")
    assert path.name == "page-d-essai-360.png"
    assert path.stat().st_size > 0
    path.unlink()


def test_the_site_speaks_by_socket(desktop: Page) -> None:
    desktop.goto("/")
    answer = desktop.evaluate(
        """() => new Promise((resolve, reject) => {
            const socket = new WebSocket(`ws://${location.host}/ws/`)
            socket.onopen = () => socket.send(JSON.stringify({follow: "nothing"}))
            socket.onmessage = (event) => { resolve(JSON.parse(event.data)); socket.close() }
            socket.onclose = (event) => reject(event.code)
        })"""
    )
    assert answer == {"refused": "nothing"}
