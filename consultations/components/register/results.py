"""What a register shows in numbers: by channel, by theme, by stance."""

from typing import Any

from django.db.models import Count, Q

from consultations.components.register.models import Entry, Stance
from consultations.models import Contribution, Step
from consultations.queries import count_by_channel


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Count what was received, hidden contributions included; no words are shown here."""
    contributions = Contribution.objects.filter(step=step)
    channels = count_by_channel(contributions)
    counted = Entry.objects.of(step).filter(contribution__in=contributions.counted())
    totals = counted.aggregate(
        answers=Count("pk", filter=Q(parent__isnull=False)),
        alone=Count("pk", filter=Q(parent=None)),
    )
    return {
        "step": step,
        "count": sum(channel.count for channel in channels),
        "first_count": totals["alone"],
        "answer_count": totals["answers"],
        "channels": [(channel.label, channel.count) for channel in channels],
        "themes": counted.filter(parent=None).by_theme(),
        "stances": _by_stance(counted),
    }


def _by_stance(counted: Any) -> list[tuple[str, int]]:
    rows = counted.exclude(stance="").order_by().values_list("stance")
    numbers = dict(rows.annotate(number=Count("pk")))
    return [(str(stance.label), numbers[stance]) for stance in Stance if stance in numbers]
