"""Which consultations and which contributions: the same filters serve every surface."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, F, IntegerField, Q, Value, When

from participation.accounts.models import Officer
from participation.base.clock import now
from participation.base.text import folded

if TYPE_CHECKING:
    from consultations.models import Consultation, Contribution  # noqa: F401

NOT_COUNTED = ["draft", "withdrawn"]
NOT_SHOWN = [*NOT_COUNTED, "held", "hidden"]


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Which consultations."""

    def visible_to(self, person: Any) -> "ConsultationQuerySet":
        """Those the person may see: public ones, and drafts of the bodies they act for."""
        if person.is_authenticated and person.is_superuser:
            return self
        public = ~Q(state="draft")
        if not person.is_authenticated:
            return self.filter(public)
        bodies = Officer.objects.filter(account=person).values("public_body_id")
        return self.filter(public | Q(public_body_id__in=bodies))

    def editable_by(self, person: Any) -> "ConsultationQuerySet":
        """Those the person may change: of the bodies they act for."""
        if not person.is_authenticated:
            return self.none()
        if person.is_superuser:
            return self
        bodies = Officer.objects.filter(account=person).values("public_body_id")
        return self.filter(public_body_id__in=bodies)

    def open_at(self, instant: datetime) -> "ConsultationQuerySet":
        return self.filter(state="open", opens_at__lte=instant, closes_at__gt=instant)

    def open(self) -> "ConsultationQuerySet":
        return self.open_at(now())

    def answered(self) -> "ConsultationQuerySet":
        return self.exclude(responded_at=None).order_by("-responded_at")

    def due_to_open(self) -> "ConsultationQuerySet":
        return self.filter(state="announced", opens_at__lte=now())

    def due_to_close(self) -> "ConsultationQuerySet":
        """Past their closing and their grace; the longest grace decides, `close` checks each."""
        return self.filter(state="open", closes_at__lte=now())

    def matching(self, typed: str) -> "ConsultationQuerySet":
        """Those whose title, summary or question hold each word typed; accents do not matter."""
        rows = self
        for word in folded(typed).split()[:8]:
            rows = rows.filter(search_text__contains=word)
        return rows

    def in_reading_order(self) -> "ConsultationQuerySet":
        """Open ones first (closing soonest on top), then announced, then the latest."""
        instant = now()
        is_open = Q(state="open", opens_at__lte=instant, closes_at__gt=instant)
        return self.annotate(
            reading_rank=Case(
                When(is_open, then=Value(0)),
                When(state="announced", then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            ),
            open_until=Case(When(is_open, then=F("closes_at"))),
        ).order_by("reading_rank", F("open_until").asc(nulls_last=True), "-closes_at", "-pk")

    def with_contribution_count(self) -> "ConsultationQuerySet":
        counted = Count("contributions", filter=~Q(contributions__state__in=NOT_COUNTED))
        return self.annotate(contribution_count=counted)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Which contributions."""

    def counted(self) -> "ContributionQuerySet":
        """Those that count: sent and not withdrawn, hidden ones included."""
        return self.exclude(state__in=NOT_COUNTED)

    def shown(self) -> "ContributionQuerySet":
        """Those whose words may be shown to the public when the step shows words."""
        return self.exclude(state__in=NOT_SHOWN)

    def published(self) -> "ContributionQuerySet":
        """Those whose words are public one by one."""
        return self.filter(state="published")

    def visible_to(self, person: Any) -> "ContributionQuerySet":
        """Those whose words the person may read: published, their own, or of their body."""
        published = Q(state="published") & ~Q(consultation__state="draft")
        if not person.is_authenticated:
            return self.filter(published)
        counted = ~Q(state__in=NOT_COUNTED)
        if person.is_superuser or person.is_moderator:
            return self.filter(counted | Q(author=person))
        bodies = Officer.objects.filter(account=person).values("public_body_id")
        theirs = counted & Q(consultation__public_body_id__in=bodies)
        return self.filter(published | Q(author=person) | theirs)

    def by_channel(self) -> dict[str, int]:
        """Count by channel; every total is shown with this split."""
        rows = self.order_by().values("channel").annotate(number=Count("pk")).order_by("channel")
        return {row["channel"]: row["number"] for row in rows}
