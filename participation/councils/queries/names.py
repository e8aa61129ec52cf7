"""By which name a council knows each person who wrote, spoke or did something in its space."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from participation.councils.models import Animation, Council, Membership
from participation.councils.querysets import running


def former_member() -> str:
    """The name of somebody whose mandate has ended, or whom nobody knows any more."""
    return _("ancien membre")


def names_in(council: Council, account_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Give the name of each account in this council, in two queries whatever their number.

    Every id asked for has its answer, None (an erased author) among them: « ancien membre » for
    whoever is no longer a member and does not animate at this instant.
    """
    asked = set(account_ids)
    known: dict[int | None, str] = dict.fromkeys(asked, former_member())
    animators = Animation.objects.filter(running(council=council))
    members = Membership.objects.running().filter(council=council)
    for rows in (animators, members):  # the name of a member wins
        mine = rows.filter(account__in=asked - {None}).order_by("pk")
        known.update(mine.values_list("account_id", "name"))
    return known
