"""Who sits at a meeting, college by college, and whether there are enough of them to decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from participation.councils.meetings.choices import Choice
from participation.councils.meetings.models import Answer, Attendance, Meeting
from participation.councils.models import Membership


def sitting(meeting: Meeting) -> Any:
    """Give the mandates that run at the meeting's start: the seats that are filled."""
    at = meeting.starts_at
    still = Q(ends_at=None) | Q(ends_at__gt=at)
    rows = Membership.objects.filter(still, council=meeting.council_id, starts_at__lte=at)
    return rows.filter(is_substitute=False).select_related("college", "account")


def expected(meeting: Meeting) -> Any:
    """Give those who sit and may come: an office that the framework bars keeps others away."""
    return sitting(meeting).unsuspended()


@dataclass(frozen=True)
class CollegeCount:
    """One college at a meeting: how many sit in it, and how many were there."""

    name: str
    filled: int
    present: int


@dataclass(frozen=True)
class Quorum:
    """How many must be there for the council to decide, and how many are.

    `needed` is the share of the filled seats that the council's framework asks, rounded up.
    """

    filled: int
    present: int
    represented: int
    guests: int
    percent: int
    counts_proxies: bool
    colleges: list[CollegeCount]

    @property
    def needed(self) -> int:
        return -(-self.filled * self.percent // 100)

    @property
    def counted(self) -> int:
        return self.present + (self.represented if self.counts_proxies else 0)

    @property
    def is_reached(self) -> bool:
        return self.counted >= self.needed > 0

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.counted)


def quorum(meeting: Meeting) -> Quorum:
    """Count who was there against the mandates that ran at the start. Three queries.

    A proxy counts only when who carries it is there, and who gave it is not.
    """
    members = list(sitting(meeting))
    there = set(Attendance.objects.filter(meeting=meeting).values_list("membership", flat=True))
    seated = {member.pk for member in members}
    proxies = Answer.objects.filter(meeting=meeting, choice=Choice.PROXY)
    carried = [
        giver
        for giver, carrier in proxies.values_list("membership", "proxy_to")
        if carrier in there and giver in seated - there
    ]
    return Quorum(
        filled=len(members),
        present=len(there & seated),
        represented=len(carried),
        guests=meeting.guest_count or 0,
        percent=meeting.council.framework.quorum_percent,
        counts_proxies=meeting.counts_proxies,
        colleges=_by_college(members, there),
    )


def _by_college(members: Iterable[Membership], there: set[int]) -> list[CollegeCount]:
    counts: dict[Any, list[int]] = {}
    for member in members:
        filled_present = counts.setdefault(member.college, [0, 0])
        filled_present[0] += 1
        filled_present[1] += member.pk in there
    ranked = sorted(counts, key=lambda college: (college.rank, college.pk))
    return [CollegeCount(college.name, *counts[college]) for college in ranked]
