"""Since when somebody is inside a council: nothing from before is new to them."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from participation.councils.models import Animation, Council, Invitation, Membership
from participation.councils.space import Space


def joined_at(space: Space) -> datetime | None:
    """Give the instant from which the person has been coming, in one query.

    It is the first day of their first mandate or animation here, or when they accepted their
    first invitation if that came later. Nothing for who never joined: an administrator.
    """
    mine = {"council": OuterRef("pk"), "account": space.person.pk}
    accepted = Invitation.objects.filter(
        council=OuterRef("pk"), accepted_by=space.person.pk, accepted_at__isnull=False
    )
    mandate, animation, invited = (
        Council.objects.filter(pk=space.council.pk)
        .values_list(
            _first(Membership.objects.filter(**mine), "starts_at"),
            _first(Animation.objects.filter(**mine), "starts_at"),
            _first(accepted, "accepted_at"),
        )
        .get()
    )
    first = min(filter(None, (mandate, animation)), default=None)
    return max(first, invited) if first and invited else first


def _first(rows: QuerySet[Any], name: str) -> Subquery:
    return Subquery(rows.order_by(name).values(name)[:1])
