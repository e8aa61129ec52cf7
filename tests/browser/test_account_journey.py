"""A signed-in resident: what they took part in, their pseudonym, their data, and leaving."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from consultations.actions import save_draft
from participation.accounts.models import Account
from tests.browser.support import axe, budget, look
from tests.consultations.outcomes.answering import answer
from tests.consultations.sending import send
from tests.factories import make_closed, make_open_step


@pytest.fixture
def colette(resident: Account, site: str) -> Account:
    """She has a draft, a contribution that awaits its answer, and one that was cited."""
    step = make_open_step(title="La place de la Halle")
    cited = send(step, "Gardez les tilleuls.", author=resident)
    answer(make_closed(step.consultation), cited)
    send(make_open_step(title="Les cantines"), author=resident)
    save_draft(make_open_step(title="Les bancs publics"), author=resident)
    return resident


def sign_in(page: Page, person: Account, site: str) -> None:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    cookie: Any = {"name": name, "value": client.cookies[name].value, "url": site}
    page.context.add_cookies([cookie])


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_ones_own_is_clean(
    visit: Any, colette: Account, site: str, width: int
) -> None:
    page: Page = visit(viewport={"width": width, "height": 800})
    sign_in(page, colette, site)
    for name, path in {
        "my-participations": "/mes-participations/",
        "my-account": "/mon-compte/",
        "close-account": "/mon-compte/fermer/",
    }.items():
        page.goto(path)
        axe(page)
        look(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_resident_sees_what_became_of_each(nojs: Page, colette: Account, site: str) -> None:
    sign_in(nojs, colette, site)
    nojs.goto("/mes-participations/")
    expect(nojs.get_by_role("link", name="Les arbres")).to_be_visible()
    nojs.get_by_role("link", name="Effacer le brouillon : Les bancs publics").click()
    nojs.get_by_role("button", name="Effacer le brouillon").click()
    expect(nojs.get_by_text("Le brouillon est effacé.")).to_be_visible()
    expect(nojs.get_by_text("Les bancs publics")).to_have_count(0)


def test_a_resident_takes_their_data_and_leaves(nojs: Page, colette: Account, site: str) -> None:
    sign_in(nojs, colette, site)
    nojs.goto("/mon-compte/")
    with nojs.expect_download() as download:
        nojs.get_by_role("link", name="Télécharger mes données (JSON)").click()
    data = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert data["compte"]["pseudonyme"] == "Colette"
    nojs.get_by_role("link", name="Fermer mon compte").click()
    nojs.get_by_role("button", name="Fermer et effacer").click()
    expect(nojs.get_by_role("alert")).to_be_visible()
    nojs.get_by_label("Je veux fermer mon compte").check()
    nojs.get_by_role("button", name="Fermer et effacer").click()
    expect(nojs.get_by_role("heading", level=1)).to_have_text("Votre compte est fermé")
    expect(nojs.get_by_role("link", name="Se connecter")).to_be_visible()


def test_signing_in_is_as_light_as_any_first_visit(desktop: Page, site: str) -> None:
    desktop.goto("/compte/login/")
    budget(desktop, cookies=1)  # the form's own token; who asks to sign in has acted
    axe(desktop)
