"""One council that is lived in: its file, its people, and the days on which things happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cms.demo.cast import Cast
from cms.demo.reading import Calendar, Told
from participation.accounts.models import Account
from participation.base.clock import living_at
from participation.councils.models import Council, Membership
from participation.journal import actions as journal
from participation.journal.models import Entry
from participation.notifications import actions as letters


@dataclass
class LivedCouncil:
    """A council with what its file tells, and who is who by their key in it."""

    council: Council
    told: Told
    cast: Cast
    calendar: Calendar
    accounts: dict[str, Account] = field(default_factory=dict)
    mandates: dict[str, Membership] = field(default_factory=dict)

    @contextmanager
    def at(self, moment: list[int] | int, hour: int = 18) -> Iterator[datetime]:
        """Live at a day and an hour and minute; who listens hears of what was done, then."""
        day, hour, minute = moment if isinstance(moment, list) else (moment, hour, 0)
        instant = self.calendar.at(day, hour) + timedelta(minutes=minute)
        with living_at(instant):
            yield instant
            catch_up()


def catch_up() -> None:
    """Let listeners hear what has just been done, and the letters leave."""
    for entry in Entry.objects.filter(heard_at=None).order_by("pk"):
        journal.hear(entry.pk)
    while letters.sweep():
        pass
