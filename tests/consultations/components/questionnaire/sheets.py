"""Answered sheets for tests, written as residents write them: fields, path, rows."""

from itertools import count
from typing import Any

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.models import AnswerSheet
from consultations.components.questionnaire.queries import Walk, asked_questions, current_version
from consultations.components.questionnaire.queries.path import walk
from consultations.components.questionnaire.questions import Typed
from consultations.models import Channel, Contribution, Step
from participation.base.clock import now
from participation.base.codes import ALPHABET
from tests.factories import make_consultation, make_step

_numbers = count(1)


def make_questions(questions: list[Any], **fields: Any) -> Step:
    """Make a step that asks these questions; the consultation is not opened."""
    step = make_step(make_consultation(**fields), "questionnaire", title="Votre avis")
    actions.write_questions(step, [{"questions": questions}], actor=None)
    return Step.objects.select_related("consultation").get(pk=step.pk)


def code_of(number: int) -> str:
    signs = ""
    for _place in range(8):
        number, rest = divmod(number, len(ALPHABET))
        signs = ALPHABET[rest] + signs
    return signs


def answer(
    step: Step,
    typed: dict[str, Typed],
    *,
    channel: str = Channel.ONLINE,
    state: str = Contribution.State.RECEIVED,
    **fields: Any,
) -> tuple[AnswerSheet, Walk]:
    """Store one sheet as if it had been sent, and give it with its path."""
    version = current_version(step)
    assert version is not None
    instant = now()
    if state in (Contribution.State.HIDDEN, Contribution.State.HELD):
        fields = {"hidden_article": "Article 3", "hidden_reason": "Injure", **fields}
    contribution = Contribution.objects.create(
        consultation=step.consultation,
        step=step,
        channel=channel,
        state=state,
        received_at=fields.pop("received_at", instant),
        tracking_code=code_of(next(_numbers)),
        **fields,
    )
    sheet = AnswerSheet.objects.create(contribution=contribution, version=version)
    path = walk(asked_questions(version), typed)
    actions.write_answers(sheet, path.answers)
    return sheet, path
