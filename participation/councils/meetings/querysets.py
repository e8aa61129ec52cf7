"""Which meetings, and what belongs to them; whose space it is decides who sees them."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from participation.base.clock import now
from participation.base.text import folded
from participation.councils.meetings.choices import Kind, State
from participation.councils.querysets import PrivateQuerySet


class MeetingQuerySet(PrivateQuerySet):
    """Which meetings."""

    def announced(self) -> Self:
        return self.exclude(state=State.DRAFT)

    def public(self) -> Self:
        """Those that everyone may read: announced, and open to all."""
        return self.announced().filter(is_public=True)

    def told_to_all(self) -> Self:
        """Those that are public, and those of which the minutes are."""
        return self.announced().filter(Q(is_public=True) | Exists(_published()))

    def coming(self) -> Self:
        """Those not over yet, the next one first."""
        return self.filter(ends_at__gt=now()).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Those that are over, the last one first."""
        return self.filter(ends_at__lte=now()).order_by("-starts_at", "-pk")

    def held(self) -> Self:
        """Those that took place: announced, over, not cancelled."""
        return self.past().filter(state__in=[State.SCHEDULED, State.POSTPONED])

    def in_calendars(self) -> Self:
        """Those a calendar shows: what comes, and the year before."""
        since: datetime = now() - timedelta(days=366)
        return self.announced().filter(ends_at__gt=since).order_by("starts_at", "pk")

    def matching(self, words: list[str]) -> Self:
        found = Q()
        for word in words:
            found &= Q(search_text__contains=folded(word))
        return self.filter(found)

    def without_minutes(self) -> Self:
        """Those held by the council whose minutes are not published."""
        return self.held().filter(~Exists(_published()), kind=Kind.ORDINARY)


def _published() -> Any:
    """Give the published minutes of the meeting outside."""
    versions: Any = apps.get_model("meetings", "MinutesVersion")._default_manager  # noqa: SLF001
    return versions.filter(meeting=OuterRef("pk"), published_at__isnull=False)


class OfMeetingQuerySet(PrivateQuerySet):
    """What belongs to a meeting, in its space."""

    council_path = "meeting__council"


class OfMinutesQuerySet(PrivateQuerySet):
    """What belongs to a version of minutes."""

    council_path = "version__meeting__council"


class SummonsQuerySet(PrivateQuerySet):
    """Who was told of a convocation."""

    council_path = "convocation__meeting__council"
