"""Who coordinates: named by another, standing down, and never nobody by accident."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.councils import events
from participation.councils.actions.locking import lock
from participation.councils.errors import Refused
from participation.councils.models import Membership


def keep_a_coordinator(membership: Membership, *, on: date) -> None:
    """Refuse what would leave the council without a coordinator on that day.

    The council must be locked. Raises Refused.
    """
    if not membership.is_coordinator:
        return
    coordinators = Membership.objects.coordinators().filter(council=membership.council_id)
    others = coordinators.on(on).exclude(pk=membership.pk)
    if coordinators.filter(pk=membership.pk).exists() and not others.exists():
        raise Refused(
            _(
                "Personne d’autre ne coordonne ce conseil. "
                "Confiez d’abord la coordination à un autre membre."
            )
        )


@transaction.atomic
def name_coordinator(membership: Membership, *, actor: Any) -> Membership:
    """Let a member coordinate, beside those who already do; a second time changes nothing.

    Raises Refused for somebody who is not inside: no account, not seated yet, or suspended.
    """
    lock(membership.council)
    if not Membership.objects.inside().filter(pk=membership.pk).exists():
        raise Refused(_("Cette personne n’entre pas dans l’espace. Choisissez un autre membre."))
    return _set(membership, is_coordinator=True, event=events.CoordinationGiven, actor=actor)


@transaction.atomic
def stand_down(membership: Membership, *, actor: Any) -> Membership:
    """Stop coordinating and stay a member. Raises Refused for the last who coordinates."""
    lock(membership.council)
    keep_a_coordinator(membership, on=membership.council.today)
    return _set(membership, is_coordinator=False, event=events.CoordinationLeft, actor=actor)


@transaction.atomic
def take_coordination(membership: Membership, *, actor: Any) -> Membership:
    """Let any member take on the coordination that nobody holds any more.

    It happens when a term ends or an account is closed. Raises Refused when somebody coordinates.
    """
    lock(membership.council)
    others = Membership.objects.coordinators().filter(council=membership.council_id)
    if others.exclude(pk=membership.pk).exists():
        raise Refused(_("Quelqu’un coordonne déjà ce conseil. Parlez-lui de votre envie d’aider."))
    return name_coordinator(membership, actor=actor)


def _set(
    membership: Membership,
    *,
    is_coordinator: bool,
    event: type[events.CoordinationGiven | events.CoordinationLeft],
    actor: Any,
) -> Membership:
    membership.refresh_from_db(fields=["is_coordinator"])
    if membership.is_coordinator != is_coordinator:
        membership.is_coordinator = is_coordinator
        membership.save(update_fields=["is_coordinator"])
        told = event(council_id=membership.council_id, membership_id=membership.pk)
        record(told, actor=actor)
    return membership
