"""Asking, correcting what one asked, erasing it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.questions.models import Question, Support, Waiting
from consultations.errors import Refused
from consultations.models import Contribution, Step
from participation.base.databases import for_update


@dataclass(frozen=True)
class Words:
    """What a person asks, already cleaned."""

    text: str
    details: str = ""


@transaction.atomic
def ask(step: Step, words: Words, submission: Submission) -> Contribution:
    """Take in a question, and publish it where the step publishes at once.

    Raises TooLate after the deadline.
    """
    contribution = heart.receive(step, submission)
    if step.question_desk.publishes_at_once:
        contribution.state = Contribution.State.PUBLISHED
        contribution.save(update_fields=["state"])
    question = Question(contribution=contribution, text=words.text, details=words.details)
    question.fill_search_text()
    question.save()
    if submission.contact and not contribution.is_anonymous:
        Waiting.objects.create(
            question=question,
            email=submission.contact.strip().lower(),
            account=contribution.author,
            language=submission.language,
        )
    return heart.seal(contribution, actor=submission.author)


@transaction.atomic
def rewrite(
    contribution: Contribution, words: Words, *, actor: Any, arrived_at: datetime
) -> Contribution:
    """Let an author change a question that nobody supports or answers yet.

    What was read before it appeared is read again: it waits once more.
    """
    question = for_update(Question.objects.filter(contribution=contribution)).get()
    if question.support_count or question.given_answer:
        raise Refused(
            _("D’autres soutiennent déjà cette question, ou elle a sa réponse : elle reste ainsi.")
        )
    question.text, question.details = words.text, words.details
    question.fill_search_text()
    question.save(update_fields=["text", "details", "search_text"])
    waits = not contribution.step.question_desk.publishes_at_once
    if waits and contribution.state == Contribution.State.PUBLISHED:
        contribution.state = Contribution.State.RECEIVED
        contribution.save(update_fields=["state"])
    contribution.public_question = question
    return heart.correct(contribution, actor=actor, arrived_at=arrived_at)


@transaction.atomic
def erase_words(contribution: Contribution) -> None:
    """Remove what a person asked, who supports it, and who waits for its answer."""
    rows = Question.objects.filter(contribution=contribution)
    Support.objects.filter(question__in=rows).delete()
    Waiting.objects.filter(question__in=rows).delete()
    rows.update(text="", details="", search_text="", support_count=0, is_erased=True)
