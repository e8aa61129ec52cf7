"""How many come to a public meeting, and who."""

from dataclasses import dataclass

from django.db.models import Count, Q

from participation.councils.meetings.models import Meeting, Registration
from participation.councils.space import Space


@dataclass(frozen=True)
class Coming:
    """What everyone may know: numbers alone."""

    placed: int
    waiting: int
    places: int | None

    @property
    def left(self) -> int | None:
        """How many places are left; nothing where they are not counted."""
        return None if self.places is None else max(0, self.places - self.placed)


def coming_to(meeting: Meeting) -> Coming:
    """Count who is registered, in one query."""
    said = Q(confirmed_at__isnull=False)
    counts = meeting.registrations.order_by().aggregate(
        placed=Count("pk", filter=said & Q(has_place=True)),
        waiting=Count("pk", filter=said & Q(has_place=False)),
    )
    return Coming(counts["placed"], counts["waiting"], meeting.places)


def registered(space: Space, meeting: Meeting) -> list[Registration]:
    """Give who comes, then who waits, in order; for those who organise the meeting."""
    rows = Registration.objects.visible_to(space.person).filter(meeting=meeting).confirmed()
    return list(rows.order_by("-has_place", "confirmed_at", "pk"))
