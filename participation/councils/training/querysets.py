"""Which sessions, and which enrolments."""

from typing import Any

from django.db import models

from participation.base.clock import now
from participation.councils.training.choices import STILL_IN, EnrolmentState, SessionState


class SessionQuerySet(models.QuerySet[Any]):
    """Which sessions."""

    def shown(self) -> "SessionQuerySet":
        return self.exclude(state=SessionState.CANCELLED)

    def to_come(self) -> "SessionQuerySet":
        return self.filter(ends_at__gte=now()).order_by("starts_at", "pk")

    def past(self) -> "SessionQuerySet":
        return self.filter(ends_at__lt=now()).order_by("-starts_at", "-pk")

    def taking(self) -> "SessionQuerySet":
        """Those one may ask to attend at this instant."""
        instant = now()
        return self.filter(
            state=SessionState.PLANNED, enrols_from__lte=instant, enrols_until__gt=instant
        )

    def due_to_settle(self) -> "SessionQuerySet":
        return self.filter(state=SessionState.PLANNED, enrols_until__lte=now()).order_by("pk")


class EnrolmentQuerySet(models.QuerySet[Any]):
    """Which enrolments."""

    def visible_to(self, person: Any) -> "EnrolmentQuerySet":
        """One's own; those who run the trainings see all."""
        if not person.is_authenticated:
            return self.none()
        return self if person.is_superuser else self.filter(account=person.pk)

    def still_in(self) -> "EnrolmentQuerySet":
        return self.filter(state__in=STILL_IN)

    def attended(self) -> "EnrolmentQuerySet":
        return self.filter(state=EnrolmentState.ATTENDED)
