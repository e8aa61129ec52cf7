"""The workbench of themes: officers correct and sign; by keyboard, without JavaScript."""

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from consultations.models import Consultation
from consultations.summaries import actions
from consultations.summaries.models import Coding, Summary, Topic
from participation.accounts.models import Account
from tests.browser.conftest import Visit
from tests.browser.support import axe, budget, look
from tests.consultations.summaries.saying import closed_and_computed
from tests.factories import make_officer
from tests.people import SignIn

SIZES = [360, 1280]


@pytest.fixture
def consultation(site: str) -> Consultation:
    return closed_and_computed(title="La place de la Halle")[0]


@pytest.fixture
def officer(consultation: Consultation) -> Account:
    return make_officer(consultation.public_body, "agente@example.org")


def enter(page: Page, officer: Account, site: str) -> Page:
    client = Client()
    SignIn(client)(officer)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    return page


def themes() -> list[Topic]:
    return list(Topic.objects.filter(is_gone=False, is_other=False).order_by("rank"))


def test_an_officer_corrects_and_signs_without_javascript(
    nojs: Page, consultation: Consultation, officer: Account, site: str
) -> None:
    page = enter(nojs, officer, site)
    desk = f"/demarches/{consultation.slug}/depouillement/"
    before = themes()
    one, two = before[:2]
    page.goto(desk)
    _rename(page, one)
    page.goto(desk)
    for topic in (one, two):
        page.locator(f"#topic-{topic.key}").check()
    page.get_by_role("button", name="Réunir les thèmes cochés").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(themes()) == len(before) - 1
    page.goto(desk)
    page.get_by_role("button", name=re.compile("^Annuler")).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert [topic.pk for topic in themes()] == [topic.pk for topic in before]
    _mark_read(page, desk, one)
    page.goto(desk)
    page.get_by_label("Nom ou fonction de la personne qui valide").fill("La directrice")
    page.get_by_role("button", name="Signer et publier les thèmes").click()
    page.goto(f"/demarches/{consultation.slug}/themes/")
    expect(page.get_by_role("main")).to_contain_text("La directrice")
    expect(page.get_by_role("main")).to_contain_text("Ce qu’on dit d’abord")


def _rename(page: Page, topic: Topic) -> None:
    page.get_by_role("link", name=topic.title, exact=True).click()
    page.get_by_text("Renommer ce thème").click()
    page.get_by_label("Nom du thème").fill("Ce qu’on dit d’abord")
    page.get_by_role("button", name="Renommer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce qu’on dit d’abord")


def _mark_read(page: Page, desk: str, topic: Topic) -> None:
    page.goto(f"{desk}{topic.key}/")
    page.get_by_label("Prendre toutes celles de ce thème").check()
    page.get_by_role("button", name="Marquer comme lues, bien classées").click()
    assert not Coding.objects.filter(topic=topic, read_at=None).exists()


def test_themes_are_merged_by_the_keyboard_alone(
    desktop: Page, consultation: Consultation, officer: Account, site: str
) -> None:
    page = enter(desktop, officer, site)
    page.goto(f"/demarches/{consultation.slug}/depouillement/")
    before = themes()
    ids = [f"topic-{topic.key}" for topic in before[:2]]
    for wanted in ids:
        _tab_to(page, f"#{wanted}")
        page.keyboard.press("Space")
    _tab_to(page, "button:has-text('Réunir les thèmes cochés')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox")).to_have_count(len(before) - 1)
    assert len(themes()) == len(before) - 1


def _tab_to(page: Page, selector: str) -> None:
    there = page.locator(selector)
    for _press in range(60):
        page.keyboard.press("Tab")
        if there.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


@pytest.mark.parametrize("width", SIZES)
def test_every_page_of_the_workbench_is_clean(
    visit: Visit, consultation: Consultation, officer: Account, site: str, width: int
) -> None:
    page = enter(visit(viewport={"width": width, "height": 800}), officer, site)
    desk = f"/demarches/{consultation.slug}/depouillement/"
    actions.draw_sample(Summary.objects.get(), actor=officer)
    places: dict[str, Any] = {
        "workbench": desk,
        "workbench-theme": f"{desk}{themes()[0].key}/",
        "workbench-second": f"{desk}relire/",
        "workbench-nothing": f"{desk}{themes()[0].key}/?mots=introuvable",
    }
    for name, path in places.items():
        page.goto(path)
        budget(page, cookies=2)  # signed in
        axe(page)
        look(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(desk)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
