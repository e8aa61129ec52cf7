"""Who was there, as who animates notes it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.models import Attendance, Meeting
from participation.councils.meetings.queries.quorum import sitting

DOORS_OPEN = timedelta(minutes=30)


@transaction.atomic
def take_attendance(
    meeting: Meeting, *, present: Iterable[int], guests: int, actor: Any
) -> Meeting:
    """Note who was there (ids of mandates) and how many others; another note takes its place.

    Who does not sit at the start is left out. Raises Refused before the doors open, and for a
    cancelled meeting.
    """
    meeting = locked(meeting)
    if not meeting.is_announced or now() < meeting.starts_at - DOORS_OPEN:
        raise Refused(_("On note les présences à partir d’une demi-heure avant la réunion."))
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, membership=member)
        for member in sitting(meeting).filter(pk__in=set(present))
    )
    meeting.guest_count, meeting.attendance_taken_at = guests, now()
    meeting.save(update_fields=["guest_count", "attendance_taken_at"])
    tell(events.AttendanceTaken, meeting, by=actor)
    return meeting
