"""A shared text: amended on a phone without JavaScript, read and compared on a wide screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from consultations.components.drafting.actions import write_article
from consultations.components.drafting.models import Article
from consultations.models import Step
from tests.browser.support import axe, budget, look
from tests.consultations.components.drafting.making import a_text, propose


@pytest.fixture
def step(site: str) -> Step:
    step = a_text(title="La charte des cantines")
    propose(step, "Chaque enfant a quarante minutes pour bien manger.")
    return step


def amend(page: Page, step: Step) -> None:
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name="Amender l’article 2").click()
    expect(page).to_have_title(re.compile("^Amender l’article 2"))
    page.get_by_role("button", name="Envoyer mon amendement").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    page.get_by_label("L’article, comme vous l’écririez").fill("Tous les produits sont locaux.")
    page.get_by_label("Pourquoi").fill("Pour nos fermes.")
    page.get_by_role("button", name="Envoyer mon amendement").click()
    expect(page).to_have_url(re.compile("/recu/"))


@pytest.mark.sqlite
def test_reading_and_amending_on_a_phone(phone: Page, step: Step) -> None:
    phone.goto(step.get_absolute_url())
    budget(phone)
    axe(phone)
    look(phone, "drafting")
    expect(phone.locator("ins").first).to_contain_text("quarante")
    expect(phone.get_by_text("Qui adopte ce texte")).to_be_visible()
    amend(phone, step)
    phone.goto(f"{step.get_absolute_url()}articles/2/amender/")
    axe(phone)


def test_supporting_and_amending_without_javascript(nojs: Page, step: Step) -> None:
    nojs.goto(step.get_absolute_url())
    nojs.get_by_role("link", name="Soutenir").click()
    nojs.get_by_role("button", name="Je soutiens").click()
    expect(nojs.get_by_text("c’est compté")).to_be_visible()
    amend(nojs, step)


def test_comparing_two_versions_on_a_wide_screen(desktop: Page, step: Step) -> None:
    article = Article.objects.select_related("shared_text").get(number=1)
    write_article(
        article,
        title="Le repas",
        body="Une heure pour manger.",
        note="Une heure.",
        revision=1,
        party="body",
        actor=None,
    )
    desktop.goto(step.get_absolute_url())
    axe(desktop)
    look(desktop, "drafting-wide")
    desktop.get_by_role("link", name="voir l’historique").click()
    expect(desktop).to_have_title(re.compile("^Versions du texte"))
    axe(desktop)
    desktop.get_by_role("button", name="Comparer").click()
    expect(desktop.locator("del").first).to_be_attached()
    axe(desktop)
    look(desktop, "drafting-compare")
