"""Following a referral by e-mail: members by default, anybody who asks, and ending it at once."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from participation.base.clock import now
from participation.base.events import record
from participation.councils.queries.insiders import insiders
from participation.councils.referrals import events
from participation.councils.referrals.models import Follower, Referral

UNANSWERED = timedelta(days=7)


@transaction.atomic
def ask_to_follow(referral: Referral, email: str) -> None:
    """Ask the owner of an address to confirm; one already confirmed is asked nothing."""
    follower, _is_new = Follower.objects.get_or_create(
        referral=referral, account=None, email=email.strip().lower(), defaults={"asked_at": now()}
    )
    if follower.confirmed_at is None:
        event = events.ReferralFollowAsked(
            council_id=referral.council_id, referral_id=referral.pk, follower_id=follower.pk
        )
        record(event, actor=None)


@transaction.atomic
def confirm_follower(follower: Follower) -> None:
    """Begin to tell an address; a second time changes nothing."""
    rows = Follower.objects.filter(pk=follower.pk, confirmed_at=None).order_by()
    if rows.update(confirmed_at=now()):
        _tell(events.ReferralFollowed, follower, actor=None)


@transaction.atomic
def follow(referral: Referral, *, actor: Any) -> Follower:
    """Tell an account of each step from now on, wherever it sits: its address is known."""
    follower, _is_new = Follower.objects.update_or_create(
        referral=referral,
        account=actor,
        defaults={"confirmed_at": now(), "stopped_at": None, "is_by_default": False},
    )
    _tell(events.ReferralFollowed, follower, actor=actor)
    return follower


@transaction.atomic
def stop_following(follower: Follower, *, actor: Any = None) -> None:
    """End the letters at once: an address is erased, an account's wish is kept."""
    _tell(events.ReferralUnfollowed, follower, actor=actor)
    if follower.account_id is None:
        follower.delete()
    else:
        follower.stopped_at = now()
        follower.save(update_fields=["stopped_at"])


@transaction.atomic
def unfollow(referral: Referral, *, actor: Any) -> None:
    """Tell an account of no more steps, even where it sits in the council."""
    follower, _is_new = Follower.objects.get_or_create(
        referral=referral, account=actor, defaults={"confirmed_at": now()}
    )
    stop_following(follower, actor=actor)


@transaction.atomic
def enrol_members(referral: Referral) -> None:
    """Let those inside the council follow, each once: whoever stopped is left alone."""
    known = Follower.objects.filter(referral=referral).exclude(account=None)
    missing = insiders(referral.council).keys() - set(known.values_list("account", flat=True))
    Follower.objects.bulk_create(
        [
            Follower(referral=referral, account_id=pk, is_by_default=True, confirmed_at=now())
            for pk in sorted(missing)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def forget_unconfirmed() -> int:
    """Erase the addresses whose owner has not confirmed within a week."""
    old = Follower.objects.filter(confirmed_at=None, asked_at__lt=now() - UNANSWERED)
    return int(old.delete()[0])


def _tell(kind: Any, follower: Follower, *, actor: Any) -> None:
    event = kind(
        council_id=follower.referral.council_id,
        referral_id=follower.referral_id,
        follower_id=follower.pk,
    )
    record(event, actor=actor)
