"""The whole story: a promise made in the admin, an answer without script or account, a reply."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from consultations import actions
from consultations.models import Consultation
from participation.accounts.models import Account
from participation.base.clock import now
from tests.browser.support import axe
from tests.browser.test_cms_editing import QUESTIONS, Clicks, fill_promise, protect, sign_in
from tests.factories import make_officer, make_public_body, make_territory

WORDS = "Gardez les tilleuls : l’été, c’est le seul endroit où mon père peut s’asseoir."


@pytest.fixture
def officer(site: str) -> Account:
    make_territory("Tressigny", code="00007")
    return make_officer(make_public_body("Ville de Tressigny", slug="tressigny"), "a@example.org")


def publish_consultation(page: Page) -> Consultation:
    """Make the consultation as an officer does, from the menu to its publication."""
    click = Clicks(page)
    page.goto("/cms/demarches/")
    click("link", "Nouvelle démarche", to="/nouvelle/")
    click("link", "Choisir : Consultation", to="/nouvelle/consultation/")
    fill_promise(page)
    click("button", "Continuer : les questions", to=r"/etapes/\d+/")
    fields = page.locator(
        "input[name^=questions-][name$=-text], textarea[name^=questions-][name$=-text]"
    )
    for place, question in enumerate(QUESTIONS):
        fields.nth(place).fill(question)
    click("button", "Enregistrer et publier", to=r"/cms/demarches/\d+/")
    return Consultation.objects.get()


def answer_as_a_resident(page: Page, consultation: Consultation) -> str:
    """Answer the last question alone, and give the code of the receipt."""
    page.goto(consultation.get_absolute_url())
    page.get_by_role("link", name="Répondre au questionnaire").first.click()
    page.get_by_role("button", name="Commencer").or_(
        page.get_by_role("link", name="Commencer")
    ).first.click()
    for question in QUESTIONS:
        expect(page.get_by_role("heading", level=1)).to_contain_text(question)
        if question == QUESTIONS[-1]:
            page.get_by_role("textbox").first.fill(WORDS)
        page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est envoyé")
    code = re.search(r"/recu/(\w{8})/", page.url)
    assert code is not None
    return code[1]


def let_the_closing_pass(consultation: Consultation) -> None:
    """Move its dates forty days back, then close it as the clock would."""
    instant = now()
    Consultation.objects.filter(pk=consultation.pk).update(
        opens_at=instant - timedelta(days=40),
        closes_at=instant - timedelta(days=1),
        response_due_on=(instant + timedelta(days=5)).date(),
    )
    consultation.refresh_from_db()
    actions.close_consultation(consultation, actor=None)


def publish_answer(page: Page, consultation: Consultation, code: str) -> None:
    """Write the synthesis and one reasoned answer that cites the contribution."""
    place = f"/cms/demarches/{consultation.pk}"
    page.goto(f"{place}/synthese/")
    page.get_by_label("Ce que les habitants ont dit").fill("Vous tenez aux tilleuls.")
    page.get_by_role("button", name="Enregistrer et publier la synthèse").click()
    page.goto(f"{place}/reponse/")
    page.get_by_label("Thème ou question").first.fill("Les arbres")
    page.get_by_label("Ce que vous avez dit").first.fill("Vous voulez garder les tilleuls.")
    page.get_by_label("Votre position").first.select_option("accepted")
    page.get_by_label("Ce qui est décidé").first.fill("Les douze tilleuls restent.")
    page.get_by_label("Pourquoi").first.fill("Leur ombre vaut mieux qu’un abri.")
    page.get_by_label("Contributions citées").first.fill(code)
    axe(page, within=".editing")
    page.get_by_role("button", name=re.compile("publier", re.IGNORECASE)).first.click()


@pytest.mark.sqlite
def test_a_resident_answers_and_sees_what_became_of_it(
    desktop: Page, nojs: Page, officer: Account, site: str
) -> None:
    sign_in(desktop, officer, site)
    protect(desktop)
    consultation = publish_consultation(desktop)
    code = answer_as_a_resident(nojs, consultation)
    let_the_closing_pass(consultation)
    publish_answer(desktop, consultation, code)
    nojs.goto("/recu/")
    nojs.get_by_label("Votre code de suivi").fill(code.lower())
    nojs.get_by_role("button", name="Trouver ma contribution").click()
    expect(nojs.get_by_role("heading", level=1)).to_contain_text(code[:4])
    nojs.get_by_role("link", name="Les arbres").click()
    expect(nojs.get_by_text("Les douze tilleuls restent.").first).to_be_visible()
    expect(nojs.get_by_text("Leur ombre vaut mieux qu’un abri.").first).to_be_visible()
    consultation.refresh_from_db()
    assert (consultation.state, consultation.days_late) == ("responded", 0)
    nojs.goto(consultation.get_absolute_url())
    expect(nojs.get_by_text("Réponse publiée").first).to_be_visible()
