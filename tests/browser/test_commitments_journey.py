"""From a contribution to a measure: an officer decides, a measure moves, people read it."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cms import actions as site_actions
from consultations.models import Contribution
from participation.accounts.models import Account
from tests.browser.conftest import Visit
from tests.browser.support import axe, budget, look
from tests.cms.conftest import enter
from tests.consultations.commitments.planning import make_plan, measure_of
from tests.consultations.outcomes.answering import closed_with
from tests.factories import make_account, make_officer, make_public_body
from tests.people import SignIn

SIZES = [360, 1280]


@pytest.fixture
def officer(site: str) -> Account:
    public_body = make_public_body("Ville de Tressigny", slug="tressigny")
    account = make_officer(public_body, "agente@example.org")
    site_actions.admit_officer(account, public_body)
    site_actions.open_section(public_body)
    return account


def sign_in(page: Page, client: Client, site: str) -> None:
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.sqlite
def test_a_decision_a_measure_a_follower_and_a_contributor(
    visit: Visit, nojs: Page, officer: Account, site: str
) -> None:
    public_body = officer.offices.get().public_body
    consultation, (sent,) = closed_with("Des bancs près de la gare.", public_body=public_body)
    author, follower = make_account("autrice@example.org"), make_account("voisine@example.org")
    Contribution.objects.filter(pk=sent.pk).update(author=author)
    plan = make_plan(public_body, title="Feuille de route")
    measure = measure_of(plan)

    reading = visit()  # a resident follows the measure
    client = Client()
    SignIn(client)(follower)
    sign_in(reading, client, site)
    reading.goto(measure.get_absolute_url())
    reading.get_by_role("button", name=re.compile("Suivre")).click()
    expect(reading.get_by_text("Vous suivez").first).to_be_visible()

    desk = visit(viewport={"width": 1280, "height": 900})  # an officer answers, and cites
    sign_in(desk, enter(officer, Client()), site)
    desk.goto(f"/cms/demarches/{consultation.pk}/synthese/")
    desk.get_by_label("Ce que les habitants ont dit").fill("Ils demandent des bancs.")
    desk.get_by_role("button", name=re.compile("publier la synthèse")).click()
    desk.goto(f"/cms/demarches/{consultation.pk}/reponse/")
    for label, words in {
        "Thème ou question": "Les bancs",
        "Ce que vous avez dit": "Vous voulez des bancs.",
        "Ce qui est décidé": "Soixante bancs.",
        "Pourquoi": "Marcher sans banc fatigue.",
        "Contributions citées": str(sent.tracking_code),
    }.items():
        desk.get_by_label(label).first.fill(words)
    desk.get_by_label("Votre position").first.select_option(label="Retenu")
    desk.get_by_role("button", name=re.compile("publier la réponse")).click()
    expect(desk.get_by_text("Réponse publiée").first).to_be_visible()

    desk.goto(f"/cms/engagements/{plan.pk}/mesures/{measure.pk}/modifier/")
    desk.get_by_label("Les bancs").check()
    desk.get_by_role("button", name="Enregistrer").click()
    expect(desk.get_by_role("heading", name="Changer d’état")).to_be_visible()
    desk.reload()  # the notice of what was saved is Wagtail's, and fades in
    expect(desk.get_by_role("heading", name="Changer d’état")).to_be_visible()
    axe(desk)
    desk.get_by_label("Nouvel état").select_option(label="En cours")
    desk.get_by_role("button", name="Changer l’état").click()
    expect(desk.get_by_text("C’est enregistré").first).to_be_visible()

    reading.goto("/mes-avis/")  # the follower reads that it moved
    reading.get_by_role("link", name=re.compile("Mesure n° 1")).first.click()
    expect(reading.get_by_text("Pas commencée → En cours.")).to_be_visible()

    nojs.goto(f"/recu/{sent.tracking_code}/")  # the contributor, without JavaScript or account
    expect(nojs.get_by_text("Reprise", exact=True)).to_be_visible()
    expect(nojs.get_by_text("Marcher sans banc fatigue.")).to_be_visible()
    nojs.get_by_role("link", name="Mesure n° 1").click()
    expect(nojs.get_by_role("heading", level=1)).to_have_text("Mesure n° 1")
    expect(nojs.get_by_text("1 contribution est citée par ces décisions.")).to_be_visible()


@pytest.mark.parametrize("width", SIZES)
def test_pages_of_commitments_are_clean(
    visit: Visit, officer: Account, site: str, width: int
) -> None:
    plan = make_plan(officer.offices.get().public_body, number=60, kind="contract")
    page = visit(viewport={"width": width, "height": 800})
    for name, path in {
        "plans": "/engagements/",
        "plan": plan.get_absolute_url(),
        "measure": measure_of(plan).get_absolute_url(),
    }.items():
        page.goto(path)
        budget(page)
        axe(page)
        look(page, name)
        fits(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(plan.get_absolute_url())
    fits(page)
    sign_in(page, enter(officer, Client()), site)
    for path in ("", "importer/", "mesures/", "signataires/"):
        page.goto(f"/cms/engagements/{plan.pk}/{path}")
        axe(page)
