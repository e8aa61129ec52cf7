"""A reader says that a page is not clear: on a phone, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from cms.models import ClarityNote
from consultations.models import Step
from tests.browser.support import axe, look
from tests.factories import make_open_step


@pytest.fixture
def step(site: str) -> Step:
    return make_open_step("register", title="La place de la Halle")


def judge(page: Page, step: Step) -> None:
    page.goto(step.consultation.get_absolute_url())
    page.get_by_role("button", name="Non", exact=True).click()
    expect(page.get_by_label("Non, pas tout")).to_be_checked()


def send(page: Page) -> None:
    page.get_by_label("Qu’est-ce qui n’est pas clair").fill("Le mot « emprise ».")
    page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.get_by_text("Merci. Votre avis aide")).to_be_visible()


def test_a_reader_says_it_is_not_clear_on_a_phone(phone: Page, step: Step) -> None:
    judge(phone, step)
    axe(phone)
    look(phone, "clear")
    send(phone)
    axe(phone)
    look(phone, "clear-asked")
    assert ClarityNote.objects.get().words == "Le mot « emprise »."


def test_a_reader_says_it_without_javascript(nojs: Page, step: Step) -> None:
    judge(nojs, step)
    send(nojs)
    assert ClarityNote.objects.count() == 1
