"""Rows that arrive one after another in a room: numbers without a gap, and a count of changes."""

from functools import partial
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from participation.live.bus import publish


class LiveRoom(models.Model):
    """Where rows arrive while people look; another app makes it a table of its own.

    `last_number` is the number of the last row. `last_change` counts what happened: each new row,
    each row changed, each change of the room itself. Both are taken by an UPDATE of this row, which
    holds it until the transaction ends: they follow one another in the order of commits.
    """

    live_kind: ClassVar[str]
    last_number = models.PositiveIntegerField(default=0, editable=False)
    last_change = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def topic(self) -> str:
        return f"{self.live_kind}.{self.pk}"

    @property
    def topics(self) -> list[str]:
        """Every topic told of its changes: a room that several pages show differently has some."""
        return [self.topic]

    def add(self, row: "LiveRow") -> None:
        """Give a new row the next number; the caller saves it, in the same transaction."""
        self._take("last_number", "last_change")
        row.number, row.changed = self.last_number, self.last_change

    def touch(self, row: "LiveRow") -> None:
        """Note that a row is no longer what it was; the caller saves its `changed` as well."""
        self.note()
        row.changed = self.last_change

    def note(self) -> None:
        """Note that the room itself is no longer what it was."""
        self._take("last_change")

    def _take(self, *counters: str) -> None:
        rows = type(self)._meta.base_manager.filter(pk=self.pk)
        rows.update(**{name: F(name) + 1 for name in counters})
        self.refresh_from_db(fields=counters)
        for topic in self.topics:
            news = {"topic": topic, "at": self.last_change}
            transaction.on_commit(partial(publish, news), robust=True)


class LiveRow(models.Model):
    """One row of a room. The table that it becomes keeps (room, number) unique.

    `changed` is the change of the room at which the row became what it is.
    """

    number = models.PositiveIntegerField(_("numéro"))
    changed = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
