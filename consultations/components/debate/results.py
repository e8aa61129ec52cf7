"""What a debate shows in numbers: by channel, by side, and its distinct arguments."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Sum

from consultations.components.debate.models import Argument, Debate, Point, Side
from consultations.models import Contribution, Step
from consultations.queries import count_by_channel


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Count what was received, hidden messages included; no words of residents are shown here."""
    contributions = Contribution.objects.filter(step=step)
    channels = count_by_channel(contributions)
    counted = Argument.objects.of(step).filter(contribution__in=contributions.counted())
    numbers = counted.filter(parent=None).by_side()
    published = step.debate.synthesis_published_at is not None
    sides = summed(step.debate) if published else []
    return {
        "step": step,
        "count": sum(channel.count for channel in channels),
        "first_count": sum(numbers.values()),
        "answer_count": counted.exclude(parent=None).count(),
        "channels": [(channel.label, channel.count) for channel in channels],
        "sides": [(str(side.label), numbers[side]) for side in Side if side in numbers],
        "sums": sides,
    }


class Counted(NamedTuple):
    """Published messages of one side that make one distinct argument, or none."""

    side: str
    point_id: int | None
    messages: int
    useful: int


@dataclass(frozen=True)
class SideSum:
    """One side in the synthesis: its distinct arguments, and what belongs to none."""

    side: str
    label: str
    points: list[Point]
    alone: int
    total: int


def summed(debate: Debate) -> list[SideSum]:
    """Count, for each side, the published messages of each distinct argument, and their use."""
    published = Argument.objects.filter(debate=debate, parent=None).published()
    rows = published.order_by().values_list("side", "point_id")
    found = rows.annotate(Count("pk"), Sum("useful_count"))
    counts = [Counted(*row) for row in found]
    by_point = {row.point_id: row for row in counts if row.point_id}
    points = list(debate.points.order_by("pk"))
    for point in points:
        row = by_point.get(point.pk) or Counted(point.side, point.pk, 0, 0)
        point.with_messages, point.with_useful = row.messages, row.useful
    points.sort(key=lambda point: (-point.with_messages, -point.with_useful, point.pk))
    return [
        SideSum(
            side.value,
            str(side.label),
            [point for point in points if point.side == side],
            sum(row.messages for row in counts if row.side == side and not row.point_id),
            sum(row.messages for row in counts if row.side == side),
        )
        for side in Side
    ]
