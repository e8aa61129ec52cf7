"""Answering in public, and correcting an answer without hiding what it said."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.questions.events import (
    PublicAnswerCorrected,
    PublicQuestionAnswered,
    PublicQuestionEvent,
)
from consultations.components.questions.models import Answer, Erratum, Question
from consultations.components.questions.rules import may_answer
from consultations.errors import Refused
from consultations.models import Contribution
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record


@transaction.atomic
def answer(question: Question, *, text: str, signed_by: str, actor: Any) -> Answer:
    """Publish the answer to a published question, once.

    Raises Refused for who does not act for the body, and where there is an answer already.
    """
    _refuse_stranger(question, actor)
    if question.contribution.state != Contribution.State.PUBLISHED:
        raise Refused(_("Publiez d’abord la question : sa réponse est publique."))
    given = Answer(question=question, text=text, signed_by=signed_by, published_at=now())
    try:
        with transaction.atomic():
            given.save()
    except IntegrityError as error:
        raise Refused(
            _("Un collègue vient de répondre à cette question. Relisez sa réponse.")
        ) from error
    record(_told(question, PublicQuestionAnswered), actor=actor)
    return given


@transaction.atomic
def correct_answer(given: Answer, *, text: str, reason: str, actor: Any) -> Erratum:
    """Replace what an answer says, and keep what it said before, with the reason, for everybody.

    Its day stays: a correction never makes a late answer less late.
    """
    _refuse_stranger(given.question, actor)
    row = for_update(Answer.objects.filter(pk=given.pk)).get()
    if row.text == text:
        raise Refused(_("Rien n’a changé dans la réponse. Modifiez-la, puis enregistrez."))
    erratum = Erratum.objects.create(answer=row, before=row.text, reason=reason, written_at=now())
    given.text = row.text = text
    row.save(update_fields=["text"])
    record(_told(given.question, PublicAnswerCorrected), actor=actor)
    return erratum


def _refuse_stranger(question: Question, actor: Any) -> None:
    if not may_answer(actor, question.contribution.consultation):
        raise Refused(_("Seul l’organisme interrogé répond."))


def _told(question: Question, kind: type[PublicQuestionEvent]) -> PublicQuestionEvent:
    contribution = question.contribution
    return kind(consultation_id=contribution.consultation_id, contribution_id=contribution.pk)
