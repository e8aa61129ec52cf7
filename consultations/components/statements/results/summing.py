"""What the results page of a consultation shows of this step."""

from typing import Any

from consultations.components.statements.models import Picture, Sheet, Statement, Vote
from consultations.components.statements.results.landscape import landscape
from consultations.models import Contribution, Step
from consultations.queries import count_by_channel


def results(step: Step, viewer: Any) -> dict[str, Any]:
    """Count statements, people and votes, and show the groups as they were last computed."""
    contributions = Contribution.objects.filter(step=step)
    sheets = Sheet.objects.filter(contribution__in=contributions.counted())
    channels = count_by_channel(contributions)
    picture = Picture.objects.defer("memory").get(conversation__step=step)
    return {
        "step": step,
        "statement_count": Statement.objects.of(step).shown().count(),
        "sheet_count": sheets.count(),
        "vote_count": Vote.objects.filter(sheet__in=sheets).count(),
        "channels": [(channel.label, channel.count) for channel in channels],
        "landscape": landscape(step, picture),
    }
