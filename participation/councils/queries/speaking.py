"""For which councils a person may speak outside."""

from typing import Any

from participation.councils.models import Council, Membership


def spoken_for_by(person: Any) -> list[Council]:
    """Give the councils in whose name a person may contribute: those they coordinate now."""
    if not person.is_authenticated:
        return []
    led = Membership.objects.coordinators().filter(account=person.pk).order_by()
    return list(Council.objects.filter(pk__in=led.values("council")))
