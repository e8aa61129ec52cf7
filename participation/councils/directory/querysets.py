"""Which other sites, and which of their councils."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participation.base.clock import now
from participation.base.text import folded
from participation.councils.directory.choices import Problem

if TYPE_CHECKING:
    from participation.councils.directory.models import (  # noqa: F401
        RemoteCouncil,
        RemoteInstance,
    )

EVERY = timedelta(hours=6)
AGAIN = timedelta(hours=1)  # when something was wrong


class InstanceQuerySet(models.QuerySet["RemoteInstance"]):
    """Which other sites."""

    def due(self) -> "InstanceQuerySet":
        """Those to ask: four times a day, and each hour those of which something was wrong."""
        instant = now()
        is_due = Q(asked_at=None) | Q(asked_at__lte=instant - EVERY)
        is_failing = ~Q(problem=Problem.NONE) & Q(asked_at__lte=instant - AGAIN)
        first = F("asked_at").asc(nulls_first=True)
        return self.filter(is_due | is_failing, is_active=True).order_by(first, "pk")

    def shown(self) -> "InstanceQuerySet":
        """Those whose councils stand beside ours: not paused, with news recent enough."""
        oldest = now() - timedelta(days=settings.REGISTERS_KEPT_DAYS)
        return self.filter(is_active=True, heard_at__gt=oldest).order_by("name", "pk")


class RemoteCouncilQuerySet(models.QuerySet["RemoteCouncil"]):
    """Which councils of other sites."""

    def matching(self, typed: str) -> "RemoteCouncilQuerySet":
        """Those whose name, commune or neighbourhoods hold each word typed."""
        rows = self
        for word in folded(typed).split():
            rows = rows.filter(search_text__contains=word)
        return rows
