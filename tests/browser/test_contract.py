"""What every component promises to people's eyes, ears and hands."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from consultations.actions import publish
from consultations.models import Contribution, Step
from consultations.receipts import receipt_path
from consultations.registry import components
from tests.browser.conftest import Visit
from tests.browser.support import axe, look
from tests.consultations.components.scenario import Scenario, contribute, scenario_of
from tests.factories import make_consultation, make_open


@pytest.fixture(params=sorted(components()))
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return scenario_of(request.param)


@pytest.fixture
def step(site: str, scenario: Scenario) -> Step:
    step = scenario.make_step(make_consultation(title="La place de la Halle"))
    make_open(step.consultation)
    step = Step.objects.select_related("consultation").get(pk=step.pk)
    for text in ("Un kiosque à musique.", "De l’ombre pour s’asseoir, et une fontaine."):
        contribute(Client(), scenario, step, text)
    return step


def check(page: Page, address: str, name: str) -> None:
    response = page.goto(address)
    assert response is not None
    assert response.status == 200, address
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    look(page, name)


@pytest.mark.parametrize("size", [(360, 800), (1280, 900)], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_nothing_overflows(
    visit: Visit, scenario: Scenario, step: Step, size: tuple[int, int]
) -> None:
    page = visit(viewport={"width": size[0], "height": size[1]})
    addresses = dict.fromkeys([step.get_absolute_url(), *scenario.writes(Client(), step)])
    first = Contribution.objects.filter(step=step).order_by("pk")[0]
    if first.state == Contribution.State.RECEIVED:
        publish(first, actor=None)
    alone = first.component.public_url(first)
    for number, address in enumerate([*addresses, alone], start=1):
        check(page, address, f"{step.kind}-{number}")


def test_pages_hold_on_the_narrowest_screen(visit: Visit, scenario: Scenario, step: Step) -> None:
    page = visit(viewport={"width": 320, "height": 640})
    for address in [step.get_absolute_url(), *scenario.writes(Client(), step)]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_the_receipt_of_each_kind_is_accessible(
    visit: Visit, scenario: Scenario, step: Step
) -> None:
    contribution = Contribution.objects.filter(step=step).order_by("pk")[0]
    check(visit(), receipt_path(contribution), f"{step.kind}-receipt")
