"""What programs follow: the public calendar (iCalendar, RFC 5545), documents of method (Atom)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event

from participation.base.clock import local
from participation.base.codes import absolute
from participation.councils.library.choices import DateState
from participation.councils.library.models import CalendarDate, Guide

LATEST = 30
REFRESH = timedelta(hours=6)


def calendar_of(dates: Iterable[CalendarDate], name: str) -> bytes:
    """Write a calendar. A date keeps its UID; a cancelled one stays, said so."""
    made = Calendar()
    made.add("prodid", f"-//{settings.SITE_NAME}//Participation//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for date in dates:
        made.add_component(_event(date))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(date: CalendarDate) -> Event:
    event = Event()
    event.add("uid", f"date-{date.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("summary", date.title)
    event.add("dtstart", local(date.starts_at, date.zone))
    event.add("dtend", local(date.ends_at, date.zone))
    event.add("dtstamp", date.changed_at.astimezone(UTC))
    event.add("last-modified", date.changed_at.astimezone(UTC))
    event.add("sequence", date.sequence)
    event.add("status", "CANCELLED" if date.state == DateState.CANCELLED else "CONFIRMED")
    event.add("url", absolute(date.get_absolute_url()))
    if date.place:
        event.add("location", date.place)
    if told := "\n\n".join(filter(None, [date.notice, date.correction, date.description])):
        event.add("description", told)
    return event


class GuidesFeed(Feed):  # type: ignore[type-arg]  # not generic at run time
    """The latest documents of method, and their new versions, as Atom."""

    feed_type = Atom1Feed
    title = _("Guides et méthodes des conseils")
    subtitle = _("Des documents pour faire vivre un conseil citoyen.")

    def link(self) -> str:
        return reverse("library:guides")

    def items(self) -> list[Guide]:
        return list(Guide.objects.all().published()[:LATEST])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_author_name(self, item: Any) -> str:
        return str(item.organisation)

    def item_pubdate(self, item: Guide) -> datetime | None:
        return item.written_at

    def item_updateddate(self, item: Guide) -> datetime | None:
        return item.published_at

    def item_categories(self, item: Guide) -> list[str]:
        return [item.get_theme_display()]
