"""The narrowest screen with letters twice as large: nothing runs out of the page."""

import pytest

from consultations.models import Step
from tests.browser.conftest import Visit
from tests.consultations.components.questionnaire.asking import make_questionnaire


@pytest.fixture
def step(site: str) -> Step:
    return make_questionnaire()


def test_twice_as_large_letters_fit_320_pixels(visit: Visit, step: Step) -> None:
    page = visit(viewport={"width": 320, "height": 640})
    start = step.get_absolute_url()
    for path in ("/", step.consultation.get_absolute_url(), start, f"{start}question/q1/"):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
