"""Which good practices, which documents of method, which links, which dates."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from participation.accounts.rules import is_administrator
from participation.base.clock import now
from participation.base.text import folded
from participation.councils.library.choices import GuideState, PracticeState
from participation.councils.models import Council
from participation.territories.models import Territory


class PracticeQuerySet(models.QuerySet[Any]):
    """Which good practices."""

    def visible_to(self, person: Any) -> "PracticeQuerySet":
        """Those published, those of one’s councils, and for who reviews, those proposed."""
        seen = Q(state=PracticeState.PUBLISHED)
        if person.is_authenticated:
            seen |= Q(council__in=Council.objects.entered_by(person).order_by().values("pk"))
        if is_administrator(person):
            seen |= Q(state=PracticeState.PROPOSED)
        return self.filter(seen)

    def published(self) -> "PracticeQuerySet":
        return self.filter(state=PracticeState.PUBLISHED).order_by("-published_at", "-pk")

    def proposed(self) -> "PracticeQuerySet":
        return self.filter(state=PracticeState.PROPOSED).order_by("changed_at", "pk")

    def matching(self, typed: str) -> "PracticeQuerySet":
        """Those that hold each word typed; accents do not matter."""
        rows = self
        for word in folded(typed).split():
            rows = rows.filter(search_text__contains=word)
        return rows


def _kept_by(person: Any, guide: str = "") -> Q:
    """Say of a document without a council that it is in a signed-in person’s hands."""
    own = Q(**{f"{guide}council": None})
    return own if is_administrator(person) else own & Q(**{f"{guide}author": person.pk})


class GuideQuerySet(models.QuerySet[Any]):
    """Which documents of method."""

    def visible_to(self, person: Any) -> "GuideQuerySet":
        """Those published, those of one’s councils, and for administrators, those to read again."""
        seen = Q(state=GuideState.PUBLISHED)
        if person.is_authenticated:
            seen |= Q(council__in=Council.objects.entered_by(person).order_by().values("pk"))
            seen |= _kept_by(person)
        if is_administrator(person):
            seen |= Q(state=GuideState.PROPOSED)
        return self.filter(seen)

    def kept_by(self, person: Any) -> "GuideQuerySet":
        """Those without a council that are in somebody’s hands: one’s own; administrators’, all."""
        return self.filter(_kept_by(person))

    def published(self) -> "GuideQuerySet":
        return self.filter(state=GuideState.PUBLISHED).order_by("-published_at", "-pk")

    def to_review(self) -> "GuideQuerySet":
        """Those proposed, and those published of which a new version is proposed."""
        waits = Q(versions__published_at=None, versions__proposed_at__isnull=False)
        is_to_read = Q(state=GuideState.PROPOSED) | Q(state=GuideState.PUBLISHED) & waits
        return self.filter(is_to_read).distinct().order_by("changed_at", "pk")

    def matching(self, typed: str) -> "GuideQuerySet":
        """Those that hold each word typed; accents do not matter."""
        rows = self
        for word in folded(typed).split():
            rows = rows.filter(search_text__contains=word)
        return rows


class GuideVersionQuerySet(models.QuerySet[Any]):
    """Which versions of documents of method."""

    def public(self) -> "GuideVersionQuerySet":
        return self.filter(guide__state=GuideState.PUBLISHED, published_at__isnull=False)

    def visible_to(self, person: Any) -> "GuideVersionQuerySet":
        """Those that are public, those of one’s councils; for administrators, those proposed."""
        seen = Q(guide__state=GuideState.PUBLISHED, published_at__isnull=False)
        if person.is_authenticated:
            inside = Council.objects.entered_by(person).order_by().values("pk")
            seen |= Q(guide__council__in=inside)
            seen |= _kept_by(person, "guide__")
        if is_administrator(person):
            is_asked = Q(guide__state__in=[GuideState.PROPOSED, GuideState.PUBLISHED])
            seen |= is_asked & Q(proposed_at__isnull=False)
        return self.filter(seen)


EVERY = timedelta(days=7)
AGAIN = timedelta(days=1)  # when it did not answer, or nobody knows


class LinkQuerySet(models.QuerySet[Any]):
    """Which links."""

    def due(self) -> "LinkQuerySet":
        """Those to check: once a week, and each day those that do not answer; never twice a day."""
        instant = now()
        is_due = Q(asked_at=None) | Q(last_checked_at__lte=instant - EVERY)
        is_unknown = Q(failures__gt=0) | Q(last_checked_at=None)
        is_rested = Q(asked_at=None) | Q(asked_at__lte=instant - AGAIN)
        first = F("asked_at").asc(nulls_first=True)
        return self.filter(is_due | is_unknown, is_rested).order_by(first, "pk")


KEPT = timedelta(days=90)


class DateQuerySet(models.QuerySet[Any]):
    """Which dates of the calendar."""

    def to_come(self) -> "DateQuerySet":
        return self.filter(ends_at__gt=now()).order_by("starts_at", "pk")

    def past(self) -> "DateQuerySet":
        return self.filter(ends_at__lte=now()).order_by("-starts_at", "-pk")

    def followed(self) -> "DateQuerySet":
        """Those that a calendar followed from outside holds: three months back, then all."""
        return self.filter(ends_at__gt=now() - KEPT).order_by("starts_at", "pk")

    def concerning(self, scope: str, territory: Any) -> "DateQuerySet":
        """Those of a scope and of a territory, with what lies in it; empty means any."""
        rows = self.filter(scope=scope) if scope else self
        if territory is None:
            return rows
        within = Territory.objects.within(territory).order_by().values("pk")
        return rows.filter(territory__in=within)
