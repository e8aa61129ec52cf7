"""A resident proposes, another supports, the body counts paper: on a phone, without JavaScript."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from consultations.components.proposals import actions
from consultations.models import Contribution, Step
from tests.browser.conftest import Visit
from tests.browser.support import axe, budget, look
from tests.consultations.components.proposals.making import a_step, proposed
from tests.factories import make_officer

TITLE = "Planter des arbres devant la mairie"
WAITING = "Une fontaine devant l’école"


@pytest.fixture
def step(site: str) -> Step:
    step = a_step(title="Vos propositions pour la place")
    shady = proposed(step, "Des arbres à la mairie", text="Il fait chaud.\n\nOn attend le car.")
    proposed(step, "Un banc tous les cent mètres")
    officer = make_officer(step.consultation.public_body)
    actions.enter_sheet(shady, signatures=12, reference="Marché, feuille 1", actor=officer)
    waiting = proposed(step, WAITING)
    Contribution.objects.filter(pk=waiting.contribution_id).update(
        state=Contribution.State.RECEIVED
    )
    return step


def as_officer(page: Page, step: Step, site: str) -> Page:
    client = Client()
    officer = make_officer(step.consultation.public_body)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
    return page


def seen(page: Page, name: str) -> None:
    axe(page)
    look(page, name)


def write(page: Page, step: Step) -> None:
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name="Faire une proposition").click()
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    page.get_by_label("Votre proposition en une phrase").fill(TITLE)
    page.get_by_label("Expliquez-la").fill("Il fait chaud quand on attend le car.")
    page.get_by_label("Coût estimé, en euros").fill("12000")
    page.get_by_label(re.compile("^Lieu")).fill("Parvis de la mairie")


def check(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_role("link", name="Des arbres à la mairie")).to_be_visible()


def send_and_support(page: Page, step: Step) -> None:
    page.get_by_role("button", name="Envoyer ma proposition").click()
    expect(page).to_have_url(re.compile("/recu/"))
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Soutenir cette proposition").click()
    page.get_by_role("button", name="Je soutiens").click()
    expect(page.get_by_text("1 soutien", exact=False).first).to_be_visible()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_resident_proposes_and_supports(
    size: str, request: pytest.FixtureRequest, step: Step
) -> None:
    page: Page = request.getfixturevalue(size)
    page.goto(step.get_absolute_url())
    budget(page)
    seen(page, "proposals")
    write(page, step)
    seen(page, "proposals-write")
    check(page)
    seen(page, "proposals-check")
    send_and_support(page, step)
    seen(page, "proposal")
    page.get_by_role("link", name="Soutenir cette proposition").click()
    seen(page, "proposal-support")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_officer_counts_paper_and_publishes(
    size: str, request: pytest.FixtureRequest, step: Step, site: str
) -> None:
    page = as_officer(request.getfixturevalue(size), step, site)
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name="Des arbres à la mairie").click()
    page.get_by_role("link", name="Compter des soutiens sur papier").click()
    seen(page, "proposal-sheets")
    page.get_by_label("Nombre de signatures").fill("30")
    page.get_by_label("Référence de la feuille").fill("Marché, feuille 2")
    page.get_by_role("button", name="Compter cette feuille").click()
    expect(page.get_by_text("42 soutiens", exact=False).first).to_be_visible()
    page.goto(f"{step.get_absolute_url()}a-lire/")
    seen(page, "proposals-to-read")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Rien n’attend")).to_be_visible()


def test_without_javascript_on_a_narrow_screen(visit: Visit, step: Step) -> None:
    page = visit(java_script_enabled=False, viewport={"width": 320, "height": 700})
    write(page, step)
    check(page)
    send_and_support(page, step)
    look(page, "proposal-narrow")
