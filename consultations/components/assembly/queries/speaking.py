"""For how long each group spoke; seconds are those of the server's clock."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.components.assembly.models import Assembly, Turn
from participation.ui.typography import percent


@dataclass(frozen=True)
class Share:
    """What one group had of the time."""

    group: str
    seconds: int
    turns: int
    whole: int

    @property
    def percent(self) -> str:
        return percent(self.seconds, self.whole) if self.whole else percent(0, 1)


def shares(assembly: Assembly) -> list[Share]:
    """Add up the turns that ended, by group: those announced first, even if nobody spoke."""
    found: dict[str, list[int]] = {name: [] for name in assembly.group_list}
    ended = Turn.objects.filter(assembly=assembly, ended_at__isnull=False)
    for turn in ended.order_by("started_at", "pk"):
        found.setdefault(turn.group, []).append(turn.duration)
    whole = sum(sum(durations) for durations in found.values())
    return [
        Share(group or _("Sans précision"), sum(durations), len(durations), whole)
        for group, durations in found.items()
    ]
