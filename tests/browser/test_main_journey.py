"""The whole promise, from the officer's first click to the resident who reads what was decided."""

import re

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Consultation, Contribution
from participation.accounts.models import Account
from tests.browser.support import axe, look
from tests.browser.test_cms_editing import QUESTIONS, fill_promise, officer, protect, sign_in
from tests.factories import make_closed

__all__ = ["officer"]  # the fixture, used below by its name

SAID = {QUESTIONS[1]: "Les tilleuls.", QUESTIONS[2]: "L’éclairage."}


def publish_questions(page: Page) -> Consultation:
    """Make and publish a consultation by the editors' pages alone."""
    page.goto("/cms/demarches/nouvelle/consultation/")
    fill_promise(page)
    page.get_by_role("button", name="Continuer : les questions", exact=True).click()
    page.wait_for_url(re.compile(r"/etapes/\d+/$"), timeout=30_000)
    fields = page.locator(
        "input[name^=questions-][name$=-text], textarea[name^=questions-][name$=-text]"
    )
    for place, question in enumerate(QUESTIONS):
        fields.nth(place).fill(question)
    page.get_by_role("button", name="Enregistrer et publier", exact=True).first.click()
    expect(page.get_by_text("C’est publié.")).to_be_visible(timeout=30_000)
    return Consultation.objects.get()


def answer_by_hand(page: Page, consultation: Consultation) -> str:
    """Answer as a resident without an account; give the code that the receipt shows."""
    page.goto("/")
    page.get_by_role("link", name=consultation.title).first.click()
    page.get_by_role("link", name=re.compile("Répondre au questionnaire")).first.click()
    page.get_by_role("link", name="Commencer").click()
    page.get_by_label("Tout à fait d’accord").check()
    for question in QUESTIONS:  # the last two are left: nobody has to answer everything
        if question in SAID:
            page.get_by_label(question.removesuffix(" ?")).fill(SAID[question])
        page.get_by_role("button", name="Continuer", exact=True).click()
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est envoyé")
    return page.locator("#receipt-code").inner_text()


def publish_answer(page: Page, consultation: Consultation, code: str) -> None:
    """Write the synthesis, then a reasoned answer that cites one contribution, and publish both."""
    page.goto(f"/cms/demarches/{consultation.pk}/")
    page.get_by_role("link", name="Écrire la synthèse").click()
    page.get_by_label("Ce que les habitants ont dit").fill("Vous tenez aux arbres.")
    page.get_by_role("button", name="Enregistrer et publier la synthèse").click()
    page.get_by_role("link", name="Écrire la réponse").click()
    page.get_by_label("Thème ou question").fill("Les arbres")
    page.get_by_label("Ce que vous avez dit").fill("Vous voulez garder les tilleuls.")
    page.get_by_label("Votre position").select_option("accepted")
    page.get_by_label("Ce qui est décidé").fill("Les douze tilleuls restent.")
    page.get_by_label("Contributions citées").fill(code)
    publish = page.get_by_role("button", name="Enregistrer et publier la réponse")
    publish.click()
    expect(page.get_by_role("alert")).to_contain_text("Donnez la raison.")  # never without
    assert Consultation.objects.get().responded_at is None
    page.get_by_label("Pourquoi").fill("Ils sont sains, et l’ombre manque.")
    publish.click()
    expect(page.get_by_text("Réponse publiée.")).to_be_visible()
    axe(page, within=".editing")


@pytest.mark.sqlite
def test_what_a_resident_says_is_answered_and_they_read_it(
    desktop: Page, nojs: Page, phone: Page, officer: Account, site: str
) -> None:
    sign_in(desktop, officer, site)
    protect(desktop)
    consultation = publish_questions(desktop)
    code = answer_by_hand(nojs, consultation)
    receipt = nojs.url
    assert Contribution.objects.counted().count() == 1
    nojs.context.clear_cookies()  # another day, another computer: only the code is left
    nojs.goto("/recu/")
    nojs.get_by_label("Votre code de suivi").fill(code)
    nojs.get_by_role("button", name="Trouver ma contribution").click()
    expect(nojs.get_by_role("main")).to_contain_text(code)
    expect(nojs.get_by_text("Les tilleuls.")).to_have_count(0)
    make_closed(consultation)
    publish_answer(desktop, consultation, code)
    for address in (nojs.url, receipt):  # what the code shows, and what the link shows
        nojs.goto(address)
        expect(nojs.get_by_role("main")).to_contain_text("Reprise")
        nojs.get_by_role("link", name="Les arbres").first.click()
        for words in ("Les douze tilleuls restent.", "Ils sont sains, et l’ombre manque."):
            expect(nojs.get_by_text(words, exact=True).first).to_be_visible()
    phone.goto(consultation.get_absolute_url())
    axe(phone)
    look(phone, "answered")
    phone.get_by_role("link", name="Lire la réponse").first.click()
    expect(phone.get_by_role("main")).to_contain_text("Les douze tilleuls restent.")
