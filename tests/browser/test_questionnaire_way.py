"""A resident answers every kind of question: on a phone, without JavaScript, by keyboard."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from consultations.models import Contribution, Step
from tests.browser.support import axe, budget, look
from tests.consultations.components.questionnaire.asking import EVERY_KIND, make_questionnaire
from tests.factories import make_territory


@pytest.fixture
def step(site: str) -> Step:
    make_territory("Vermonde")
    make_territory("Vermonde-le-Haut")
    return make_questionnaire(EVERY_KIND)


def seen(page: Page, name: str, *, is_looked_at: bool) -> None:
    if is_looked_at:  # axe itself is a script
        axe(page)
        look(page, f"questionnaire-{name}")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continuer").click()


def answer_everything(page: Page, step: Step, photo: Path, *, is_looked_at: bool = True) -> None:
    """Answer as people do, mistakes included, up to the check."""
    page.goto(step.get_absolute_url())
    if is_looked_at:
        budget(page)
    seen(page, "start", is_looked_at=is_looked_at)
    page.get_by_role("link", name="Commencer").click()
    seen(page, "yes-no", is_looked_at=is_looked_at)
    page.get_by_label("Oui").check()
    go_on(page)
    page.get_by_label("Quel est votre trajet").fill("Par la rue des Verriers")
    go_on(page)
    page.get_by_label("Que changer sur la place").fill("De l’ombre, et des bancs.")
    seen(page, "long-text", is_looked_at=is_looked_at)
    go_on(page)
    page.get_by_label("Des arbres").check()
    page.get_by_label("Autre", exact=True).check()
    go_on(page)
    expect(page).to_have_title(re.compile(r"^Erreur\s:\sQue voulez-vous y trouver"))
    seen(page, "several-error", is_looked_at=is_looked_at)
    page.get_by_label("Précisez").fill("Un kiosque")
    go_on(page)
    for name, rank in (("Sol", "2"), ("Arbres", "1"), ("Lumière", "3")):
        page.get_by_label(name, exact=True).select_option(rank)
    seen(page, "ranking", is_looked_at=is_looked_at)
    go_on(page)
    page.get_by_label("La halle : Assez bien").check()
    page.get_by_label("Le parvis : Très bien").check()
    seen(page, "matrix", is_looked_at=is_looked_at)
    go_on(page)
    page.get_by_label("À quelle distance").fill("trois")
    go_on(page)
    seen(page, "number-error", is_looked_at=is_looked_at)
    page.get_by_label("À quelle distance").fill("3,5 km")
    go_on(page)
    for name, value in (("Jour", "3"), ("Mois", "12"), ("Année", "2020")):
        page.get_by_label(name).fill(value)
    seen(page, "date", is_looked_at=is_looked_at)
    go_on(page)
    page.get_by_label("Où habitez-vous").fill("vermonde")
    go_on(page)
    seen(page, "commune", is_looked_at=is_looked_at)
    page.get_by_label("Vermonde", exact=True).check()
    go_on(page)
    page.get_by_label("Une photo du lieu").set_input_files(photo)
    seen(page, "file", is_looked_at=is_looked_at)
    go_on(page)
    go_on(page)  # required: refused
    expect(page.get_by_role("alert")).to_contain_text("Choisissez une réponse.")
    seen(page, "scale-error", is_looked_at=is_looked_at)
    page.get_by_label("Tout à fait").check()
    go_on(page)
    page.get_by_label("Par un proche").check()
    go_on(page)
    expect(page).to_have_title(re.compile("^Vérifier vos réponses"))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "ma place.jpg"
    Image.new("RGB", (60, 40), "teal").save(path)
    return path


def finish(page: Page, *, is_looked_at: bool = True) -> None:
    expect(page.locator(".summary-list")).to_contain_text("Autre : Un kiosque")
    seen(page, "check", is_looked_at=is_looked_at)
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_role("main")).to_contain_text("Votre code de suivi")
    assert Contribution.objects.counted().count() == 1


def test_every_kind_of_question_is_answered_on_a_phone(
    phone: Page, step: Step, photo: Path
) -> None:
    answer_everything(phone, step, photo)
    finish(phone)


def test_every_kind_of_question_is_answered_on_a_desk(
    desktop: Page, step: Step, photo: Path
) -> None:
    answer_everything(desktop, step, photo)
    finish(desktop)


def test_every_kind_of_question_is_answered_without_javascript(
    nojs: Page, step: Step, photo: Path
) -> None:
    answer_everything(nojs, step, photo, is_looked_at=False)
    finish(nojs, is_looked_at=False)
