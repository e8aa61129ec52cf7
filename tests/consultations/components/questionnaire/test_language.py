"""On English pages, the questions and their helps say that they are in French (WCAG 2.2, 3.1.2)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consultations.actions import publish
from consultations.components.questionnaire import actions
from consultations.models import Contribution
from tests.consultations.components.questionnaire.asking import (
    answer_all,
    check_url,
    page_url,
    send,
)
from tests.factories import ACCESS_POINT, make_consultation, make_open, make_step
from tests.languages import unmarked

pytestmark = pytest.mark.django_db
WORD = "Zinzolin"
QUESTIONS: list[Any] = [
    {
        "kind": "one_choice",
        "text": f"{WORD} ou non ?",
        "help_text": f"{WORD} est une couleur.",
        "choices": [f"{WORD} clair", f"{WORD} foncé"],
    },
    {"kind": "long_text", "text": f"Pourquoi ce {WORD} ?", "help_text": f"Dites tout du {WORD}."},
    {
        "kind": "matrix",
        "text": f"Que dire du {WORD} ?",
        "rows": [f"{WORD} d’hiver"],
        "choices": [f"Trop de {WORD}", "Assez"],
    },
]


def read(client: Client, path: str) -> str:
    response = client.get(path, headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_each_page_of_the_way_says_in_which_language_it_is_asked(client: Client) -> None:
    points = [{**ACCESS_POINT, "details": f"{WORD}, premier étage"}]
    consultation = make_consultation(title=f"Du {WORD}", access_points=points)
    step = make_step(consultation, "questionnaire", title=f"{WORD} et vous", intro=f"Le {WORD}")
    section: Any = {"title": f"Le {WORD}", "intro": f"Sept {WORD}", "questions": QUESTIONS}
    actions.write_questions(step, [section], actor=None)
    step.consultation = make_open(consultation)
    answer_all(client, step, {"q1": {"q-q1": "c1"}, "q2": {"q-q2": "Parce que."}, "q3": {}})
    paths = [step.get_absolute_url(), *(page_url(step, key) for key in ("q1", "q2", "q3"))]
    paths.append(reverse("questionnaire:later", args=[consultation.slug, step.pk]))
    for path in paths:
        assert unmarked(read(client, path), WORD) == [], path
    said = [f"{WORD} clair"]  # by the person, in a language of theirs
    assert unmarked(read(client, check_url(step)), WORD) == said
    receipt = send(client, step).headers["Location"]
    assert unmarked(read(client, receipt), WORD) == said
    sent = publish(Contribution.objects.get(), actor=None)
    where = [consultation.slug, step.pk, sent.tracking_code]
    assert unmarked(read(client, reverse("questionnaire:published", args=where)), WORD) == []
