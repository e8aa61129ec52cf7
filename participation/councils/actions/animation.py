"""Animation: somebody of a host organisation helps, for a time that the framework limits."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from participation.accounts.models import Account
from participation.base.events import record
from participation.base.text import one_line
from participation.councils import events
from participation.councils.actions.locking import lock
from participation.councils.errors import Refused
from participation.councils.models import Animation, Council, HostOrganisation
from participation.councils.queries.obstacles import (
    barring_office,
    latest_animation,
    why_not_so_long,
)

A_YEAR = timedelta(days=365)


@transaction.atomic
def agree_animation(
    council: Council,
    *,
    account: Account,
    host: HostOrganisation,
    name: str,
    actor: Any,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Animation:
    """Let somebody of the host organisation help until a day that is no longer included.

    Without a day: a year, or as long as the framework lets. Raises Refused for longer, and for an
    office that the framework bars.
    """
    lock(council)
    begins = starts_on or council.today
    latest = latest_animation(council, begins, account)
    ends_on = ends_on or min(begins + A_YEAR, latest or date.max)
    obstacle = barring_office(council, account, "") or why_not_so_long(
        council, begins, ends_on, account
    )
    if obstacle:
        raise Refused(obstacle)
    animation = Animation.objects.create(
        council=council,
        account=account,
        host=host,
        name=one_line(name),
        starts_on=begins,
        ends_on=ends_on,
    )
    event = events.AnimationAgreed(council_id=council.pk, animation_id=animation.pk)
    record(event, actor=actor)
    return animation


@transaction.atomic
def end_animation(animation: Animation, *, actor: Any) -> Animation:
    """End an animation today: from now on the person is outside. Once over, nothing changes."""
    animation.refresh_from_db()
    if not animation.is_running:
        return animation
    animation.ends_on = max(animation.council.today, animation.starts_on)
    animation.save(update_fields=["ends_on"])
    event = events.AnimationEnded(council_id=animation.council_id, animation_id=animation.pk)
    record(event, actor=actor)
    return animation
