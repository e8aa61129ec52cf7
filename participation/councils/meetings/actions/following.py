"""Following the public meetings of a council by e-mail: asked, confirmed, ended."""

from datetime import timedelta

from django.db import transaction

from participation.base.clock import now
from participation.base.events import record
from participation.councils.meetings import events
from participation.councils.meetings.models import Follower
from participation.councils.models import Council

UNANSWERED = timedelta(days=7)


@transaction.atomic
def ask_to_follow(council: Council, email: str) -> None:
    """Ask the owner of an address to confirm; one already confirmed is asked nothing."""
    follower, _is_new = Follower.objects.get_or_create(
        council=council, email=email.strip().lower(), defaults={"asked_at": now()}
    )
    if follower.confirmed_at is None:
        record(events.FollowAsked(council_id=council.pk, follower_id=follower.pk), actor=None)


@transaction.atomic
def confirm_follower(follower: Follower) -> None:
    """Begin to tell an address; a second time changes nothing."""
    rows = Follower.objects.filter(pk=follower.pk, confirmed_at=None).order_by()
    if rows.update(confirmed_at=now()):
        event = events.FollowConfirmed(council_id=follower.council_id, follower_id=follower.pk)
        record(event, actor=None)


@transaction.atomic
def stop_following(follower: Follower) -> None:
    """Erase an address from the list."""
    follower.delete()


@transaction.atomic
def forget_unconfirmed() -> int:
    """Erase the addresses whose owner has not confirmed within a week."""
    old = Follower.objects.filter(confirmed_at=None, asked_at__lt=now() - UNANSWERED)
    return int(old.delete()[0])
