"""Host organisations: the legal persons that carry councils."""

from typing import Any

from django.db import transaction

from participation.base.events import record
from participation.councils import events
from participation.councils.models import HostOrganisation


@transaction.atomic
def create_host(*, actor: Any, **fields: Any) -> HostOrganisation:
    """Enter a host organisation; its name is its own."""
    host = HostOrganisation.objects.create(**fields)
    record(events.HostCreated(host_id=host.pk), actor=actor)
    return host


@transaction.atomic
def edit_host(host: HostOrganisation, *, actor: Any, **fields: Any) -> HostOrganisation:
    """Rename a host organisation, or change how it is reached; its councils show it at once."""
    for name, value in fields.items():
        setattr(host, name, value)
    host.save(update_fields=list(fields))
    record(events.HostEdited(host_id=host.pk), actor=actor)
    return host
