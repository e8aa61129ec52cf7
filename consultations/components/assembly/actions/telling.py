"""What every change of a meeting does: hold the room, note the moment, tell the pages."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly.events import AssemblyEvent
from consultations.components.assembly.models import Assembly, Moment
from consultations.errors import Refused
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record


def held(assembly: Assembly) -> Assembly:
    """Give the meeting as it is now, and hold it until the transaction ends."""
    rows = Assembly.objects.select_related("step__consultation")
    row: Assembly = for_update(rows).get(pk=assembly.pk)
    return row


def running(assembly: Assembly) -> Assembly:
    """The same, refused unless the meeting has begun and is not over."""
    row = held(assembly)
    if not row.is_running:
        raise Refused(_("La réunion n’est pas en cours. Ouvrez-la d’abord."))
    return row


def tell(assembly: Assembly, *parts: str) -> None:
    """Tell the pages that these parts (`now`, `queue`, `polls`) are no longer what they were."""
    assembly.note()
    names = [f"{part}_changed" for part in parts]
    for name in names:
        setattr(assembly, name, assembly.last_change)
    assembly.save(update_fields=names)


def note_moment(assembly: Assembly, kind: str, **about: Any) -> Moment:
    """Write one line of the thread of the meeting."""
    moment = Moment(assembly=assembly, kind=kind, at=now(), **about)
    assembly.add(moment)
    moment.save()
    return moment


@transaction.atomic
def keep(event: type[AssemblyEvent], assembly: Assembly, actor: Any, **ids: int) -> None:
    """Record one event of the meeting."""
    ids = {"consultation_id": assembly.step.consultation_id, "assembly_id": assembly.pk, **ids}
    record(event(**ids), actor=actor)
