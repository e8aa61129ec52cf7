"""Counting contributions in themes, at the moment of asking: what is gone is not counted."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q

from consultations.models import Channel, Contribution
from consultations.queries import ChannelCount
from consultations.summaries.models import Coding, Summary


@dataclass
class Tally:
    """How many contributions, by channel and by stance, and how many of them were read."""

    count: int = 0
    read: int = 0
    later: int = 0
    channels: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        self.count += other.count
        self.read += other.read
        self.later += other.later
        self.channels += other.channels
        self.stances += other.stances

    @property
    def by_channel(self) -> list[ChannelCount]:
        return by_channel(self.channels)

    @property
    def pros(self) -> int:
        return self.stances["for"]

    @property
    def cons(self) -> int:
        return self.stances["against"]

    @property
    def has_sides(self) -> bool:
        return self.pros + self.cons >= 5


def by_channel(numbers: Counter[str]) -> list[ChannelCount]:
    """Give counts by channel, in the usual order of channels."""
    return [
        ChannelCount(channel.value, str(channel.label), numbers[channel.value])
        for channel in Channel
        if numbers[channel.value]
    ]


def current_summary(consultation_id: int) -> Summary | None:
    """Give the last computation that ended well: the one that is worked on."""
    rows = Summary.objects.filter(consultation=consultation_id, state=Summary.State.DONE)
    return rows.order_by("-pk").first()


def signed_summary(consultation_id: int) -> Summary | None:
    """Give the last one that somebody signed: the one that everybody reads."""
    rows = Summary.objects.filter(consultation=consultation_id, signed_at__isnull=False)
    return rows.order_by("-pk").first()


def tallies(summary: Summary) -> dict[int | str, Tally]:
    """Count by theme, and by reason for what is set aside, in one query."""
    rows = (
        Coding.objects.filter(summary=summary)
        .shown()
        .order_by()
        .values("topic_id", "aside", "contribution__channel", "stance")
        .annotate(
            number=Count("pk"),
            read=Count("pk", filter=Q(read_at__isnull=False)),
            later=Count("pk", filter=Q(came_later=True)),
        )
        .order_by("topic_id", "aside", "contribution__channel", "stance")
    )
    found: dict[int | str, Tally] = {}
    for row in rows:
        number = row["number"]
        channels = Counter({row["contribution__channel"]: number})
        stances = Counter({row["stance"]: number})
        part = Tally(number, row["read"], row["later"], channels, stances)
        found.setdefault(row["topic_id"] or row["aside"], Tally()).add(part)
    return found


def newcomers(summary: Summary) -> Counter[str]:
    """Count by channel what came since the computation, placed in a theme or not."""
    placed = Coding.objects.filter(summary=summary, came_later=False)
    rows = (
        Contribution.objects.filter(consultation=summary.consultation_id)
        .shown()
        .exclude(pk__in=placed.values("contribution_id"))
        .order_by()
        .values("channel")
        .annotate(number=Count("pk"))
        .order_by("channel")
    )
    return Counter({row["channel"]: row["number"] for row in rows})
