"""Stopping, coming back, on another device, too late: each page as people see it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from consultations.components.questionnaire.actions import set_layout
from consultations.models import Consultation, Contribution, IdentityLevel, Step
from participation.base.clock import now
from tests.browser.conftest import SIZES, Visit
from tests.browser.support import axe, look
from tests.consultations.components.questionnaire.asking import TWO, make_questionnaire

SAVE = re.compile("/brouillon/$")


@pytest.fixture
def step(site: str) -> Step:
    return make_questionnaire()


def seen(page: Page, name: str) -> None:
    axe(page)
    look(page, f"questionnaire-{name}")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()


def begin(page: Page, step: Step) -> None:
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name="Commencer").click()
    page.get_by_label("Pour", exact=True).check()
    go_on(page)
    page.get_by_label("Pourquoi").fill("Pour l’ombre, l’été.")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_draft_stops_here_goes_on_there_and_is_corrected(
    visit: Visit, step: Step, size: str
) -> None:
    here = visit(viewport=SIZES[size])
    begin(here, step)
    here.get_by_role("button", name="Reprendre plus tard").click()
    expect(here.get_by_role("heading", level=1)).to_have_text("Vos réponses sont enregistrées")
    seen(here, "later")
    here.get_by_role("button", name="M’envoyer le lien").click()
    expect(here.get_by_role("alert")).to_contain_text("Écrivez votre adresse")
    seen(here, "later-error")
    link = here.locator("#resume-link").get_attribute("href") or ""
    there = visit(viewport=SIZES[size])
    there.goto(re.sub(r"^https?://[^/]+", "", link))
    seen(there, "resume")
    there.get_by_role("button", name="Reprendre ici").click()
    expect(there.locator(".summary-list")).to_contain_text("Pour l’ombre")
    there.get_by_role("link", name="Modifier : Pourquoi").click()
    there.get_by_label("Pourquoi").fill("Pour l’ombre et le calme.")
    go_on(there)
    there.get_by_role("button", name="Envoyer mes réponses").click()
    there.get_by_role("link", name="Corriger mes réponses").click()
    seen(there, "correction")
    there.get_by_role("link", name="Modifier : Pour ou contre").click()
    there.get_by_label("Contre", exact=True).check()
    go_on(there)
    seen(there, "correction-ready")
    there.get_by_role("button", name="Enregistrer mes corrections").click()
    expect(there.get_by_role("main")).to_contain_text("Contre")
    contribution = Contribution.objects.counted().get()
    answers = contribution.component.payload(contribution)["answers"]
    assert answers == {"q1": ["c2"], "q2": "Pour l’ombre et le calme."}
    there.goto(step.get_absolute_url())
    expect(there.get_by_role("main")).to_contain_text("Une réponse est partie de cet appareil")
    seen(there, "again")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_what_is_typed_is_kept_before_it_is_sent_then_erased_for_good(
    visit: Visit, step: Step, size: str
) -> None:
    page = visit(viewport=SIZES[size])
    begin(page, step)
    with page.expect_response(SAVE) as saved:
        page.get_by_label("Pourquoi").press_sequentially(" Et encore.")
    assert saved.value.status == 204
    expect(page.locator("[data-autosave-status]")).to_contain_text("enregistré")
    page.reload()
    expect(page.get_by_label("Pourquoi")).to_have_value("Pour l’ombre, l’été. Et encore.")
    page.get_by_role("link", name="Quitter et effacer").click()
    seen(page, "drop")
    page.get_by_role("button", name="Effacer et quitter").click()
    expect(page.get_by_role("status").first).to_contain_text("effacé")
    assert not Contribution.objects.exists()
    assert [c for c in page.context.cookies() if c["name"].startswith("brouillon-")] == []


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_two_devices_are_shown_both_answers(visit: Visit, step: Step, size: str) -> None:
    here = visit(viewport=SIZES[size])
    begin(here, step)
    there = here.context.new_page()
    there.goto(here.url)
    there.get_by_label("Pourquoi").fill("Écrit ailleurs.")
    go_on(there)
    here.evaluate("document.querySelector('form[data-autosave]').removeAttribute('data-autosave')")
    go_on(here)
    expect(here.get_by_role("heading", level=1)).to_contain_text("Deux versions")
    seen(here, "conflict")
    here.get_by_role("button", name="Garder celle de cette page").click()
    expect(here.locator(".summary-list")).to_contain_text("Pour l’ombre")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_late_answer_is_given_back(visit: Visit, step: Step, size: str) -> None:
    page = visit(viewport=SIZES[size])
    begin(page, step)
    past = now() - timedelta(hours=2)
    Consultation.objects.order_by().update(closes_at=past, opens_at=past - timedelta(days=3))
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("closes")
    expect(page.get_by_role("main")).to_contain_text("Pour l’ombre, l’été.")
    seen(page, "late")
    page.goto(step.get_absolute_url())
    seen(page, "closed")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_address_is_proven_by_a_code_then_the_answers_leave(
    visit: Visit, site: str, size: str
) -> None:
    step = make_questionnaire(TWO, identity_level=IdentityLevel.EMAIL_CODE)
    page = visit(viewport=SIZES[size])
    begin(page, step)
    go_on(page)
    seen(page, "check-proof")
    page.get_by_role("link", name="Confirmer mon adresse").click()
    seen(page, "prove")
    page.get_by_label("Votre adresse électronique").fill("colette@example.org")
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Le code reçu").fill("000000")
    go_on(page)
    seen(page, "prove-error")
    code = "".join(sign for sign in mail.outbox[-1].subject.split(":")[0] if sign.isdecimal())
    page.get_by_label("Le code reçu").fill(code)
    go_on(page)
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_role("main")).to_contain_text("Votre code de suivi")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (409, "a changé sur un autre appareil"),
        (410, "les réponses sont closes"),
        (422, "la page vous dira pourquoi"),
        (429, "trop d’envois d’ici"),
        (503, "le site ne répond pas"),
        (None, "la connexion manque"),
    ],
)
def test_what_was_not_kept_is_told_with_its_own_reason(
    visit: Visit, step: Step, status: int | None, told: str
) -> None:
    page = visit()
    begin(page, step)
    page.route(SAVE, lambda route: route.fulfill(status=status) if status else route.abort())
    page.get_by_label("Pourquoi").press_sequentially(" Et encore.")
    expect(page.locator("[data-autosave-status]")).to_contain_text(told)
    expect(page.locator("[data-offline]")).to_be_visible(visible=status is None)
    page.unroute(SAVE)
    go_on(page)
    expect(page.locator(".summary-list")).to_contain_text("Pour l’ombre, l’été. Et encore.")


def test_a_text_too_long_to_outlive_its_page_is_kept_too(visit: Visit, site: str) -> None:
    question: Any = {"kind": "long_text", "text": "Pourquoi ?", "max_length": 20_000}
    second: Any = {**question, "text": "Et encore ?"}
    step = make_questionnaire([question, second])
    set_layout(step, "grouped")
    page = visit()
    page.goto(step.get_absolute_url())
    page.get_by_role("link", name="Commencer").click()
    page.get_by_label("Pourquoi").fill("é" * 19_000)
    page.get_by_label("Et encore").fill("é" * 19_000)
    with page.expect_response(SAVE) as saved:
        page.get_by_label("Pourquoi").press_sequentially("s")
    assert saved.value.status == 204
    expect(page.locator("[data-autosave-status]")).to_contain_text("enregistré à")
