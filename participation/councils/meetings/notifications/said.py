"""What letters about one meeting have in common."""

from typing import Any

from django.utils.translation import gettext as _

from participation.base.events import Heard
from participation.councils.meetings.feeds import calendars
from participation.councils.meetings.models import FormerDate, Meeting


def meeting_of(heard: Heard) -> Meeting:
    rows = Meeting.objects.select_related("council__framework")
    found: Meeting = rows.get(pk=heard.event.meeting_id)
    return found


def change(heard: Heard, meeting: Meeting) -> tuple[str, dict[str, Any]]:
    """Give the subject of a letter about the change, and what its words need."""
    former_id = getattr(heard.event, "former_date_id", 0)
    former = FormerDate.objects.filter(pk=former_id).first()
    reason = former.reason if former else meeting.notice
    subject = (
        _("Une réunion est reportée : %(council)s")
        if former
        else _("Une réunion est annulée : %(council)s")
    )
    said = {"meeting": meeting, "former": former, "reason": reason}
    return subject % {"council": meeting.council}, said


def joined(meeting: Meeting, *, is_private: bool) -> bytes:
    """Give the calendar file to join to a letter: the same event, newer, replaces the one before.

    `is_private` as in `feeds.calendars`.
    """
    return calendars.calendar([meeting], str(meeting.council), is_private=is_private)
