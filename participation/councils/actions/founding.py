"""A council enters the register with its seats; its first coordinator is invited from outside."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.councils.actions.inviting import invite
from participation.councils.actions.locking import lock
from participation.councils.actions.register import create_council
from participation.councils.actions.seats import give_seats_of_framework
from participation.councils.choices import Activity, Way
from participation.councils.errors import Refused
from participation.councils.models import College, Council, Invitation, Membership
from participation.territories.models import Territory


@transaction.atomic
def found_council(
    *, actor: Any, neighbourhoods: Iterable[Territory] = (), **fields: Any
) -> Council:
    """Enter a council with the seats that its framework gives each college."""
    council = create_council(actor=actor, neighbourhoods=neighbourhoods, **fields)
    give_seats_of_framework(council, actor=actor)
    return council


@transaction.atomic
def invite_first_coordinator(
    council: Council,
    *,
    email: str,
    college: College,
    way: Way,
    actor: Any,
    ends_on: date | None = None,
    words: str = "",
) -> Invitation:
    """Invite somebody, from outside, to coordinate a council that nobody coordinates.

    As soon as somebody does, the council alone chooses who joins it (loi n° 2014-173 of 21
    February 2014, article 7: councils are independent of public authorities). Raises Refused then,
    when such an invitation waits, for a council that has ended, for one's own address, and as
    `invite` does.
    """
    lock(council)
    if obstacle := _why_not(council, email.strip().lower(), actor):
        raise Refused(obstacle)
    return invite(
        council,
        email=email,
        college=college,
        way=way,
        is_coordinator=True,
        ends_on=ends_on,
        words=words,
        actor=actor,
    )


def _why_not(council: Council, email: str, actor: Any) -> str:
    if council.activity == Activity.ENDED:
        return _("Ce conseil a pris fin. Changez d’abord son état.")
    if Membership.objects.coordinators().filter(council=council).exists():
        return _("Quelqu’un coordonne ce conseil. Le conseil seul choisit qui le rejoint.")
    if council.invitations.pending().from_outside().exists():
        return _("Une invitation à coordonner attend déjà. Retirez-la pour en envoyer une autre.")
    if isinstance(actor, Account) and email in _addresses(actor):
        return _(
            "Qui tient le registre n’entre pas dans un conseil par sa propre invitation. "
            "Invitez un habitant ou une association."
        )
    return ""


def _addresses(account: Account) -> set[str]:
    others = EmailAddress.objects.filter(user=account).order_by().values_list("email", flat=True)
    return {account.email, *(email.lower() for email in others)}
