"""What the proposals show in numbers: by channel, and the most supported."""

from typing import Any

from consultations.components.proposals.models import Proposal
from consultations.models import Contribution, Step
from consultations.queries import count_by_channel

SHOWN = 10


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Count what was received, hidden proposals included; only published words are shown."""
    channels = count_by_channel(Contribution.objects.filter(step=step))
    published = Proposal.objects.of(step).published().most_supported()
    return {
        "step": step,
        "count": sum(channel.count for channel in channels),
        "proposals": list(published.select_related("contribution")[:SHOWN]),
        "channels": [(channel.label, channel.count) for channel in channels],
    }
