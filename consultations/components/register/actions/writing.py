"""Writing in a register, correcting, erasing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.register.models import Entry
from consultations.errors import Refused
from consultations.models import Contribution, Step


@dataclass(frozen=True)
class Words:
    """What a person writes, already cleaned."""

    body: str
    title: str = ""
    theme: str = ""
    stance: str = ""


@transaction.atomic
def write(
    step: Step, words: Words, submission: Submission, *, parent: Entry | None = None
) -> Contribution:
    """Take in what a person wrote, and publish it where the register publishes at once.

    Raises TooLate after the deadline, Refused for an answer where none is taken.
    """
    if parent is not None and not step.register.takes_answers:
        raise Refused(_("Ce registre ne prend pas de réponses. Écrivez une contribution."))
    contribution = heart.receive(step, submission)
    if step.register.publishes_at_once:
        contribution.state = Contribution.State.PUBLISHED
        contribution.save(update_fields=["state"])
    entry = Entry(contribution=contribution, title=words.title, body=words.body, theme=words.theme)
    entry.stance = words.stance
    attach(entry, parent)
    entry.fill_search_text()
    entry.save()
    return heart.seal(contribution, actor=submission.author)


def attach(entry: Entry, parent: Entry | None) -> None:
    """Put an entry under the one it answers, if it answers one."""
    if parent is not None:
        entry.parent, entry.root, entry.depth = parent, parent.root or parent, parent.depth + 1


@transaction.atomic
def rewrite(
    contribution: Contribution, words: Words, *, actor: Any, arrived_at: datetime
) -> Contribution:
    """Let an author change their words while the step is open.

    What was read before it appeared is read again: it waits once more.
    """
    entry = contribution.entry
    entry.title, entry.body = words.title, words.body
    entry.theme, entry.stance = words.theme, words.stance
    entry.fill_search_text()
    entry.save(update_fields=["title", "body", "theme", "stance", "search_text"])
    waits = not contribution.step.register.publishes_at_once
    if waits and contribution.state == Contribution.State.PUBLISHED:
        contribution.state = Contribution.State.RECEIVED
        contribution.save(update_fields=["state"])
    return heart.correct(contribution, actor=actor, arrived_at=arrived_at)


@transaction.atomic
def erase_words(contribution: Contribution) -> None:
    """Remove what a person wrote; the place in the thread stays, so that answers keep theirs."""
    Entry.objects.filter(contribution=contribution).update(
        title="", body="", theme="", stance="", search_text="", is_erased=True
    )
