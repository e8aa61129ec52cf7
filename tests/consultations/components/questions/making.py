"""Questions that exist in tests, made by the actions that make them on the site."""

from typing import Any
from uuid import uuid4

from consultations.actions import Submission
from consultations.components.questions.actions import Words, ask
from consultations.components.questions.models import Question
from consultations.components.questions.queries import place
from consultations.models import Step
from participation.base.clock import now
from tests.factories import make_open_step


def a_step(**fields: Any) -> Step:
    """Open, on the first rung, a step that takes questions and publishes at once."""
    fields = {"rung": "information", "anonymity": "pseudonym", **fields}
    return make_open_step("questions", **fields)


def asked(step: Step, text: str, *, contact: str = "", author: Any = None) -> Question:
    """Ask a question now."""
    submission = Submission(
        key=uuid4(), arrived_at=now(), opened_at=now(), contact=contact, author=author
    )
    contribution = ask(step, Words(text), submission)
    return fresh(step, contribution.pk)


def fresh(step: Step, contribution_id: int) -> Question:
    """Read a question anew, as the pages do."""
    rows = Question.objects.with_envelope()
    return place(rows.get(contribution=contribution_id), step)
