"""What the questions show in numbers: by channel, and how the promise was kept."""

from typing import Any

from consultations.components.questions.queries import standing
from consultations.models import Contribution, Step
from consultations.queries import count_by_channel


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Count what was received, hidden questions included; no words are shown here."""
    channels = count_by_channel(Contribution.objects.filter(step=step))
    return {
        "step": step,
        "count": sum(channel.count for channel in channels),
        "standing": standing(step),
        "channels": [(channel.label, channel.count) for channel in channels],
    }
