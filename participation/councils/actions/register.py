"""The register: councils, the neighbourhoods they cover, and the state they are in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.base.text import one_line
from participation.councils import events
from participation.councils.actions.locking import lock
from participation.councils.actions.seats import give_seats_of_framework
from participation.councils.choices import Activity
from participation.councils.errors import Refused
from participation.councils.models import ActivityChange, Council, Coverage
from participation.territories.models import Territory


@transaction.atomic
def create_council(
    *, actor: Any, neighbourhoods: Iterable[Territory] = (), **fields: Any
) -> Council:
    """Enter a council in the register; its first state is dated of its founding, or today."""
    council = Council.objects.create(**fields)
    for territory in neighbourhoods:
        Coverage.objects.create(council=council, territory=territory)
    ActivityChange.objects.create(
        council=council, activity=council.activity, on=council.founded_on or council.today
    )
    record(events.CouncilCreated(council_id=council.pk), actor=actor)
    return council


@transaction.atomic
def edit_council(council: Council, *, actor: Any, **fields: Any) -> Council:
    """Change what the register says of a council; its state changes by `change_activity`.

    A council keeps the framework under which people came to sit, or are invited to: raises Refused
    for another one. Before that, its seats become those of the new framework.
    """
    lock(council)
    is_new_framework = fields.get("framework", council.framework) != council.framework
    if is_new_framework and council.memberships.exists():
        raise Refused(_("Des personnes siègent sous ce cadre. Créez un conseil pour le nouveau."))
    if is_new_framework and council.invitations.pending().exists():
        raise Refused(_("Une invitation attend sous ce cadre. Retirez-la avant d’en changer."))
    for name, value in fields.items():
        setattr(council, name, value)
    council.save()
    if is_new_framework:
        give_seats_of_framework(council, actor=actor)
    record(events.CouncilEdited(council_id=council.pk), actor=actor)
    return council


@transaction.atomic
def change_activity(
    council: Council, activity: Activity, *, actor: Any, reason: str = "", on: date | None = None
) -> Council:
    """Say that a council is active, dormant, being renewed…, from a day and for a reason.

    Raises Refused for a day to come, and for one before the change that was said last.
    """
    lock(council)
    on = on or council.today
    last = council.activity_changes.first()
    if on > council.today:
        raise Refused(_("Ce jour n’est pas encore venu. L’état dit ce qui est."))
    if last and on < last.on:
        raise Refused(_("L’état a déjà changé depuis. Choisissez un jour plus récent."))
    council.activity = activity
    council.save(update_fields=["activity"])
    ActivityChange.objects.create(
        council=council, activity=activity, on=on, reason=one_line(reason)
    )
    event = events.CouncilActivityChanged(council_id=council.pk, activity=activity)
    record(event, actor=actor)
    return council
