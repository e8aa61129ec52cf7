"""Proposing, correcting what one proposed, erasing it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.proposals.models import Proposal, Sheet, Support
from consultations.errors import Refused
from consultations.models import Contribution, Step
from participation.base.databases import for_update


@dataclass(frozen=True)
class Words:
    """What a person proposes, already cleaned."""

    title: str
    text: str = ""
    cost: int | None = None
    place: str = ""


@transaction.atomic
def propose(step: Step, words: Words, submission: Submission) -> Contribution:
    """Take in a proposal, and publish it where the step publishes at once.

    Raises TooLate after the deadline.
    """
    contribution = heart.receive(step, submission)
    if step.proposal_box.publishes_at_once:
        contribution.state = Contribution.State.PUBLISHED
        contribution.save(update_fields=["state"])
    proposal = Proposal(contribution=contribution, **asdict(words))
    proposal.fill_search_text()
    proposal.save()
    return heart.seal(contribution, actor=submission.author)


@transaction.atomic
def rewrite(
    contribution: Contribution, words: Words, *, actor: Any, arrived_at: datetime
) -> Contribution:
    """Let an author change a proposal that nobody supports yet.

    What was read before it appeared is read again: it waits once more.
    """
    proposal = for_update(Proposal.objects.filter(contribution=contribution)).get()
    if proposal.supporters:
        raise Refused(_("D’autres soutiennent déjà cette proposition : elle reste ainsi."))
    for name, value in asdict(words).items():
        setattr(proposal, name, value)
    proposal.fill_search_text()
    proposal.save(update_fields=["title", "text", "cost", "place", "search_text"])
    waits = not contribution.step.proposal_box.publishes_at_once
    if waits and contribution.state == Contribution.State.PUBLISHED:
        contribution.state = Contribution.State.RECEIVED
        contribution.save(update_fields=["state"])
    contribution.proposal = proposal
    return heart.correct(contribution, actor=actor, arrived_at=arrived_at)


@transaction.atomic
def erase_words(contribution: Contribution) -> None:
    """Remove what a person proposed, and who supports it."""
    rows = Proposal.objects.filter(contribution=contribution)
    Support.objects.filter(proposal__in=rows).delete()
    Sheet.objects.filter(proposal__in=rows).delete()
    rows.update(title="", text="", place="", cost=None, search_text="", is_erased=True)
    rows.update(support_count=0, paper_count=0)
