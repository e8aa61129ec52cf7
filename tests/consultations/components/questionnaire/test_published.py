"""The page of one published sheet: what the body chose to publish, and nothing else."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from consultations import actions
from consultations.models import Contribution, Step
from consultations.outcomes.queries import answers_of
from participation.accounts.models import Account, PublicBody
from tests.consultations.components.questionnaire.sheets import answer, make_questions
from tests.consultations.outcomes.answering import answer as answer_all
from tests.factories import make_closed, make_open
from tests.people import SignIn

pytestmark = pytest.mark.django_db

QUESTIONS: list[Any] = [
    {"kind": "one_choice", "text": "Venez-vous ?", "choices": ["À pied", "En car"]},
    {"kind": "short_text", "text": "En un mot ?"},
    {"kind": "long_text", "text": "Pourquoi ?"},
    {"kind": "number", "text": "Quel âge avez-vous ?"},
]


@pytest.fixture
def step(public_body: PublicBody) -> Step:
    made = make_questions(QUESTIONS, public_body=public_body, anonymity="pseudonym")
    make_open(made.consultation)
    return Step.objects.select_related("consultation").get(pk=made.pk)


def say(step: Step, words: str = "Pour les tilleuls.", **fields: Any) -> Contribution:
    fields.setdefault("state", Contribution.State.PUBLISHED)
    typed = {"q1": {"": ["c1"]}, "q2": {"": ["Ombre"]}, "q3": {"": [words]}, "q4": {"": ["47"]}}
    sheet, _path = answer(step, typed, **fields)
    return sheet.contribution


def address_of(contribution: Contribution) -> str:
    return f"{contribution.step.get_absolute_url()}reponse-publiee/{contribution.tracking_code}/"


def test_it_shows_the_published_words_alone(client: Client, step: Step, resident: Account) -> None:
    said = say(step, author=resident, channel="paper")
    other = say(step, "Contre les bancs.")
    shown = client.get(address_of(said)).content.decode()
    for words in ("Pourquoi ?", "Pour les tilleuls.", "En un mot ?", "Ombre", "Papier"):
        assert words in shown
    for unpublished in ("À pied", "Quel âge", "Colette", "Contre les bancs."):
        assert unpublished not in shown
    assert not re.search(r"\b47\b", strip_tags(shown))  # a code by chance may hold both digits
    assert str(other.tracking_code) not in shown
    assert said.component.public_url(said) == address_of(said)


def test_a_sheet_published_without_words_says_so(client: Client, step: Step) -> None:
    sheet, _path = answer(step, {"q1": {"": ["c1"]}}, state=Contribution.State.PUBLISHED)
    shown = client.get(address_of(sheet.contribution)).content.decode()
    assert "ne contient pas de texte" in shown
    assert "À pied" not in shown


@pytest.mark.parametrize("state", [state for state in Contribution.State if state != "draft"])
def test_what_is_not_published_is_absent_for_everybody(
    step: Step,
    client: Client,
    browsing_as: SignIn,
    resident: Account,
    councillor: Account,
    moderator: Account,
    officer: Account,
    outsider: Account,
    state: str,
) -> None:
    said = say(step, state=state, author=resident)
    is_published = state == Contribution.State.PUBLISHED
    expected = 200 if is_published else 404
    assert client.get(address_of(said)).status_code == expected
    for person in (resident, councillor, moderator, officer, outsider):
        assert browsing_as(person).get(address_of(said)).status_code == expected
    assert bool(said.component.public_url(said)) == is_published


def test_a_code_of_elsewhere_is_absent(client: Client, step: Step) -> None:
    said = say(step)
    elsewhere = make_questions(QUESTIONS)
    make_open(elsewhere.consultation)
    stranger = address_of(said).replace(step.get_absolute_url(), elsewhere.get_absolute_url())
    assert client.get(stranger).status_code == 404
    missing = address_of(said).replace(str(said.tracking_code), "22222222")
    assert client.get(missing).status_code == 404


def test_an_answer_that_cites_it_leads_there_and_back(client: Client, step: Step) -> None:
    cited, other = say(step), say(step, "Contre les bancs.")
    consultation = make_closed(step.consultation)
    assert "Ce qu’elle est devenue" not in client.get(address_of(cited)).content.decode()
    response = answer_all(consultation, cited)
    (told,) = answers_of(consultation)
    assert [(quoted.excerpt, quoted.url) for quoted in told.cited] == [
        ("Ombre — Pour les tilleuls.", address_of(cited))
    ]
    assert f"#reponse-{response.pk}" in client.get(address_of(cited)).content.decode()
    assert "Elle ne cite pas" in client.get(address_of(other)).content.decode()


def test_the_words_given_to_a_question_lead_to_each_page(client: Client, step: Step) -> None:
    said = say(step)
    hidden = say(step, "Une injure.", state=Contribution.State.HIDDEN)
    make_closed(step.consultation)
    actions.publish_results(Step.objects.get(pk=step.pk), actor=None)
    shown = client.get(f"{step.get_absolute_url()}resultats/q3/").content.decode()
    assert address_of(said) in shown
    assert address_of(hidden) not in shown


def test_the_officer_who_publishes_sees_what_is_public(
    step: Step, browsing_as: SignIn, officer: Account
) -> None:
    said = say(step, state=Contribution.State.RECEIVED)
    client = browsing_as(officer)
    assert address_of(said) not in client.get(step.reading_url).content.decode()
    client.post(step.reading_url, {"code": said.tracking_code})
    assert address_of(said) in client.get(step.reading_url).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_queries(
    step: Step, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    said = [say(step) for _place in range(number)]
    make_closed(step.consultation)
    answer_all(step.consultation, *said)
    client.get(address_of(said[0]))
    with django_assert_num_queries(9):
        client.get(address_of(said[0]))


def test_a_sheet_cited_without_words_is_named_by_its_code(client: Client, step: Step) -> None:
    sheet, _path = answer(step, {"q1": {"": ["c1"]}}, state=Contribution.State.PUBLISHED)
    consultation = make_closed(step.consultation)
    answer_all(consultation, sheet.contribution)
    shown = client.get(reverse("consultations:outcome", args=[consultation.slug])).content.decode()
    assert address_of(sheet.contribution) in shown
    assert "<blockquote>" not in shown
    assert "À pied" not in shown
