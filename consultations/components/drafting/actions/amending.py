"""Amending an article, supporting an amendment, erasing one's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.drafting.actions.writing import refuse_adopted
from consultations.components.drafting.events import AmendmentSupportChanged
from consultations.components.drafting.models import Amendment, Support, Wording
from consultations.errors import Refused
from consultations.models import Contribution, Step
from participation.base.events import record


@dataclass(frozen=True)
class Words:
    """What a person writes, already cleaned."""

    body: str
    reason: str


@transaction.atomic
def amend(step: Step, words: Words, submission: Submission, *, wording: Wording) -> Contribution:
    """Take in other words for an article. Raises TooLate after the deadline."""
    refuse_adopted(step.shared_text)
    contribution = heart.receive(step, submission)
    Amendment.objects.create(
        contribution=contribution, wording=wording, body=words.body, reason=words.reason
    )
    return heart.seal(contribution, actor=submission.author)


@transaction.atomic
def rewrite(
    contribution: Contribution, words: Words, *, actor: Any, arrived_at: datetime
) -> Contribution:
    """Let an author change an amendment nobody could read yet; supports hold for fixed words."""
    current = Contribution.objects.get(pk=contribution.pk)
    if current.state != Contribution.State.RECEIVED:
        raise Refused(_("Votre amendement est publié : il ne change plus. Vous pouvez le retirer."))
    amendment = contribution.amendment
    amendment.body, amendment.reason = words.body, words.reason
    amendment.save(update_fields=["body", "reason"])
    return heart.correct(contribution, actor=actor, arrived_at=arrived_at)


@transaction.atomic
def change_support(amendment: Amendment, *, voter: str) -> bool:
    """Count a person's support, or take it back; say whether it counts.

    `voter` stands for the person in this consultation and tells nobody who they are.
    """
    _row, is_new = Support.objects.get_or_create(amendment=amendment, voter=voter)
    if not is_new:
        Support.objects.filter(amendment=amendment, voter=voter).delete()
    step = F("support_count") + 1 if is_new else F("support_count") - 1
    Amendment.objects.filter(pk=amendment.pk).update(support_count=step)
    contribution = amendment.contribution
    event = AmendmentSupportChanged(
        consultation_id=contribution.consultation_id,
        step_id=contribution.step_id,
        contribution_id=contribution.pk,
    )
    record(event, actor=None)
    return is_new


@transaction.atomic
def erase_words(contribution: Contribution) -> None:
    """Remove what a person wrote; what a version took over from it belongs to that version."""
    Amendment.objects.filter(contribution=contribution).update(body="", reason="", is_erased=True)
