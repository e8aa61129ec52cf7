"""How the background is doing, in three small queries: for an operator, and for a probe."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from participation.base.clock import now
from participation.journal.models import Chore, Entry
from participation.notifications.models import Letter

HEARTBEAT = "sweep"
SILENT_AFTER = timedelta(minutes=2)


@dataclass(frozen=True)
class Health:
    """When a task last swept; since when the oldest line and the oldest letter have waited."""

    beat_at: datetime | None
    oldest_line_at: datetime | None
    oldest_letter_at: datetime | None

    @property
    def is_alive(self) -> bool:
        """Whether the background swept within two minutes; else somebody should look."""
        return self.beat_at is not None and self.beat_at > now() - SILENT_AFTER


def health() -> Health:
    """Ask how the background is doing."""
    beat = Chore.objects.filter(name=HEARTBEAT).values_list("ended_at", flat=True).first()
    lines = Entry.objects.waiting().order_by("at").values_list("at", flat=True)
    letters = Letter.objects.due().order_by("created_at").values_list("created_at", flat=True)
    return Health(beat, lines.first(), letters.first())
