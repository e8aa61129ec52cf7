"""Asking a question from the floor, showing it, and taking its words away."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.assembly.actions.telling import held, tell
from consultations.components.assembly.models import Assembly, Item, Question
from consultations.errors import TooLate
from consultations.models import Contribution
from consultations.moderation.actions import refuse_excluded
from participation.base.clock import now

TOLD = {
    Assembly.State.PAUSED: _(
        "La réunion est en pause. Gardez cette page : vous pourrez envoyer votre question "
        "à la reprise."
    ),
    Assembly.State.CLOSED: _(
        "La réunion est terminée. Votre texte n’est pas perdu : copiez-le ou imprimez-le."
    ),
}


@transaction.atomic
def ask(
    assembly: Assembly, text: str, submission: Submission, *, item: Item | None = None
) -> Contribution:
    """Take a question in, and show it where the meeting shows at once.

    Raises TooLate after the deadline, and while the room does not listen.
    """
    row = held(assembly)
    refuse_excluded(row.step, submission.author)
    contribution = heart.receive(row.step, submission)
    if not row.listens:
        raise TooLate(TOLD[Assembly.State(row.state)])
    if row.publishes_at_once:
        contribution.state = Contribution.State.PUBLISHED
        contribution.save(update_fields=["state"])
    question = Question(contribution=contribution, assembly=row, item=item, text=text)
    question.shown_at = now() if row.publishes_at_once else None
    row.add(question)
    question.save()
    tell(row, "queue")
    return heart.seal(contribution, actor=submission.author)


@transaction.atomic
def show_question(question: Question, *, actor: Any) -> Question:
    """Let everybody read a question that waited; it takes its place after those shown before."""
    heart.publish(question.contribution, actor=actor)
    row = held(question.assembly)
    question.shown_at = now()
    row.add(question)
    question.save(update_fields=["shown_at", "number", "changed"])
    tell(row, "queue")
    return question


@transaction.atomic
def tell_changed(contribution_id: int) -> None:
    """Tell the pages that a question was published, hidden or shown again; twice does no harm."""
    found = Question.objects.select_related("assembly", "contribution")
    question = found.filter(contribution=contribution_id).first()
    if question is None:
        return
    row = held(question.assembly)
    if question.is_shown and question.shown_at is None:
        question.shown_at = now()
        row.add(question)
    else:
        row.touch(question)
    question.save(update_fields=["shown_at", "number", "changed"])
    tell(row, "now", "queue")


@transaction.atomic
def erase_words(contribution: Contribution) -> None:
    """Remove what a person asked, and what was answered to it; its place stays."""
    question = Question.objects.filter(contribution=contribution).first()
    if question is None:
        return
    row = held(question.assembly)
    question.text = question.answer = ""
    question.is_erased = True
    row.touch(question)
    question.save(update_fields=["text", "answer", "is_erased", "changed"])
    tell(row, "now", "queue")
