"""Seats: how many each college has, who takes one, and the substitute who moves up."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.base.text import one_line
from participation.councils import events
from participation.councils.actions.locking import lock
from participation.councils.errors import Refused
from participation.councils.models import College, Council, Membership, Seat
from participation.councils.queries.obstacles import barring_office, why_not_this_seat


@transaction.atomic
def set_seats(
    council: Council, college: College, number: int, labels: Sequence[str] = (), *, actor: Any
) -> list[Seat]:
    """Give a college this many seats, numbered from 1; the first take the labels given.

    Seats beyond the number go. Raises Refused when one of them is held or promised.
    """
    lock(council)
    beyond = council.seats.filter(college=college, number__gt=number)
    if beyond.exclude(pk__in=council.seats.vacant().values("pk")).exists():
        raise Refused(
            _(
                "Un des sièges que vous retirez est occupé, ou promis par une invitation. "
                "Gardez-le, ou libérez-le d’abord."
            )
        )
    beyond.delete()
    seats = [
        Seat.objects.get_or_create(council=council, college=college, number=place + 1)[0]
        for place in range(number)
    ]
    for seat, label in zip(seats, labels, strict=False):
        seat.label = one_line(label)[:120]
        seat.save(update_fields=["label"])
    record(events.SeatsSet(council_id=council.pk, college_id=college.pk), actor=actor)
    return seats


@transaction.atomic
def give_seats_of_framework(council: Council, *, actor: Any) -> None:
    """Give a council in which nobody sits the seats that its framework says; others go."""
    colleges = council.framework.colleges.order_by("rank", "pk")
    council.seats.exclude(college__in=colleges).delete()
    for college in colleges:
        if college.seat_count:
            set_seats(council, college, college.seat_count, actor=actor)


@transaction.atomic
def give_seat(membership: Membership, seat: Seat, *, actor: Any) -> Membership:
    """Move a member to a free seat of their college. Raises Refused when it is not free."""
    lock(membership.council)
    membership.refresh_from_db()
    if membership.seat_id == seat.pk:
        return membership
    if membership.closed_at or membership.is_substitute:
        raise Refused(_("Seul un membre en cours de mandat peut prendre un siège."))
    if obstacle := why_not_this_seat(membership.council, membership.college, seat):
        raise Refused(obstacle)
    membership.seat = seat
    membership.save(update_fields=["seat"])
    event = events.SeatGiven(council_id=membership.council_id, membership_id=membership.pk)
    record(event, actor=actor)
    return membership


@transaction.atomic
def promote_substitute(
    substitute: Membership, *, actor: Any, seat: Seat | None = None
) -> Membership:
    """Seat a substitute from today, in a free seat of the college when it has seats.

    The rank decides: the first goes first, except the personal substitute of who held this very
    seat. Raises Refused out of turn, for a seat that is not free, and for an office barred since.
    """
    council = substitute.council
    lock(council)
    substitute.refresh_from_db()
    if not substitute.is_substitute or substitute.closed_at:
        return substitute
    if substitute != council.memberships.first_substitute(substitute.college, seat):
        raise Refused(_("Une autre personne passe avant. Le rang de suppléance décide."))
    if seat is None and council.seats.filter(college=substitute.college).exists():
        raise Refused(_("Choisissez un siège libre de ce collège."))
    obstacle = barring_office(council, substitute.account, substitute.office)
    obstacle = obstacle or why_not_this_seat(council, substitute.college, seat)
    if obstacle:
        raise Refused(obstacle)
    substitute.is_substitute, substitute.substitute_rank = False, None
    substitute.substitute_for, substitute.seat = None, seat
    substitute.starts_on = council.today
    substitute.save()
    event = events.SubstituteSeated(council_id=council.pk, membership_id=substitute.pk)
    record(event, actor=actor)
    return substitute
