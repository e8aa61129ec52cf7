"""Meetings as calendars that programs subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

from participation.base.clock import local
from participation.base.codes import absolute
from participation.councils.meetings.choices import State
from participation.councils.meetings.models import Meeting

STATUS = {State.DRAFT: "TENTATIVE", State.CANCELLED: "CANCELLED"}
REFRESH = timedelta(hours=6)


def calendar(meetings: Iterable[Meeting], name: str, *, is_private: bool) -> bytes:
    """Write a calendar. `is_private` says that members alone read it: it holds every link.

    A meeting keeps its UID; `SEQUENCE` says that it changed; a cancelled one stays, said so.
    """
    made = Calendar()
    made.add("prodid", f"-//{settings.SITE_NAME}//Participation//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        made.add_component(_event(meeting, is_private=is_private))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(meeting: Meeting, *, is_private: bool) -> Event:
    zone = meeting.council.zone
    link = meeting.online_link if is_private else meeting.public_link
    page = meeting.space_url if is_private else meeting.get_absolute_url()
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("summary", f"{meeting.title} – {meeting.council}")
    event.add("dtstart", local(meeting.starts_at, zone))
    event.add("dtend", local(meeting.ends_at, zone))
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("sequence", meeting.sequence)
    event.add("status", STATUS.get(State(meeting.state), "CONFIRMED"))
    event.add("url", absolute(page))
    if where := ", ".join(filter(None, [meeting.place, meeting.address, link])):
        event.add("location", where)
    if told := "\n\n".join(filter(None, [meeting.notice, meeting.description])):
        event.add("description", told)
    return event


def as_answer(content: bytes, filename: str, *, cache: str) -> HttpResponse:
    """Answer with a calendar; `cache` says who may keep it on the way."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["Cache-Control"] = cache
    return response
