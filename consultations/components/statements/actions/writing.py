"""Statements that residents propose: written, corrected before anybody votes, erased."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.statements.actions.editing import next_number
from consultations.components.statements.models import Statement
from consultations.errors import Refused
from consultations.models import Contribution, Step


@transaction.atomic
def write(step: Step, text: str, submission: Submission) -> Contribution:
    """Take in a statement, and show it at once where the step publishes at once.

    Raises TooLate after the deadline, Refused where only the body writes statements.
    """
    conversation = step.conversation
    if not conversation.takes_statements:
        raise Refused(_("Cette étape ne prend pas d’affirmations. Votez sur celles qui existent."))
    contribution = heart.receive(step, submission)
    if conversation.publishes_at_once:
        contribution.state = Contribution.State.PUBLISHED
        contribution.save(update_fields=["state"])
    Statement.objects.create(
        conversation=conversation,
        contribution=contribution,
        number=next_number(conversation),
        text=text,
    )
    return heart.seal(contribution, actor=submission.author)


@transaction.atomic
def rewrite(
    contribution: Contribution, text: str, *, actor: Any, arrived_at: datetime
) -> Contribution:
    """Let an author correct a statement nobody voted on; what was read first is read again.

    Raises Refused once somebody voted: a vote is on these words and no others.
    """
    statement = contribution.statement
    if statement.votes.exists():
        raise Refused(
            _("Des personnes ont déjà voté sur ces mots. Retirez l’affirmation ou gardez-la.")
        )
    statement.text = text
    statement.save(update_fields=["text"])
    waits = not statement.conversation.publishes_at_once
    if waits and contribution.state == Contribution.State.PUBLISHED:
        contribution.state = Contribution.State.RECEIVED
        contribution.save(update_fields=["state"])
    return heart.correct(contribution, actor=actor, arrived_at=arrived_at)


@transaction.atomic
def erase_words(contribution: Contribution) -> None:
    """Remove what a person wrote; the number stays, and the votes on it are in no group."""
    Statement.objects.filter(contribution=contribution).update(text="", is_erased=True)
