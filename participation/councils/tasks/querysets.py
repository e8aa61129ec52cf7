"""Which tasks; whose space they belong to decides who sees them."""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q

from participation.base.clock import now
from participation.base.text import folded
from participation.councils.querysets import PrivateQuerySet


class TaskQuerySet(PrivateQuerySet):
    """Which tasks."""

    def open(self) -> "TaskQuerySet":
        return self.filter(done_at=None)

    def done(self) -> "TaskQuerySet":
        return self.exclude(done_at=None)

    def entrusted_to(self, person: Any) -> "TaskQuerySet":
        return self.filter(assignee=person.pk)

    def matching(self, words: list[str]) -> "TaskQuerySet":
        """Those that hold each word."""
        found = Q()
        for word in words:
            found &= Q(search_text__contains=folded(word))
        return self.filter(found)

    def soonest_first(self) -> "TaskQuerySet":
        """Those with a day, then those without one."""
        return self.order_by(F("due_on").asc(nulls_last=True), "added_at", "pk")

    def to_remind(self) -> "TaskQuerySet":
        """Those whose day has come somewhere on Earth and whose assignee was not reminded of it."""
        furthest = (now() + timedelta(hours=14)).date()
        told = Q(reminded_for=F("due_on"), reminded_for__isnull=False)
        return self.open().filter(~told, due_on__lte=furthest, assignee__isnull=False)
