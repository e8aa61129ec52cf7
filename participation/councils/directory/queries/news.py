"""What everyone may know of councils as it happens: states, minutes, referrals, documents…"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.text import excerpt
from participation.councils.documents.models import DocumentVersion
from participation.councils.library.models import GoodPractice
from participation.councils.meetings.models import Meeting, MinutesVersion
from participation.councils.models import ActivityChange
from participation.councils.querysets import CouncilQuerySet
from participation.councils.referrals.models import Referral, Step
from participation.ui.typography import day

LATEST = 50
MORNING = time(8)  # what has a day alone is told as of that hour, or of now before it


@dataclass(frozen=True)
class Line:
    """One piece of news; `key` stays the same for ever, within this site."""

    at: datetime
    title: str
    text: str
    url: str
    key: str


def news_of(councils: CouncilQuerySet) -> list[Line]:
    """Give the latest public news of these councils, in a fixed number of queries."""
    lines = [line for source in SOURCES for line in source(councils.order_by().values("pk"))]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:LATEST]


def _titled(council: object, title: object) -> str:
    return f"{council} – {title}"


def _states(councils: QuerySet[Any]) -> Iterator[Line]:
    present = now()
    today = timezone.localdate(present)
    rows = ActivityChange.objects.filter(council__in=councils, on__lte=today)
    for row in rows.select_related("council").order_by("-on", "-pk")[:LATEST]:
        yield Line(
            at=min(present, datetime.combine(row.on, MORNING, ZoneInfo(row.council.zone))),
            title=_titled(row.council, row.get_activity_display()),
            text=row.reason or row.council.summary,
            url=row.council.get_absolute_url(),
            key=f"activity-{row.pk}",
        )


def _minutes(councils: QuerySet[Any]) -> Iterator[Line]:
    public = Meeting.objects.public().filter(council__in=councils).order_by().values("pk")
    rows = MinutesVersion.objects.filter(meeting__in=public, published_at__isnull=False)
    whole = rows.select_related("meeting__council").order_by("-published_at", "-pk")
    for row in whole[:LATEST]:
        assert row.published_at
        told = _("Compte rendu : %(title)s") % {"title": row.meeting.title}
        yield Line(
            at=row.published_at,
            title=_titled(row.meeting.council, told),
            text=excerpt(row.text),
            url=row.meeting.get_absolute_url(),
            key=f"minutes-{row.pk}",
        )


def _steps(councils: QuerySet[Any]) -> Iterator[Line]:
    public = Referral.objects.public().filter(council__in=councils).order_by().values("pk")
    rows = Step.objects.filter(referral__in=public).select_related("referral__council")
    for row in rows.order_by("-recorded_at", "-pk")[:LATEST]:
        names = {"state": row.get_state_display(), "title": row.referral}
        yield Line(
            at=row.recorded_at,
            title=_titled(row.referral.council, _("%(state)s : %(title)s") % names),
            text=". ".join(filter(None, [day(row.on), excerpt(row.text)])),
            url=f"{row.referral.get_absolute_url()}#etape-{row.number}",
            key=f"step-{row.pk}",
        )


def _documents(councils: QuerySet[Any]) -> Iterator[Line]:
    rows = DocumentVersion.objects.public().filter(document__council__in=councils)
    for row in rows.select_related("document__council").order_by("-published_at", "-pk")[:LATEST]:
        assert row.published_at
        document = row.document
        yield Line(
            at=row.published_at,
            title=_titled(document.council, document.title),
            text=_("Document publié : %(kind)s") % {"kind": document.get_doc_type_display()},
            url=reverse("documents:public", args=[document.council.slug]),
            key=f"document-{row.pk}",
        )


def _practices(councils: QuerySet[Any]) -> Iterator[Line]:
    rows = GoodPractice.objects.all().published().filter(council__in=councils)
    for row in rows.select_related("council")[:LATEST]:
        assert row.published_at
        told = _("Bonne pratique : %(title)s") % {"title": row.title}
        yield Line(
            at=row.published_at,
            title=_titled(row.council, told),
            text=excerpt(row.story),
            url=row.get_absolute_url(),
            key=f"practice-{row.pk}",
        )


Source = Callable[[Any], Iterator[Line]]
SOURCES: tuple[Source, ...] = (_states, _minutes, _steps, _documents, _practices)
