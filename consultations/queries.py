"""What pages need across tables."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from consultations.models import Channel, Consultation, Contribution
from participation.territories.models import Territory


@dataclass(frozen=True)
class ChannelCount:
    """How many contributions came by one channel."""

    channel: str
    label: str
    count: int


def count_by_channel(contributions: QuerySet[Contribution]) -> list[ChannelCount]:
    """Count the counted contributions by channel; no total is shown without this split."""
    rows = (
        contributions.counted()  # type: ignore[attr-defined]
        .order_by()
        .values("channel")
        .annotate(number=Count("pk"))
    )
    numbers = {row["channel"]: row["number"] for row in rows}
    return [
        ChannelCount(channel.value, str(channel.label), numbers[channel.value])
        for channel in Channel
        if channel.value in numbers
    ]


def consultation_page(consultation: Consultation, person: Any) -> dict[str, Any]:
    """Gather what the page of a consultation shows besides its written content."""
    contributions = Contribution.objects.filter(consultation=consultation)
    channels = count_by_channel(contributions)
    steps = list(consultation.steps.select_related("consultation"))
    for step in steps:
        step.consultation = consultation
    return {
        "consultation": consultation,
        "body": consultation.public_body,
        "steps": steps,
        "access_points": list(consultation.access_points.all()),
        "changes": list(consultation.changes.all()),
        "channels": channels,
        "count": sum(row.count for row in channels),
    }


def browse(
    person: Any,
    *,
    words: str = "",
    territory: Territory | None = None,
    theme: str = "",
    rung: str = "",
    state: str = "",
) -> QuerySet[Consultation]:
    """Give the public consultations that match; open ones first, those closing soonest on top.

    `state` is `open`, `announced`, `closed` (awaiting its answer) or `answered`.
    """
    rows = Consultation.objects.visible_to(person).exclude(state="draft").matching(words)
    if territory is not None:
        rows = rows.filter(territory__path__startswith=territory.path)
    if theme:
        rows = rows.filter(theme__slug=theme)
    if rung:
        rows = rows.filter(rung=rung)
    if state == "open":
        rows = rows.open()
    elif state == "announced":
        rows = rows.filter(state="announced")
    elif state == "closed":
        rows = (
            rows.filter(responded_at=None)
            .exclude(state="announced")
            .exclude(pk__in=Consultation.objects.open().values("pk"))
        )
    elif state == "answered":
        rows = rows.exclude(responded_at=None)
    return rows.in_reading_order().select_related("public_body", "territory", "theme")


def my_participations(person: Any) -> dict[str, list[Contribution]]:
    """Give a signed-in person's drafts and contributions, newest first."""
    mine = (
        Contribution.objects.filter(author=person)
        .select_related("consultation__public_body", "step__consultation")
        .order_by("-updated_at", "-pk")
    )
    rows = list(mine)
    return {
        "drafts": [row for row in rows if row.is_draft],
        "contributions": [row for row in rows if not row.is_draft],
    }
