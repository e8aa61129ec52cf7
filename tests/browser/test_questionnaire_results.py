"""Results, published words, the paper form and the officers' pages, as people see them."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from cms import actions as cms_actions
from consultations import actions
from consultations.models import Channel, Consultation, Contribution, Step
from participation.accounts.models import Account
from participation.base.clock import now
from tests.browser.support import axe, budget, look
from tests.consultations.components.questionnaire.sheets import answer, make_questions
from tests.factories import make_closed, make_officer, make_open, make_public_body
from tests.people import SignIn

QUESTIONS: list[Any] = [
    {"kind": "yes_no", "text": "Avez-vous un vélo en état de rouler ?", "offers_no_answer": True},
    {
        "kind": "several_choices",
        "text": "Que manque-t-il sur la place ?",
        "choices": ["Des bancs", "De l'ombre", "Une fontaine"],
        "has_other": True,
        "conditions": [{"depends_on": "q1", "operator": "equal", "choices": ["yes"]}],
    },
    {"kind": "ranking", "text": "Classez ces travaux", "choices": ["Arbres", "Jeux", "Bancs"]},
    {
        "kind": "matrix",
        "text": "Que pensez-vous de ces lieux ?",
        "choices": ["Mal", "Bien"],
        "rows": ["La place", "La rue"],
    },
    {"kind": "number", "text": "Combien de kilomètres faites-vous ?", "unit": "km"},
    {"kind": "long_text", "text": "Pourquoi ?"},
]
SAID: dict[str, Any] = {
    "q1": {"": ["yes"]},
    "q2": {"": ["c1", "__other"], "other": ["=HYPERLINK(1)"]},
    "q3": {"c1": ["1"], "c2": ["3"], "c3": ["2"]},
    "q4": {"r1": ["c1"], "r2": ["c2"]},
    "q5": {"": ["12"]},
    "q6": {"": ["Il fait trop chaud en été.\n\nEt rien n'est fait."]},
}


@pytest.fixture
def officer(site: str) -> Account:
    body = make_public_body("Commune de Tressigny", slug="tressigny")
    account = make_officer(body, "agente@example.org")
    cms_actions.admit_officer(account, body)
    return account


@pytest.fixture
def step(officer: Account) -> Step:
    body = officer.offices.get().public_body
    step = make_questions(QUESTIONS, public_body=body, title="La place de la Halle")
    make_open(step.consultation)
    for number in range(24):
        said = SAID if number % 3 else {**SAID, "q1": {"": ["no"]}, "q5": {"": [str(number)]}}
        channel = Channel.PAPER if number % 2 else Channel.ONLINE
        answer(step, said, channel=channel, state=Contribution.State.PUBLISHED)
    return step


def publish(step: Step) -> None:
    Consultation.objects.filter(pk=step.consultation_id).update(
        opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(hours=1)
    )
    step.consultation.refresh_from_db()
    make_closed(step.consultation)
    actions.publish_results(step, actor=None)


def sign_in(page: Page, account: Account, site: str) -> None:
    client = Client()
    SignIn(client)(account)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])


def address(step: Step, name: str, *more: str) -> str:
    return reverse(name, args=[step.consultation.slug, step.pk, *more])


def fits(page: Page) -> None:
    """Nothing is wider than the screen: tables scroll in their own frame."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_published_results_are_read_by_everybody(
    request: pytest.FixtureRequest, step: Step, size: str
) -> None:
    publish(step)
    page: Page = request.getfixturevalue(size)
    page.goto(reverse("consultations:results", args=[step.consultation.slug]))
    expect(page.get_by_role("heading", name="Résultats", level=1)).to_be_visible()
    expect(page.get_by_text("24 personnes ont répondu")).to_be_visible()
    table = page.get_by_role("table", name="Avez-vous un vélo en état de rouler ?")
    expect(table.get_by_role("row", name="Oui")).to_contain_text("16")
    for more in page.get_by_text("Par canal", exact=True).all():
        more.click()
    axe(page)
    fits(page)
    budget(page)
    look(page, "results")
    page.get_by_role("link", name="Lire les 24 réponses à la question Q6").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pourquoi ?")
    axe(page)
    fits(page)


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_paper_form_reads_and_prints(
    request: pytest.FixtureRequest, step: Step, size: str
) -> None:
    page: Page = request.getfixturevalue(size)
    page.goto(address(step, "questionnaire:paper"))
    axe(page)
    fits(page)
    look(page, "paper")
    text = "\n".join(
        sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    )
    for words in ("Q2d", "Numéro de feuille", "Où rendre cette feuille"):
        assert words in text
    assert "Mes participations" not in text  # the site's own frame stays on the screen


def test_an_officer_takes_the_answers_away_without_javascript(
    nojs: Page, step: Step, officer: Account, site: str
) -> None:
    sign_in(nojs, officer, site)
    nojs.goto(reverse("consultations:results", args=[step.consultation.slug]))
    expect(nojs.get_by_text("Ces résultats ne sont pas publiés")).to_be_visible()
    nojs.goto(address(step, "consultations:export"))
    with nojs.expect_download() as download:
        nojs.get_by_role("button", name="« Réponses » en CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == 24
    others = {row["Q2 Que manque-t-il sur la place ? (autre, en clair)"] for row in rows}
    assert others == {"'=HYPERLINK(1)", ""}


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_officers_pages_are_accessible(
    request: pytest.FixtureRequest,
    step: Step,
    officer: Account,
    site: str,
    size: str,
    settings: Settings,
) -> None:
    settings.EDITORS_NEED_SECOND_FACTOR = False
    draft = make_questions(QUESTIONS, public_body=step.consultation.public_body)
    page: Page = request.getfixturevalue(size)
    sign_in(page, officer, site)
    page.goto(address(step, "consultations:export"))
    axe(page)
    fits(page)
    for shown, name in ((draft, "editor"), (step, "wording")):
        page.goto(reverse("editing:step", args=[shown.consultation_id, shown.pk]))
        axe(page, within=".editing")
        look(page, f"questionnaire-{name}")


def test_questions_are_edited_without_javascript(
    nojs: Page, step: Step, officer: Account, site: str, settings: Settings
) -> None:
    settings.EDITORS_NEED_SECOND_FACTOR = False
    draft = make_questions(QUESTIONS, public_body=step.consultation.public_body)
    sign_in(nojs, officer, site)
    nojs.goto(reverse("editing:step", args=[draft.consultation_id, draft.pk]))
    first = nojs.get_by_role("group", name="Question 3", exact=True)
    first.get_by_role("button", name="Monter").click()
    heading = nojs.get_by_role("group", name="Question 2", exact=True)
    expect(heading.get_by_label("Question", exact=True)).to_have_value("Classez ces travaux")
    new = nojs.get_by_role("group", name="Question 7")
    new.get_by_label("Question", exact=True).fill("Et le soir ?")
    new.get_by_label("Sorte de réponse").select_option("Un seul choix")
    nojs.get_by_role("button", name="Enregistrer et rester ici").click()
    new = nojs.get_by_role("group", name="Question 7")
    expect(new.get_by_text("Écrivez au moins deux choix, un par ligne.")).to_be_visible()
    expect(new.get_by_label("Question", exact=True)).to_have_value("Et le soir ?")
    new.get_by_label("Choix, un par ligne").fill("Calme\nBruyant")
    nojs.get_by_role("button", name="Enregistrer et rester ici").click()
    kept = nojs.get_by_role("group", name="Question 7")
    expect(kept.get_by_label("Choix, un par ligne")).to_have_value("Calme\nBruyant")
    expect(nojs.get_by_role("group", name="Question 8")).to_be_visible()
