"""Who answers for the councils of a territory: named, changed, ended by an administrator."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.councils import events
from participation.councils.errors import Refused
from participation.councils.models import RegionalCoordinator
from participation.territories.models import Territory


@transaction.atomic
def name_regional_coordinator(
    territory: Territory,
    *,
    email: str,
    role: str,
    contact_email: str,
    actor: Any,
    contact_phone: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RegionalCoordinator:
    """Entrust somebody with the councils of a région or a département.

    From a day (today by default) until another, which is no longer included. The account is that
    of the address, made when there is none. Raises Refused for another kind of territory, an end
    that does not follow, and somebody who is in this role at that time.
    """
    email = email.strip().lower()
    account = Account.objects.filter(email=email).first() or Account.objects.create_user(email)
    coordinator = RegionalCoordinator(
        territory=territory,
        account=account,
        role=role,
        contact_email=contact_email,
        contact_phone=contact_phone,
        starts_on=starts_on or timezone.localdate(now()),
        ends_on=ends_on,
    )
    return _save(coordinator, events.RegionalCoordinatorNamed, actor)


@transaction.atomic
def edit_regional_coordinator(
    coordinator: RegionalCoordinator, *, actor: Any, **fields: Any
) -> RegionalCoordinator:
    """Change the role, its contact or its days. Raises Refused as when naming."""
    for name, value in fields.items():
        setattr(coordinator, name, value)
    return _save(coordinator, events.RegionalCoordinatorEdited, actor)


@transaction.atomic
def end_regional_coordination(
    coordinator: RegionalCoordinator, *, actor: Any
) -> RegionalCoordinator:
    """End a role today: from now on the person keeps nothing there. Once over, nothing changes."""
    coordinator.refresh_from_db()
    today = timezone.localdate(now())
    if coordinator.ends_on and coordinator.ends_on <= today:
        return coordinator
    coordinator.ends_on = max(today, coordinator.starts_on)
    coordinator.save(update_fields=["ends_on"])
    record(events.RegionalCoordinatorEnded(coordinator_id=coordinator.pk), actor=actor)
    return coordinator


def _save(
    coordinator: RegionalCoordinator,
    event: type[events.RegionalCoordinatorEvent],
    actor: Any,
) -> RegionalCoordinator:
    for_update(Account.objects.filter(pk=coordinator.account_id).order_by()).get()
    if obstacle := _why_not(coordinator):
        raise Refused(obstacle)
    coordinator.save()
    record(event(coordinator_id=coordinator.pk), actor=actor)
    return coordinator


def _why_not(coordinator: RegionalCoordinator) -> str:
    if coordinator.territory.kind not in RegionalCoordinator.KINDS:
        return _("Choisissez une région ou un département.")
    begins, ends = coordinator.starts_on, coordinator.ends_on
    if ends and ends <= begins:
        return _("Le dernier jour vient avant le premier. Vérifiez les deux.")
    same = RegionalCoordinator.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=begins),
        account=coordinator.account,
        territory__path=coordinator.territory.path,  # the same in every vintage
    ).exclude(pk=coordinator.pk)
    if (same.filter(starts_on__lt=ends) if ends else same).exists():
        return _("Cette personne a déjà ce rôle ici à ces dates. Modifiez plutôt ce qui existe.")
    return ""
