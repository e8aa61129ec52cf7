"""What a shared text shows in numbers: by channel, by article, and what became of amendments."""

from typing import Any

from django.db.models import Count

from consultations.components.drafting.models import Amendment
from consultations.models import Contribution, Step
from consultations.queries import count_by_channel


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Count what was received, hidden amendments included; no words of residents are shown."""
    contributions = Contribution.objects.filter(step=step)
    channels = count_by_channel(contributions)
    counted = Amendment.objects.filter(contribution__in=contributions.counted())
    rows = counted.order_by().values_list("wording__article__number").annotate(n=Count("pk"))
    return {
        "step": step,
        "text": step.shared_text,
        "count": sum(channel.count for channel in channels),
        "taken_count": counted.exclude(taken_in=None).count(),
        "channels": [(channel.label, channel.count) for channel in channels],
        "articles": sorted(rows),
    }
