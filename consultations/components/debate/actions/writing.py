"""Writing in a debate, correcting, erasing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.debate.models import Argument, Debate
from consultations.errors import Refused
from consultations.models import Contribution, Step
from consultations.moderation.actions import refuse_excluded
from participation.base.clock import now
from participation.base.databases import for_update


@dataclass(frozen=True)
class Words:
    """What a person writes, already cleaned."""

    text: str
    side: str


@transaction.atomic
def write(
    step: Step, words: Words, submission: Submission, *, parent: Argument | None = None
) -> Contribution:
    """Take in a message, and give it its place where the debate publishes at once.

    An answer to an answer answers the same argument. Raises TooLate after the deadline, Refused
    while the debate pauses.
    """
    debate = locked(step.debate)
    if debate.is_paused:
        raise Refused(
            _("Le débat est en pause. Votre texte reste sur cette page : renvoyez-le plus tard.")
        )
    refuse_excluded(step, submission.author)
    contribution = heart.receive(step, submission)
    argument = Argument(
        debate=debate,
        contribution=contribution,
        side=words.side,
        text=words.text,
        parent=(parent.parent or parent) if parent else None,
    )
    if debate.publishes_at_once:
        contribution.state = Contribution.State.PUBLISHED
        contribution.save(update_fields=["state"])
        debate.add(argument)
    argument.save()
    return heart.seal(contribution, actor=submission.author)


def locked(debate: Debate) -> Debate:
    """Give the debate as it is now; whoever writes there waits until this transaction ends."""
    found: Debate = for_update(Debate.objects.all()).get(pk=debate.pk)
    return found


@transaction.atomic
def place(contribution_id: int) -> None:
    """Give a published message its place, and have those who look see what became of it.

    May run again for the same contribution: its number stays what it was.
    """
    argument = Argument.objects.filter(contribution=contribution_id).first()
    if argument is None:
        return
    debate = locked(argument.debate)
    argument = Argument.objects.select_related("contribution").get(pk=argument.pk)
    if argument.number is not None:
        debate.touch(argument)
        argument.save(update_fields=["changed"])
    elif argument.is_shown:
        debate.add(argument)
        argument.save(update_fields=["number", "changed"])


@transaction.atomic
def rewrite(
    contribution: Contribution, text: str, *, actor: Any, arrived_at: datetime
) -> Contribution:
    """Let an author change their words within fifteen minutes, add a correction afterwards.

    What was read before it appeared is read again: it waits once more.
    """
    argument = contribution.argument
    debate = locked(argument.debate)
    waits = not debate.publishes_at_once
    if argument.may_be_rewritten or (waits and argument.number is None):
        _change_text(argument, text)
    else:
        argument.corrections.create(text=text, written_at=now())
    if argument.number is not None:
        debate.touch(argument)
    argument.save(update_fields=["text", "edited_at", "changed"])
    if waits and contribution.state == Contribution.State.PUBLISHED:
        contribution.state = Contribution.State.RECEIVED
        contribution.save(update_fields=["state"])
    return heart.correct(contribution, actor=actor, arrived_at=arrived_at)


def _change_text(argument: Argument, text: str) -> None:
    if text == argument.text:
        return
    if argument.number is not None:  # somebody may have read it
        received_at = argument.contribution.received_at or now()
        written_at = argument.edited_at or received_at
        argument.versions.create(text=argument.text, written_at=written_at)
        argument.edited_at = now()
    argument.text = text


@transaction.atomic
def erase_words(contribution: Contribution) -> None:
    """Remove what a person wrote, before and after; the place stays, and so do its answers."""
    argument = Argument.objects.filter(contribution=contribution).first()
    if argument is None:
        return
    debate = locked(argument.debate)
    argument.text, argument.is_erased = "", True
    argument.edited_at = argument.pinned_at = None
    if argument.number is not None:
        debate.touch(argument)
    argument.save(update_fields=["text", "is_erased", "edited_at", "pinned_at", "changed"])
    for rows in (argument.versions, argument.corrections):
        rows.all().delete()
