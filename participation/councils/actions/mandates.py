"""Mandates: who sits, until when, and who stops."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line
from participation.councils import events
from participation.councils.actions.coordination import keep_a_coordinator
from participation.councils.actions.locking import lock
from participation.councils.choices import EndReason, PublicOffice, Way
from participation.councils.errors import Refused
from participation.councils.models import College, Council, Membership, Seat
from participation.councils.queries.obstacles import barring_office, why_not_this_seat


@transaction.atomic
def seat(
    council: Council,
    *,
    name: str,
    college: College,
    way: Way,
    actor: Any,
    account: Account | None = None,
    seat: Seat | None = None,
    starts_on: date | None = None,
    **fields: Any,
) -> Membership:
    """Seat somebody in a college, with or without an account; a substitute takes the next rank.

    Raises Refused for an office that the council's framework bars, for somebody who already sits
    here, and for a seat that is not free.
    """
    lock(council)
    close_ended_mandates(council)
    if account and council.memberships.filter(account=account, closed_at=None).exists():
        raise Refused(_("Cette personne a déjà un mandat dans ce conseil."))
    obstacle = barring_office(council, account, fields.get("office", PublicOffice.NONE))
    obstacle = obstacle or why_not_this_seat(council, college, seat)
    if obstacle:
        raise Refused(obstacle)
    if fields.get("is_substitute"):
        fields["substitute_rank"] = council.memberships.next_rank(college)
    membership = Membership.objects.create(
        council=council,
        account=account,
        name=one_line(name),
        college=college,
        seat=seat,
        way=way,
        starts_on=starts_on or council.today,
        **fields,
    )
    event = events.MemberSeated(council_id=council.pk, membership_id=membership.pk)
    record(event, actor=actor)
    return membership


@transaction.atomic
def end_mandate(
    membership: Membership, *, reason: EndReason, actor: Any, on: date | None = None
) -> Membership:
    """End a mandate on a day (today by default): from that day the person is outside.

    A mandate that is over stays as it ended. Raises Refused for the last who coordinates.
    """
    lock(membership.council)
    membership.refresh_from_db(from_queryset=Membership.objects.select_related("council"))
    if membership.closed_at:
        return membership
    today = membership.council.today
    membership.ends_on = max(on or today, membership.starts_on)
    keep_a_coordinator(membership, on=membership.ends_on)
    membership.end_reason = reason
    if membership.ends_on > today:
        membership.save(update_fields=["ends_on", "end_reason"])
        _tell(events.MandateEndSet, membership, actor)
        return membership
    return _close(membership, actor)


@transaction.atomic
def extend_mandate(membership: Membership, *, ends_on: date | None, actor: Any) -> Membership:
    """Let a mandate run until another day that is no longer included; without one, until ended.

    Raises Refused for a day that has passed, and for a mandate that is over.
    """
    lock(membership.council)
    membership.refresh_from_db()
    _refuse_past(membership, ends_on)
    membership.ends_on, membership.end_reason = ends_on, ""
    membership.save(update_fields=["ends_on", "end_reason"])
    _tell(events.MandateExtended, membership, actor)
    return membership


@transaction.atomic
def renew_mandate(membership: Membership, *, ends_on: date | None, actor: Any) -> Membership:
    """Begin a new mandate today, in the same college and seat; the one before stays in history.

    Gives the new mandate. Raises Refused as `extend_mandate` does.
    """
    lock(membership.council)
    membership.refresh_from_db()
    _refuse_past(membership, ends_on)
    membership.ends_on, membership.end_reason = membership.council.today, EndReason.TERM
    membership.closed_at = now()
    membership.save(update_fields=["ends_on", "end_reason", "closed_at"])
    renewed = Membership.objects.get(pk=membership.pk)
    renewed.pk, renewed.closed_at, renewed.end_reason = None, None, ""
    renewed.starts_on, renewed.ends_on = membership.ends_on, ends_on
    renewed.save()
    _tell(events.MandateRenewed, renewed, actor)
    return renewed


def close_ended_mandates(council: Council | None = None) -> int:
    """Close the mandates whose last day is over, in one council or in all; say how many.

    Their rights ended with that day; closing frees the seat and tells who listens.
    """
    ended = Membership.objects.ended().select_related("council")
    return sum(
        _close_if_ended(row) for row in (ended.filter(council=council) if council else ended)
    )


@transaction.atomic
def _close_if_ended(membership: Membership) -> bool:
    lock(membership.council)
    if not Membership.objects.ended().filter(pk=membership.pk).exists():
        return False
    membership.end_reason = membership.end_reason or EndReason.TERM
    _close(membership, None)
    return True


def _close(membership: Membership, actor: Any) -> Membership:
    membership.closed_at = now()
    membership.save(update_fields=["ends_on", "end_reason", "closed_at"])
    _tell(events.MandateEnded, membership, actor)
    return membership


def _refuse_past(membership: Membership, ends_on: date | None) -> None:
    if membership.closed_at:
        raise Refused(_("Ce mandat est terminé. Invitez la personne pour un nouveau mandat."))
    if ends_on and ends_on <= membership.council.today:
        raise Refused(_("Ce jour est passé. Choisissez un jour à venir."))


def _tell(event: type[events.MandateEvent], membership: Membership, actor: Any) -> None:
    record(event(council_id=membership.council_id, membership_id=membership.pk), actor=actor)
