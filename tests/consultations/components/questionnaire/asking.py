"""A questionnaire with every kind of question, and somebody who answers it page by page."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from consultations.components.questionnaire.actions import QuestionSpec, write_questions
from consultations.models import Contribution, Step
from tests.factories import make_consultation, make_open, make_step

EVERY_KIND: list[QuestionSpec] = [
    {"kind": "yes_no", "text": "Venez-vous à vélo ?", "offers_no_answer": True},
    {
        "kind": "short_text",
        "text": "Quel est votre trajet ?",
        "conditions": [{"depends_on": "q1", "operator": "equal", "choices": ["yes"]}],
    },
    {"kind": "long_text", "text": "Que changer sur la place ?", "max_length": 2000},
    {
        "kind": "several_choices",
        "text": "Que voulez-vous y trouver ?",
        "choices": ["Des arbres", "Des bancs", "Une fontaine"],
        "has_other": True,
        "max_choices": 2,
        "is_shuffled": True,
    },
    {"kind": "ranking", "text": "Classez ces travaux", "choices": ["Sol", "Arbres", "Lumière"]},
    {
        "kind": "matrix",
        "text": "Comment jugez-vous ces lieux ?",
        "rows": ["La halle", "Le parvis"],
        "choices": ["Mal", "Assez bien", "Très bien"],
    },
    {
        "kind": "number",
        "text": "À quelle distance habitez-vous ?",
        "unit": "km",
        "min_value": 0,
        "max_value": 100,
        "decimals": 1,
    },
    {"kind": "date", "text": "Depuis quand venez-vous ?"},
    {"kind": "commune", "text": "Où habitez-vous ?"},
    {"kind": "file", "text": "Une photo du lieu"},
    {
        "kind": "scale",
        "text": "Le projet vous convient-il ?",
        "choices": ["Pas du tout", "Plutôt pas", "Plutôt", "Tout à fait"],
        "is_required": True,
    },
    {
        "kind": "one_choice",
        "text": "Comment avez-vous su ?",
        "choices": ["Par affiche", "Par un proche"],
        "has_other": True,
    },
]
EVERY_ANSWER: dict[str, dict[str, Any]] = {
    "q1": {"q-q1": "yes"},
    "q2": {"q-q2": "Par la rue des Verriers"},
    "q3": {"q-q3": "De l’ombre.\n\nEt des bancs."},
    "q4": {"q-q4": ["c1", "__other"], "q-q4-other": "Un kiosque"},
    "q5": {"q-q5-c1": "2", "q-q5-c2": "1", "q-q5-c3": "3"},
    "q6": {"q-q6-r1": "c2", "q-q6-r2": "c3"},
    "q7": {"q-q7": "3,5 km"},
    "q8": {"q-q8-day": "3", "q-q8-month": "12", "q-q8-year": "2020"},
    "q9": {"q-q9": "Bourg-Absent"},
    "q10": {},
    "q11": {"q-q11": "c3"},
    "q12": {"q-q12": "__other", "q-q12-other": "Au marché"},
}
TWO: list[QuestionSpec] = [
    {"kind": "one_choice", "text": "Pour ou contre ?", "choices": ["Pour", "Contre"]},
    {"kind": "long_text", "text": "Pourquoi ?"},
]


def make_questionnaire(
    questions: list[QuestionSpec] | None = None, *, is_open: bool = True, **fields: Any
) -> Step:
    """Make a consultation with one questionnaire; the fields are the consultation's."""
    consultation = make_consultation(**fields)
    step = make_step(consultation, "questionnaire", title="Votre avis")
    write_questions(step, [{"questions": questions or TWO}], actor=None)
    if is_open:
        make_open(consultation)
    return Step.objects.select_related("consultation").get(pk=step.pk)


def page_url(step: Step, key: str) -> str:
    return f"{step.get_absolute_url()}question/{key}/"


def check_url(step: Step) -> str:
    return f"{step.get_absolute_url()}verifier/"


def hidden_of(response: Any) -> dict[str, str]:
    """Give the hidden fields of the page, but the token against forgery."""
    html = response.content.decode()
    return dict(re.findall(r'name="(token|seen|opened|key|revision)" value="([^"]*)"', html))


def answer(client: Client, step: Step, key: str, data: dict[str, Any]) -> Any:
    """Open a page and send it, as a browser does."""
    shown = client.get(page_url(step, key))
    return client.post(page_url(step, key), {**data, **hidden_of(shown)})


def answer_all(client: Client, step: Step, answers: dict[str, dict[str, Any]]) -> None:
    for key, data in answers.items():
        response = answer(client, step, key, data)
        assert response.status_code == 303, response.content.decode()


def send(client: Client, step: Step, **fields: Any) -> HttpResponse:
    """Open the check and send it."""
    shown = client.get(check_url(step))
    return client.post(check_url(step), {**hidden_of(shown), **fields})  # type: ignore[return-value]


def contribute(client: Client, step: Step, words: str = "Plus d’arbres.") -> Contribution:
    """Answer two questions and send them; give what was received."""
    answer_all(client, step, {"q1": {"q-q1": "c1"}, "q2": {"q-q2": words}})
    response = send(client, step)
    assert response.status_code == 303, response.content.decode()
    code = response.headers["Location"].split("/")[2]
    return Contribution.objects.get(tracking_code=code)
