"""Which plans, which measures, which lines of history: the same filters serve every surface."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from participation.accounts.models import Officer
from participation.base.clock import now, start_of_day
from participation.base.text import folded

if TYPE_CHECKING:
    from consultations.commitments.models import (  # noqa: F401
        Measure,
        Plan,
        Turn,
    )


def _bodies(person: Any) -> Any:
    return Officer.objects.filter(account=person).values("public_body_id")


class PlanQuerySet(models.QuerySet["Plan"]):
    """Which plans."""

    def public(self) -> Self:
        return self.exclude(published_at=None)

    def visible_to(self, person: Any) -> Self:
        """Those the person may see: published ones, and drafts of the bodies they act for."""
        if not person.is_authenticated:
            return self.public()
        if person.is_superuser:
            return self
        return self.filter(Q(published_at__isnull=False) | Q(public_body_id__in=_bodies(person)))

    def editable_by(self, person: Any) -> Self:
        """Those the person may change: of the bodies they act for."""
        if not person.is_authenticated:
            return self.none()
        return self if person.is_superuser else self.filter(public_body_id__in=_bodies(person))


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Which measures."""

    def standing(self) -> Self:
        """Those that count: one that was merged counts as the one it became."""
        return self.filter(merged_into=None)

    def running(self) -> Self:
        return self.standing().exclude(status__in=["done", "abandoned"])

    def late(self) -> Self:
        return self.running().filter(due_on__lt=_today())

    def to_remind(self, days: int) -> Self:
        """Running ones of public plans due within so many days, and nobody was reminded of it."""
        told = Q(reminded_for=F("due_on"), reminded_for__isnull=False)
        rows = self.running().filter(plan__published_at__isnull=False)
        today = _today()
        return rows.filter(~told, due_on__gte=today, due_on__lte=today + timedelta(days=days))

    def matching(self, typed: str) -> Self:
        """Those that hold each word typed; accents do not matter."""
        rows = self
        for word in folded(typed).split()[:8]:
            rows = rows.filter(search_text__contains=word)
        return rows

    def with_last_news(self) -> Self:
        """Add the day of the last line of its history, or else of the plan's publication."""
        turns = apps.get_model("commitments", "Turn")  # it points here: no import can
        last = (
            turns.objects.filter(measure=OuterRef("pk"))
            .order_by()
            .values("measure")
            .annotate(last=Max("at"))
        )
        return self.annotate(
            last_news_at=Coalesce(Subquery(last.values("last")), F("plan__published_at"))
        )

    def silent(self, rhythm_days: int) -> Self:
        """Running ones of a plan, without news for longer than its announced rhythm."""
        since = start_of_day(_today() - timedelta(days=rhythm_days), settings.TIME_ZONE)
        return self.running().with_last_news().filter(last_news_at__lt=since)


class TurnQuerySet(models.QuerySet["Turn"]):
    """Which lines of history."""

    def public(self) -> Self:
        return self.filter(plan__published_at__isnull=False)


def _today() -> date:
    return timezone.localdate(now())
