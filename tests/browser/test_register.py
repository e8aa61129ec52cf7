"""A resident writes in a register and answers somebody: on a phone, and without JavaScript."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from consultations.actions import Submission
from consultations.components.register.actions import Words, write
from consultations.components.register.models import Entry
from consultations.models import Contribution, Step
from participation.base.clock import now
from tests.browser.support import axe, budget, look
from tests.factories import make_open_step


@pytest.fixture
def step(site: str) -> Step:
    step = make_open_step("register", title="La place de la Halle")
    for number in range(25):
        submission = Submission(key=uuid4(), arrived_at=now(), opened_at=now())
        write(
            step, Words(f"Avis numéro {number} sur les bancs.", title=f"Avis {number}"), submission
        )
    return step


def write_and_find_again(page: Page, step: Step) -> None:
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name="Écrire une contribution").click()
    page.get_by_role("button", name="Envoyer ma contribution").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    axe(page)
    page.get_by_role("link", name="Écrivez votre texte.").click()
    page.get_by_label("Votre texte").fill("Gardez la fontaine.\n\nElle chante.")
    page.get_by_role("button", name="Envoyer ma contribution").click()
    expect(page).to_have_url(re.compile("/recu/"))
    look(page, "register-receipt")
    page.goto(step.get_absolute_url())
    page.get_by_label("Mots cherchés").fill("FONTAINE")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Gardez la fontaine.").click()
    expect(page.get_by_text("Elle chante.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Répondre", exact=True).click()
    page.get_by_label("Votre texte").fill("Oui, la nuit aussi.")
    page.get_by_label("Pour", exact=True).check()
    axe(page)
    page.get_by_role("button", name="Envoyer ma contribution").click()
    expect(page).to_have_url(re.compile("/recu/"))


def test_a_resident_writes_and_answers_on_a_phone(phone: Page, step: Step) -> None:
    write_and_find_again(phone, step)
    answer = Entry.objects.select_related("parent").get(body="Oui, la nuit aussi.")
    assert answer.parent is not None
    assert (answer.parent.body, answer.stance) == ("Gardez la fontaine.\n\nElle chante.", "for")


def test_a_resident_writes_and_answers_without_javascript(nojs: Page, step: Step) -> None:
    nojs.goto(step.get_absolute_url())
    nojs.get_by_role("link", name="Écrire une contribution").click()
    nojs.get_by_label("Votre texte").fill("Sans script.")
    nojs.get_by_role("button", name="Envoyer ma contribution").click()
    expect(nojs).to_have_url(re.compile("/recu/"))
    nojs.goto(step.get_absolute_url())
    nojs.get_by_role("link", name="Sans script.").click()
    nojs.get_by_role("link", name="Répondre", exact=True).click()
    nojs.get_by_label("Votre texte").fill("Moi aussi.")
    nojs.get_by_role("button", name="Envoyer ma contribution").click()
    expect(nojs).to_have_url(re.compile("/recu/"))
    assert Entry.objects.get(body="Moi aussi.").depth == 1


def test_a_double_click_without_javascript_sends_once(nojs: Page, step: Step) -> None:
    before = Contribution.objects.count()
    nojs.goto(f"{step.get_absolute_url()}ecrire/")
    nojs.get_by_label("Votre texte").fill("Une seule fois.")
    nojs.get_by_role("button", name="Envoyer ma contribution").dblclick()
    expect(nojs).to_have_url(re.compile("/recu/"))
    assert Contribution.objects.count() == before + 1


def test_a_first_visit_is_light(desktop: Page, step: Step) -> None:
    desktop.goto(step.get_absolute_url())
    budget(desktop)


def test_filters_and_pages_work_by_keyboard(desktop: Page, step: Step) -> None:
    desktop.goto(step.get_absolute_url())
    desktop.get_by_text("Filtrer et trier").focus()
    desktop.keyboard.press("Enter")
    desktop.get_by_label("Ordre").select_option("oldest")
    desktop.get_by_label("Ordre").press("Enter")
    desktop.get_by_role("button", name="Chercher").press("Enter")
    expect(desktop.get_by_role("heading", level=2).first).to_have_text("Avis 0")
    desktop.get_by_role("link", name="Page suivante").press("Enter")
    expect(desktop.get_by_role("heading", level=2).first).to_have_text("Avis 20")
    axe(desktop)
