"""Where officers read the sheets one by one, take their codes, and publish their words."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import Contribution, Step
from participation.accounts.models import Account, PublicBody
from tests.consultations.components.questionnaire.sheets import answer, make_questions
from tests.factories import make_open
from tests.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(public_body: PublicBody) -> Step:
    questions = [
        {"kind": "yes_no", "text": "Venez-vous ?"},
        {"kind": "long_text", "text": "Pourquoi ?"},
    ]
    made = make_questions(questions, public_body=public_body)
    make_open(made.consultation)
    return Step.objects.select_related("consultation").get(pk=made.pk)


def say(step: Step, words: str, **fields: str) -> Contribution:
    sheet, _path = answer(step, {"q1": {"": ["yes"]}, "q2": {"": [words]}}, **fields)
    return sheet.contribution


def test_an_officer_reads_each_sheet_with_its_code_and_publishes_it(
    step: Step, browsing_as: SignIn, officer: Account
) -> None:
    said = say(step, "Pour les tilleuls.")
    client = browsing_as(officer)
    shown = client.get(step.reading_url).content.decode()
    assert "Pour les tilleuls." in shown and str(said.tracking_code) in shown
    answered = client.post(step.reading_url, {"code": said.tracking_code})
    assert answered.headers["Location"] == step.reading_url
    said.refresh_from_db()
    assert said.state == Contribution.State.PUBLISHED
    assert 'name="code"' not in client.get(step.reading_url).content.decode()


def test_nobody_else_finds_the_page(
    step: Step, client: Client, browsing_as: SignIn, resident: Account, outsider: Account
) -> None:
    said = say(step, "Pour les tilleuls.")
    assert client.get(step.reading_url).status_code == 404
    for person in (resident, outsider):
        other = browsing_as(person)
        assert other.get(step.reading_url).status_code == 404
        assert other.post(step.reading_url, {"code": said.tracking_code}).status_code == 404
    said.refresh_from_db()
    assert said.state == Contribution.State.RECEIVED


def test_what_is_hidden_or_elsewhere_is_not_published_here(
    step: Step, browsing_as: SignIn, officer: Account
) -> None:
    hidden = say(step, "Une injure.", state=Contribution.State.HIDDEN)
    client = browsing_as(officer)
    client.post(step.reading_url, {"code": hidden.tracking_code})
    hidden.refresh_from_db()
    assert hidden.state == Contribution.State.HIDDEN
    assert client.post(step.reading_url, {"code": "22222222"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_queries(
    step: Step,
    browsing_as: SignIn,
    officer: Account,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(number):
        say(step, f"Texte {place}.")
    client = browsing_as(officer)
    client.get(step.reading_url)
    with django_assert_num_queries(15):
        client.get(step.reading_url)
