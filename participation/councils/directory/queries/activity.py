"""When each council last did something that everyone may see."""

from datetime import date
from typing import Any, cast

from django.db.models import Max, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from participation.base.clock import now
from participation.councils.ballots.models import Decision
from participation.councils.choices import Activity
from participation.councils.documents.models import DocumentVersion
from participation.councils.library.models import GoodPractice
from participation.councils.meetings.models import Meeting, MinutesVersion
from participation.councils.models import ActivityChange
from participation.councils.querysets import CouncilQuerySet
from participation.councils.referrals.models import Referral

AT_WORK = (Activity.BEING_SET_UP, Activity.ACTIVE, Activity.BEING_RENEWED)
PUBLISHED = TruncDate("published_at")


def last_activities(councils: CouncilQuerySet) -> dict[int, date]:
    """Give the day of the last public act of each council that has one, in one query.

    To fall asleep or to end is no act; what others did for it, a prefect's answer say, is not its.
    """
    first, *others = _sources(councils.order_by().values("pk"), timezone.localdate(now()))
    last: dict[int, date] = {}
    for council, on in first.union(*others, all=True):
        last[council] = max(on, last.get(council, on))
    return last


def _sources(councils: QuerySet[Any], today: date) -> list[QuerySet[Any]]:
    public = Meeting.objects.public().filter(council__in=councils)
    minutes = MinutesVersion.objects.filter(meeting__in=public.order_by().values("pk"))
    files = DocumentVersion.objects.public().filter(document__council__in=councils)
    practices = GoodPractice.objects.all().published().filter(council__in=councils)
    decisions = Decision.objects.public().filter(council__in=councils)
    states = ActivityChange.objects.filter(council__in=councils, activity__in=AT_WORK)
    referrals = Referral.objects.public().filter(council__in=councils)
    return [
        _last(states.filter(on__lte=today), "council", "on"),
        _last(referrals, "council", "sent_on"),
        _last(public.held(), "council", TruncDate("starts_at")),
        _last(minutes.filter(published_at__isnull=False), "meeting__council", PUBLISHED),
        _last(files, "document__council", PUBLISHED),
        _last(practices, "council", PUBLISHED),
        _last(decisions, "council", PUBLISHED),
    ]


def _last(rows: QuerySet[Any], council: str, day: Any) -> QuerySet[Any]:
    """Give the council and its last day, once for each."""
    found = rows.order_by().values(council).annotate(last=Max(day))
    return cast("QuerySet[Any]", found.values_list(council, "last"))
