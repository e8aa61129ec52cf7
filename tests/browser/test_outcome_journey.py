"""From a receipt to the answer: what a resident does after sending, and what comes back."""

import re

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Contribution, Step
from consultations.receipts import receipt_path
from tests.browser.support import axe, budget, look
from tests.consultations.outcomes.answering import answer
from tests.consultations.sending import send
from tests.factories import make_closed, make_open_step

WORDS = "Gardez les tilleuls, et ajoutez un banc près de la fontaine."
SIZES = [360, 1280]


@pytest.fixture
def step(site: str) -> Step:
    return make_open_step(title="La place de la Halle")


@pytest.fixture
def answered(step: Step) -> Contribution:
    """One contribution that is cited, one that is not, and a published answer."""
    cited = send(step, WORDS)
    send(step, "Rien à changer.")
    answer(make_closed(step.consultation), cited)
    return cited


def code_of(contribution: Contribution) -> str:
    return str(contribution.tracking_code)


@pytest.mark.sqlite
def test_a_resident_finds_the_answer_from_the_code_alone(
    nojs: Page, answered: Contribution
) -> None:
    """Without JavaScript and without an account: the code leads to what became of it."""
    nojs.goto("/mes-participations/")
    nojs.get_by_label("Votre code de suivi").fill(code_of(answered).lower())
    nojs.get_by_role("button", name="Trouver ma contribution").click()
    expect(nojs.get_by_role("heading", level=1)).to_contain_text(code_of(answered)[:4])
    expect(nojs.get_by_text("tilleuls, et ajoutez")).to_have_count(0)
    nojs.get_by_role("link", name="Les arbres").click()
    expect(nojs).to_have_url(re.compile(r"/reponse/#reponse-\d+$"))
    for words in ("Vous voulez garder les tilleuls.", "Les douze tilleuls restent.", "Pourquoi"):
        expect(nojs.get_by_text(words, exact=True).first).to_be_visible()
    nojs.get_by_text("1 contribution citée", exact=True).click()
    expect(nojs.get_by_text(WORDS)).to_be_visible()


def test_a_wrong_code_is_explained_and_focused(phone: Page, step: Step) -> None:
    phone.goto("/recu/")
    phone.get_by_label("Votre code de suivi").fill("K7QD 2MH0")
    phone.get_by_role("button", name="Trouver ma contribution").click()
    expect(phone).to_have_title(re.compile("^Erreur"))
    summary = phone.get_by_role("alert")
    expect(summary).to_have_count(1)
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(phone.get_by_label("Votre code de suivi")).to_be_focused()
    expect(phone.get_by_label("Votre code de suivi")).to_have_value("K7QD 2MH0")
    axe(phone)


def test_a_resident_takes_back_what_was_sent_without_javascript(nojs: Page, step: Step) -> None:
    contribution = send(step, WORDS)
    nojs.goto(receipt_path(contribution, is_new=True))
    expect(nojs.get_by_role("heading", level=1)).to_have_text("C’est envoyé")
    nojs.get_by_role("link", name="Retirer ma contribution").click()
    nojs.get_by_role("link", name="Garder ma contribution").click()
    nojs.get_by_role("link", name="Retirer ma contribution").click()
    nojs.get_by_role("button", name="Retirer et effacer").click()
    expect(nojs.get_by_text("Vos réponses sont effacées").first).to_be_visible()
    nojs.goto(receipt_path(contribution))
    expect(nojs.get_by_text(WORDS)).to_have_count(0)


def test_a_resident_asks_to_be_told(phone: Page, step: Step) -> None:
    contribution = send(step)
    phone.goto(receipt_path(contribution))
    phone.get_by_label("Votre adresse électronique").fill("qui")
    phone.get_by_role("button", name="Me prévenir").click()
    expect(phone.get_by_role("alert")).to_be_focused()
    axe(phone)
    phone.get_by_label("Votre adresse électronique").fill("qui@example.org")
    phone.get_by_role("button", name="Me prévenir").click()
    expect(phone.get_by_text("Nous vous écrirons").first).to_be_visible()
    assert contribution.contacts.get().email == "qui@example.org"


@pytest.mark.parametrize("width", SIZES)
def test_every_page_around_the_answer_is_clean(
    visit: object, answered: Contribution, width: int
) -> None:
    page: Page = visit(viewport={"width": width, "height": 800})  # type: ignore[operator]
    place = f"/demarches/{answered.consultation.slug}"
    for name, path in {
        "outcome": f"{place}/reponse/",
        "ledger": f"{place}/registre/",
        "changes": f"{place}/changements/",
        "find-receipt": "/recu/",
        "receipt": f"/recu/{code_of(answered)}/",
        "receipt-secret": receipt_path(answered),
        "participations": "/mes-participations/",
    }.items():
        page.goto(path)
        budget(page)
        axe(page)
        look(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("width", SIZES)
def test_every_page_before_the_answer_is_clean(visit: object, step: Step, width: int) -> None:
    contribution = send(step, WORDS)
    page: Page = visit(viewport={"width": width, "height": 800})  # type: ignore[operator]
    for name, path in {
        "outcome-awaited": f"/demarches/{step.consultation.slug}/reponse/",
        "ledger-awaited": f"/demarches/{step.consultation.slug}/registre/",
        "receipt-new": receipt_path(contribution, is_new=True),
        "withdraw": f"{receipt_path(contribution)}retirer/",
        "follow": f"{receipt_path(contribution)}suivre/",
    }.items():
        page.goto(path)
        axe(page)
        look(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_receipt_fits_a_small_screen(visit: object, step: Step) -> None:
    page: Page = visit(viewport={"width": 320, "height": 640})  # type: ignore[operator]
    page.goto(receipt_path(send(step, "Unmottrèslong" * 20), is_new=True))
    wide = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right >"
        " innerWidth).map(e => e.tagName + '.' + e.className)"
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
