"""Correcting a step in sight of everyone, and forgetting who wrote."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.base.text import plain
from participation.councils.errors import Refused
from participation.councils.referrals.choices import Side
from participation.councils.referrals.events import StepCorrected
from participation.councils.referrals.models import (
    Attachment,
    BodyDelay,
    Follower,
    FormerDelay,
    MeetingVote,
    Referral,
    Step,
    StepErratum,
)

SIGNED: tuple[tuple[Any, str], ...] = (
    (Referral, "drafted_by"),
    (Step, "recorded_by"),
    (StepErratum, "recorded_by"),
    (MeetingVote, "recorded_by"),
    (Attachment, "added_by"),
    (BodyDelay, "set_by"),
    (FormerDelay, "changed_by"),
)


@transaction.atomic
def add_erratum(step: Step, *, text: str, actor: Any, side: Side = Side.COUNCIL) -> StepErratum:
    """Correct a step below it; what it said stays. Each side corrects what it wrote.

    The same words again are one correction. Raises Refused without words, or on a step of the
    other side.
    """
    if step.side != side:
        raise Refused(_("Seul l’organisme peut corriger ce qu’il a écrit."))
    words = plain(text)
    if not words:
        raise Refused(_("Écrivez la correction."))
    erratum, is_new = StepErratum.objects.get_or_create(
        step=step, text=words, side=side, defaults={"recorded_by": actor}
    )
    if is_new:
        event = StepCorrected(
            council_id=step.referral.council_id,
            referral_id=step.referral_id,
            step_id=step.pk,
            erratum_id=erratum.pk,
        )
        record(event, actor=actor)
    return erratum


@transaction.atomic
def forget_author(account: Any) -> None:
    """Take a person off what they wrote or noted, and off those who follow.

    The words stay: they were the council's, or the organism's.
    """
    for model, name in SIGNED:
        model.objects.filter(**{name: account}).update(**{name: None})
    Follower.objects.filter(account=account).delete()
    Follower.objects.filter(email__iexact=account.email).delete()
