"""What officers export of the questions."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.questions.models import Question
from consultations.components.questions.queries import place
from consultations.models import Contribution, Step
from consultations.registry import Table


def tables(step: Step) -> list[Table]:
    """Give one table, a row for each counted question, produced one by one."""
    columns = [
        _("Code de suivi"),
        _("Reçue le"),
        _("Canal"),
        _("Au nom du conseil"),
        _("État"),
        _("Question"),
        _("Précisions"),
        _("Soutiens"),
        _("Réponse promise pour le"),
        _("Réponse publiée le"),
        _("Jours de retard"),
        _("Qui répond"),
        _("Réponse"),
    ]
    return [Table(name=_("Questions"), columns=columns, rows=_rows(step))]


def _rows(step: Step) -> Iterator[list[Any]]:
    counted = Contribution.objects.counted().filter(step=step)
    rows = Question.objects.filter(contribution__in=counted).with_envelope().order_by("pk")
    for question in rows.iterator(chunk_size=1000):
        yield _row(place(question, step))


def _row(question: Question) -> list[Any]:
    """Give one row; a hidden question is counted there, without its words or its answer."""
    contribution, answer = question.contribution, question.given_answer
    is_hidden = contribution.is_hidden
    return [
        contribution.tracking_code,
        contribution.received_at,
        contribution.get_channel_display(),
        contribution.council.name if contribution.council else "",
        contribution.get_state_display(),
        "" if is_hidden else question.text,
        "" if is_hidden else question.details,
        question.support_count,
        question.due_on,
        answer.published_at if answer else "",
        question.days_late,
        answer.signed_by if answer else "",
        answer.text if answer and not is_hidden else "",
    ]
