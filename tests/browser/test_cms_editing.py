"""An officer protects their account, then makes a consultation with five questions."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from cms import actions
from cms.models import Section
from consultations.models import Consultation
from participation.accounts.models import Account
from tests.browser.conftest import Visit
from tests.browser.support import axe, look
from tests.factories import make_officer, make_public_body, make_territory
from tests.people import SignIn

QUESTIONS = [
    "Venez-vous sur la place ?",
    "Que faut-il garder ?",
    "Que faut-il changer ?",
    "Comment y venez-vous ?",
    "Autre chose à nous dire ?",
]
# Wagtail cuts what is too wide, so that the page's own width says nothing.
STICKING_OUT = """() => [...document.querySelectorAll(".editing *")]
    .filter((part) => !part.closest(".editing-scroll, .visually-hidden"))
    .filter((part) => part.getBoundingClientRect().right > innerWidth)
    .map((part) => `${part.tagName} ${part.id}`)"""


@pytest.fixture
def officer(site: str) -> Account:
    make_territory("Tressigny", code="00007")
    public_body = make_public_body("Ville de Tressigny", slug="tressigny")
    account = make_officer(public_body, "agente@example.org")
    actions.admit_officer(account, public_body)
    return account


def sign_in(page: Page, account: Account, site: str) -> None:
    client = Client()
    SignIn(client)(account)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])


def totp(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def protect(page: Page) -> None:
    """Follow the explanation to the application's code, as it is asked at the first visit."""
    page.goto("/cms/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Protégez votre accès d’agent")
    axe(page)
    page.get_by_role("link", name="Utiliser une application").click()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(totp(secret))
    page.get_by_role("button", name="Activer").click()


class Clicks:
    """Clicks are counted; typing is not."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0

    def __call__(self, role: str, name: str, *, to: str = "") -> None:
        self.number += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        if to:
            self.page.wait_for_url(re.compile(f"{to}$"), timeout=30_000)


def fill_promise(page: Page) -> None:
    closing = localdate() + timedelta(days=28)
    typed = {
        "title": "Que faire de la place ?",
        "summary": "La ville refait la place.",
        "territory": "Tressigny",
        "question": "Que garder, que changer ?",
        "negotiable": "Les arbres, les bancs.",
        "non_negotiable": "Le marché reste le samedi.",
        "decision_maker": "Le conseil municipal",
        "closes_at_0": closing.isoformat(),
        "response_due_on": (closing + timedelta(days=45)).isoformat(),
        "contact_email": "place@tressigny.example",
        "points-0-name": "Accueil de la mairie",
        "points-0-details": "1, place de la Halle",
    }
    for field, words in typed.items():
        page.locator(f"#id_{field}").fill(words)
    page.locator("#id_points-0-kind").select_option("place")


def test_from_nothing_to_published_with_five_questions_in_twelve_clicks(
    desktop: Page, phone: Page, officer: Account, site: str
) -> None:
    sign_in(desktop, officer, site)
    protect(desktop)
    desktop.goto("/cms/")
    axe(desktop)
    click = Clicks(desktop)
    click("link", "Démarches", to="/cms/demarches/")
    click("link", "Nouvelle démarche", to="/nouvelle/")
    axe(desktop, within=".editing")
    look(desktop, "cms-rungs")
    click("link", "Choisir : Consultation", to="/nouvelle/consultation/")
    fill_promise(desktop)
    click("button", "Voir comme un habitant")
    promise = desktop.frame_locator("#apercu iframe")
    expect(promise.get_by_text("Le marché reste le samedi.")).to_be_visible()
    axe(desktop, within=".editing")
    look(desktop, "cms-promise")
    click("button", "Continuer : les questions", to=r"/etapes/\d+/")
    fields = desktop.locator(
        "input[name^=questions-][name$=-text], textarea[name^=questions-][name$=-text]"
    )
    for place, question in enumerate(QUESTIONS):
        fields.nth(place).fill(question)
    axe(desktop, within=".editing")
    look(desktop, "cms-questions")
    click("button", "Enregistrer et publier", to=r"/cms/demarches/\d+/")
    expect(desktop.get_by_text("C’est publié.")).to_be_visible()
    assert click.number <= 12
    consultation = Consultation.objects.get()
    assert (consultation.state, consultation.title) == ("open", "Que faire de la place ?")
    axe(desktop, within=".editing")
    look(desktop, "cms-workbench")
    phone.goto(consultation.get_absolute_url())
    expect(phone.get_by_role("heading", level=1)).to_have_text("Que faire de la place ?")
    expect(
        phone.get_by_role("link", name=re.compile("Répondre au questionnaire")).first
    ).to_be_visible()


def test_what_is_missing_leads_to_the_very_field(
    desktop: Page, officer: Account, site: str
) -> None:
    sign_in(desktop, officer, site)
    protect(desktop)
    desktop.goto("/cms/demarches/nouvelle/consultation/")
    desktop.locator("#id_title").fill("Une idée seulement")
    desktop.locator("#id_territory").fill("Tressigny")
    desktop.get_by_role("button", name="Enregistrer le brouillon").click()
    desktop.get_by_role("button", name="Publier").click()
    expect(desktop.get_by_text(re.compile("n.est pas prête"))).to_be_visible()
    look(desktop, "cms-missing")
    desktop.get_by_role("link", name="Écrivez la question posée aux habitants.").click()
    expect(desktop.locator("#id_question")).to_be_in_viewport()
    assert Consultation.objects.get().state == "draft"


def test_the_editors_pages_stand_on_a_phone(visit: Visit, officer: Account, site: str) -> None:
    page = visit(viewport={"width": 360, "height": 800})
    sign_in(page, officer, site)
    protect(page)
    section = Section.objects.get(public_body__slug="tressigny")
    consultation = actions.create_consultation(
        actor=officer,
        rung="concertation",
        title="Le plan vélo",
        public_body=section.public_body,
        territory=make_territory("Lourmeuil"),
    )
    own = f"{consultation.pk}/"
    for place in ("", "nouvelle/", "nouvelle/co_construction/", own, f"{own}promesse/"):
        page.goto(f"/cms/demarches/{place}")
        axe(page, within=".editing")
        assert page.evaluate(STICKING_OUT) == []
        look(page, f"cms-{place or 'list'}")
