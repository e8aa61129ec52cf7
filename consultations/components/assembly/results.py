"""What a meeting shows in numbers: questions by channel and by fate, polls, speaking time."""

from typing import Any

from django.db.models import Count

from consultations.components.assembly.models import Poll, Question
from consultations.components.assembly.queries import shares
from consultations.models import Contribution, Step
from consultations.queries import count_by_channel


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Count what was asked, hidden questions included; no words of residents are shown here."""
    contributions = Contribution.objects.filter(step=step)
    channels = count_by_channel(contributions)
    counted = Question.objects.of(step).filter(contribution__in=contributions.counted())
    rows = counted.order_by().values_list("state").annotate(number=Count("pk"))
    numbers = dict(rows)
    polls = step.assembly.polls.filter(state=Poll.State.CLOSED).order_by("opened_at", "pk")
    return {
        "step": step,
        "assembly": step.assembly,
        "count": sum(channel.count for channel in channels),
        "channels": [(channel.label, channel.count) for channel in channels],
        "states": [
            (str(state.label), numbers[state]) for state in Question.State if state in numbers
        ],
        "polls": list(polls.prefetch_related("choices")),
        "shares": shares(step.assembly),
    }
