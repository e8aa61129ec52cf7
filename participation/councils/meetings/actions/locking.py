"""One writer at a time for one meeting."""

from typing import Any

from participation.base.databases import for_update
from participation.base.events import record
from participation.councils.meetings.events import MeetingEvent
from participation.councils.meetings.models import Meeting


def locked(meeting: Meeting) -> Meeting:
    """Give the meeting as it is now, and let nobody change it until this transaction ends."""
    rows = Meeting.objects.filter(pk=meeting.pk).select_related("council__framework")
    found: Meeting = for_update(rows).get()
    return found


def tell(event: type[MeetingEvent], meeting: Meeting, *, by: Any, **ids: int) -> None:
    """Write down what happened to a meeting."""
    record(event(meeting_id=meeting.pk, council_id=meeting.council_id, **ids), actor=by)
