"""What a facilitator does with questions: take, answer, group, set aside, open again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly import events
from consultations.components.assembly.actions.running import finish_taken
from consultations.components.assembly.actions.telling import (
    held,
    keep,
    note_moment,
    running,
    tell,
)
from consultations.components.assembly.models import Assembly, Moment, Question
from consultations.errors import Refused
from participation.base.clock import now
from participation.base.text import plain

State = Question.State


@transaction.atomic
def take(question: Question, *, actor: Any) -> Question:
    """Put a question on the screen: it is being answered. The one before has been answered."""
    row = running(question.assembly)
    question.refresh_from_db()
    if not question.is_shown:
        raise Refused(_("Affichez d’abord cette question : la salle ne la voit pas encore."))
    if question.state == State.TAKEN:
        return question
    finish_taken(row)
    question.state, question.taken_at, question.group_of = State.TAKEN, now(), None
    question.item_id = row.item_id or question.item_id
    question.reason = ""
    _save(row, question, "state", "taken_at", "group_of", "item", "reason")
    note_moment(row, Moment.Kind.TAKEN, question=question)
    tell(row, "now", "queue")
    keep(events.QuestionTaken, row, actor, question_id=question.pk)
    return question


@transaction.atomic
def answer(question: Question, *, note: str, actor: Any) -> Question:
    """Say that a question was answered, with a short note or none; the note may be mended."""
    row = _not_published(question)
    question.refresh_from_db()
    was_answered = question.state == State.ANSWERED
    question.state, question.answer, question.reason = State.ANSWERED, plain(note), ""
    question.ended_at = question.ended_at if was_answered else now()
    _save(row, question, "state", "answer", "reason", "ended_at")
    if not was_answered:
        note_moment(row, Moment.Kind.ANSWERED, question=question)
    tell(row, "now", "queue")
    keep(events.QuestionAnswered, row, actor, question_id=question.pk)
    return question


@transaction.atomic
def set_aside(question: Question, *, reason: str, actor: Any) -> Question:
    """Leave a question unanswered, with a reason that everybody reads below it."""
    row = _not_published(question)
    reason = plain(reason)
    if not reason:
        raise Refused(_("Écrivez le motif : la salle le lira sous la question."))
    question.refresh_from_db()
    question.state, question.reason, question.ended_at = State.SET_ASIDE, reason, now()
    _save(row, question, "state", "reason", "ended_at")
    note_moment(row, Moment.Kind.SET_ASIDE, question=question)
    tell(row, "now", "queue")
    keep(events.QuestionSetAside, row, actor, question_id=question.pk)
    return question


@transaction.atomic
def group(question: Question, *, lead: Question | None, actor: Any) -> Question:
    """Put a question under one that asks the same, or on its own again (no `lead`)."""
    row = _not_published(question)
    question.refresh_from_db()
    if lead is not None and (lead.pk == question.pk or lead.group_of_id):
        raise Refused(_("Choisissez une autre question : celle-ci est déjà dans un groupe."))
    if lead is not None and question.state != State.WAITING:
        raise Refused(_("Seule une question en attente se regroupe."))
    question.group_of = lead
    for other in question.alike.all() if lead else ():  # those below it follow
        other.group_of = lead
        _save(row, other, "group_of")
    _save(row, question, "group_of")
    if lead is not None:
        _save(row, lead)
    tell(row, "now", "queue")
    keep(events.QuestionGrouped, row, actor, question_id=question.pk)
    return question


@transaction.atomic
def reopen_question(question: Question, *, actor: Any) -> Question:
    """Put a question back among those that wait."""
    row = _not_published(question)
    question.refresh_from_db()
    question.state, question.reason = State.WAITING, ""
    question.taken_at = question.ended_at = None
    _save(row, question, "state", "reason", "taken_at", "ended_at")
    tell(row, "now", "queue")
    keep(events.QuestionReopened, row, actor, question_id=question.pk)
    return question


def _not_published(question: Question) -> Assembly:
    """Questions are tidied during the meeting and until its transcript is published."""
    row = held(question.assembly)
    if row.is_published:
        raise Refused(_("La transcription est publiée : ce qu’elle dit ne change plus."))
    return row


def _save(row: Assembly, question: Question, *names: str) -> None:
    row.touch(question)
    question.save(update_fields=[*names, "changed"])
