"""A resident asks, another asks it too, the body answers: on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from consultations.components.questions import actions
from consultations.models import Step
from tests.browser.conftest import Visit
from tests.browser.support import axe, budget, look
from tests.consultations.components.questions.making import a_step, asked
from tests.factories import make_officer

QUESTION = "Combien la médiathèque va-t-elle coûter par an ?"


@pytest.fixture
def step(site: str) -> Step:
    step = a_step(title="Vos questions sur la médiathèque")
    first = asked(step, "Combien coûte la médiathèque ?")
    officer = make_officer(step.consultation.public_body)
    given = actions.answer(
        first, text="Quatre millions.", signed_by="Service des bâtiments", actor=officer
    )
    actions.correct_answer(
        given, text="Quatre millions et demi.", reason="Le mobilier manquait.", actor=officer
    )
    return step


def ask(page: Page, step: Step) -> None:
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name="Poser une question").click()
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    page.get_by_label("Votre question", exact=True).fill(QUESTION)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(page.get_by_role("link", name="Combien coûte la médiathèque ?")).to_be_visible()


def send(page: Page, step: Step) -> None:
    page.get_by_role("button", name="Envoyer ma question").click()
    expect(page).to_have_url(re.compile("/recu/"))
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name=QUESTION).click()
    expect(page.get_by_text("Réponse promise pour le")).to_be_visible()


def support(page: Page) -> None:
    page.get_by_role("link", name="Je me pose aussi cette question").click()
    page.get_by_role("button", name="Soutenir cette question").click()
    expect(page.get_by_text("1 soutien", exact=False).first).to_be_visible()


def test_a_resident_asks_and_another_asks_it_too(
    phone: Page, desktop: Page, visit: Visit, step: Step
) -> None:
    phone.goto(step.get_absolute_url())
    budget(phone)
    axe(phone)
    look(phone, "questions")
    ask(phone, step)
    axe(phone)
    look(phone, "questions-check")
    send(phone, step)
    axe(phone)
    desktop.goto(step.get_absolute_url())
    axe(desktop)
    look(desktop, "questions")
    desktop.get_by_role("link", name="Combien coûte la médiathèque ?").click()
    desktop.get_by_text("Lire la réponse d’avant").click()
    expect(desktop.get_by_text("Quatre millions.", exact=True)).to_be_visible()
    axe(desktop)
    look(desktop, "question")
    desktop.goto(f"{step.get_absolute_url()}poser/")
    axe(desktop)
    look(desktop, "questions-ask")


def test_without_javascript_on_a_narrow_screen(visit: Visit, step: Step) -> None:
    page = visit(java_script_enabled=False, viewport={"width": 320, "height": 700})
    ask(page, step)
    send(page, step)
    support(page)
    look(page, "question-narrow")
