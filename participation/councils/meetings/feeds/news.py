"""News of a council's public meetings, as RSS: what is announced, and the minutes published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.base.text import excerpt
from participation.councils.meetings.models import MinutesVersion
from participation.councils.meetings.queries.pages import public_meetings, told_meetings, within
from participation.councils.models import Council
from participation.ui.typography import moment

LATEST = 30


@dataclass(frozen=True)
class Line:
    """One piece of news."""

    at: datetime
    title: str
    text: str
    url: str
    key: str


class MeetingsFeed(Feed):  # type: ignore[type-arg]  # not generic at run time
    """The latest public meetings and minutes of one council."""

    def get_object(self, request: HttpRequest, slug: str) -> Council:
        return get_object_or_404(Council, slug=slug)

    def title(self, council: Council) -> str:
        return _("Réunions publiques de %(council)s") % {"council": council}

    def description(self, council: Council) -> str:
        return _("Les réunions ouvertes à tous, et leurs comptes rendus.")

    def link(self, council: Council) -> str:
        return reverse("meetings:public_list", args=[council.slug])

    def items(self, council: Council) -> list[Line]:
        lines = [*_announced(council), *_published(council)]
        return sorted(lines, key=lambda line: line.at, reverse=True)[:LATEST]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.text)

    def item_link(self, item: Line) -> str:
        return item.url

    def item_pubdate(self, item: Line) -> datetime:
        return item.at

    item_guid_is_permalink = False

    def item_guid(self, item: Line) -> str:
        return item.key


def _announced(council: Council) -> list[Line]:
    """A meeting that changes is told again: its key holds its sequence."""
    rows = public_meetings(council).order_by("-changed_at", "-pk")[:LATEST]
    return [
        Line(
            at=row.changed_at,
            title=row.title if row.is_announced and not row.is_postponed else _changed(row),
            text=f"{moment(row.starts_at, council.zone)}. {row.notice or row.place}",
            url=row.get_absolute_url(),
            key=f"meeting-{row.pk}-{row.sequence}",
        )
        for row in within(council, rows)
    ]


def _changed(row: Any) -> str:
    return _("%(state)s : %(title)s") % {"state": row.get_state_display(), "title": row.title}


def _published(council: Council) -> list[Line]:
    rows = MinutesVersion.objects.exclude(published_at=None).filter(
        meeting__in=told_meetings(council).order_by().values("pk")
    )
    versions = list(rows.select_related("meeting").order_by("-published_at")[:LATEST])
    within(council, [version.meeting for version in versions])
    return [
        Line(
            at=version.published_at,
            title=_("Compte rendu : %(title)s") % {"title": version.meeting.title},
            text=excerpt(version.text),
            url=version.meeting.get_absolute_url(),
            key=f"minutes-{version.pk}",
        )
        for version in versions
        if version.published_at
    ]
