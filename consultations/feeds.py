"""The dates of a consultation as a calendar that programs subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from consultations.models import Consultation, State
from participation.base.clock import local, now
from participation.base.codes import absolute

REFRESH = timedelta(hours=6)
Milestone = tuple[str, str, datetime | date]  # what tells it from the others, words, when


def calendar_of(consultation: Consultation) -> bytes:
    """Write when it and its steps open and close, and when the answer is promised.

    Each date keeps its UID, so that one that moves moves in the calendars that hold it; those of
    a consultation that was withdrawn stay, said cancelled.
    """
    made = Calendar()
    made.add("prodid", f"-//{settings.SITE_NAME}//Participation//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", consultation.title)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for name, words, when in _milestones(consultation):
        made.add_component(_event(consultation, name, words, when))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _milestones(consultation: Consultation) -> Iterator[Milestone]:
    title = consultation.title
    if consultation.opens_at:
        yield "opens", _("Ouverture : %(title)s") % {"title": title}, consultation.opens_at
    for step in consultation.steps.order_by("position", "pk"):
        own = {"title": f"{step.title} – {title}"}
        if step.opens_at:
            yield f"step-{step.pk}-opens", _("Ouverture : %(title)s") % own, step.opens_at
        if step.closes_at:
            yield f"step-{step.pk}-closes", _("Clôture : %(title)s") % own, step.closes_at
    if consultation.closes_at:
        yield "closes", _("Clôture : %(title)s") % {"title": title}, consultation.closes_at
    if consultation.response_due_on:
        words = _("Réponse promise : %(title)s") % {"title": title}
        yield "answer", words, consultation.response_due_on


def _event(consultation: Consultation, name: str, words: str, when: datetime | date) -> Event:
    host = urlsplit(settings.SITE_URL).hostname
    event = Event()
    event.add("uid", f"consultation-{consultation.pk}-{name}@{host}")
    event.add("summary", words)
    event.add("dtstart", local(when, consultation.zone) if isinstance(when, datetime) else when)
    event.add("dtstamp", now().astimezone(UTC))
    event.add("status", "CANCELLED" if consultation.state == State.WITHDRAWN else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", absolute(consultation.get_absolute_url()))
    return event
