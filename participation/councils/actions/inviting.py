"""Invitations: sent to one address, taken back, accepted once by who proves that address."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import plain
from participation.councils import events
from participation.councils.actions.animation import agree_animation
from participation.councils.actions.locking import lock
from participation.councils.actions.mandates import seat as seat_member
from participation.councils.choices import Way
from participation.councils.errors import Refused
from participation.councils.models import (
    Animation,
    College,
    Council,
    HostOrganisation,
    Invitation,
    Membership,
    Seat,
)
from participation.councils.queries.obstacles import (
    why_not_so_long,
    why_not_this_invitation,
    why_not_this_seat,
)

KIND = Invitation.Kind


@transaction.atomic
def invite(
    council: Council,
    *,
    email: str,
    college: College,
    way: Way,
    actor: Any,
    seat: Seat | None = None,
    is_substitute: bool = False,
    is_coordinator: bool = False,
    ends_on: date | None = None,
    words: str = "",
) -> Invitation:
    """Invite somebody to sit, or to wait as a substitute. A seat is kept for them meanwhile.

    Without a seat, the first free one is taken if the college has seats. Raises Refused for an
    address already invited or seated, and when no seat is free.
    """
    lock(council)
    if not is_substitute:
        seat = seat or council.seats.vacant().filter(college=college).first()
        _refuse_full(council, college, seat)
    return _send(
        council,
        actor,
        email=email,
        kind=KIND.SUBSTITUTE if is_substitute else KIND.MEMBER,
        college=college,
        seat=None if is_substitute else seat,
        way=way,
        is_coordinator=is_coordinator and not is_substitute,
        ends_on=ends_on,
        words=plain(words),
    )


def _refuse_full(council: Council, college: College, seat: Seat | None) -> None:
    if obstacle := why_not_this_seat(council, college, seat):
        raise Refused(obstacle)
    seats = council.seats.filter(college=college)
    if seats.exists() and (seat is None or seat not in seats.vacant()):
        raise Refused(
            _(
                "Tous les sièges de ce collège sont pourvus ou promis. "
                "Invitez la personne comme suppléante, ou ajoutez un siège."
            )
        )


@transaction.atomic
def invite_animator(
    council: Council,
    *,
    email: str,
    host: HostOrganisation,
    ends_on: date,
    actor: Any,
    words: str = "",
) -> Invitation:
    """Invite somebody of a host organisation to help until a day.

    Raises Refused for longer than the framework lets, and for an address already invited.
    """
    lock(council)
    if obstacle := why_not_so_long(council, council.today, ends_on):
        raise Refused(obstacle)
    return _send(
        council,
        actor,
        email=email,
        kind=KIND.ANIMATOR,
        host=host,
        ends_on=ends_on,
        words=plain(words),
    )


def _send(council: Council, actor: Any, *, email: str, **fields: Any) -> Invitation:
    email = email.strip().lower()
    if council.memberships.filter(account__email=email, closed_at=None).exists():
        raise Refused(_("Cette adresse est celle d’une personne qui a déjà un mandat ici."))
    unanswered = council.invitations.unanswered().filter(email=email)
    if unanswered.pending().exists():
        raise Refused(
            _(
                "Une invitation attend déjà à cette adresse. "
                "Retirez-la d’abord si vous voulez en envoyer une autre."
            )
        )
    unanswered.update(revoked_at=now())  # expired: it makes room for the new one
    invitation = Invitation.objects.create(council=council, email=email, invited_by=actor, **fields)
    event = events.InvitationSent(council_id=council.pk, invitation_id=invitation.pk)
    record(event, actor=actor)
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, actor: Any) -> Invitation:
    """Take back an invitation that nobody has accepted; its link stops at once."""
    for_update(Invitation.objects.filter(pk=invitation.pk).order_by()).get()
    invitation.refresh_from_db()
    if invitation.accepted_at or invitation.revoked_at:
        return invitation
    invitation.revoked_at = now()
    invitation.save(update_fields=["revoked_at"])
    event = events.InvitationRevoked(council_id=invitation.council_id, invitation_id=invitation.pk)
    record(event, actor=actor)
    return invitation


@transaction.atomic
def accept_invitation(
    invitation: Invitation,
    *,
    account: Account,
    name: str,
    office: str = "",
    gender: str = "",
    is_named_publicly: bool = False,
) -> Membership | Animation:
    """Enter the council, agreeing to its charter; give the mandate, or the animation.

    Accepting twice gives the same mandate. Raises Refused when the link has served, expired or was
    taken back, for another address, and as `seat` and `agree_animation` do.
    """
    for_update(Invitation.objects.filter(pk=invitation.pk).order_by()).get()
    invitation.refresh_from_db()
    if invitation.accepted_by_id == account.pk:
        return _given_by(invitation, account)
    if obstacle := why_not_this_invitation(invitation, account):
        raise Refused(obstacle)
    if invitation.kind == KIND.ANIMATOR:
        given: Membership | Animation = _let_animate(invitation, account, name)
    else:
        given = seat_member(
            invitation.council,
            name=name,
            college=_college(invitation),
            seat=invitation.seat,
            way=Way(invitation.way),
            account=account,
            office=office,
            gender=gender,
            is_named_publicly=is_named_publicly,
            is_substitute=invitation.kind == KIND.SUBSTITUTE,
            is_coordinator=invitation.is_coordinator,
            ends_on=invitation.ends_on,
            charter_agreed_at=now(),
            actor=account,
        )
    invitation.accepted_at, invitation.accepted_by, invitation.email = now(), account, ""
    invitation.save(update_fields=["accepted_at", "accepted_by", "email"])
    return given


def _college(invitation: Invitation) -> College:
    assert invitation.college is not None  # every invitation to sit names one
    return invitation.college


def _let_animate(invitation: Invitation, account: Account, name: str) -> Animation:
    assert invitation.host is not None  # every invitation to animate names one
    return agree_animation(
        invitation.council,
        account=account,
        host=invitation.host,
        name=name,
        ends_on=invitation.ends_on,
        actor=account,
    )


def _given_by(invitation: Invitation, account: Account) -> Membership | Animation:
    here = {"council": invitation.council, "account": account}
    rows = Animation if invitation.kind == KIND.ANIMATOR else Membership
    return rows.objects.filter(**here).order_by("-pk")[0]
