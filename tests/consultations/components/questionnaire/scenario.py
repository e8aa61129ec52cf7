"""The questionnaire, as the contract knows it."""

from django.test import Client

from consultations.components.questionnaire.actions import write_questions
from consultations.models import Consultation, Step
from tests import factories
from tests.consultations.components.questionnaire.asking import (
    TWO,
    answer_all,
    check_url,
    hidden_of,
    page_url,
)
from tests.consultations.components.scenario import Sending


def make_step(consultation: Consultation) -> Step:
    step = factories.make_step(consultation, "questionnaire", title="Votre avis")
    write_questions(step, [{"questions": TWO}], actor=None)
    return step


def prepare(client: Client, step: Step, text: str) -> Sending:
    answer_all(client, step, {"q1": {"q-q1": "c1"}, "q2": {"q-q2": text}})
    return Sending(check_url(step), hidden_of(client.get(check_url(step))))


def reads(step: Step) -> list[str]:
    return [f"{step.get_absolute_url()}resultats/q2/"]


def feeds(step: Step) -> list[str]:
    return []


def writes(client: Client, step: Step) -> list[str]:
    return [step.get_absolute_url(), page_url(step, "q1"), page_url(step, "q2")]


def swaps(step: Step) -> list[tuple[str, str]]:
    return []
