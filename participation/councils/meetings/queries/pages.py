"""What the pages of meetings show, gathered in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from participation.councils.meetings.choices import Choice, ItemState
from participation.councils.meetings.models import (
    AgendaItem,
    Amendment,
    Answer,
    Convocation,
    Meeting,
    MinutesVersion,
    Summons,
)
from participation.councils.meetings.queries.quorum import Quorum, quorum, sitting
from participation.councils.meetings.queries.registrations import Coming, coming_to
from participation.councils.meetings.querysets import MeetingQuerySet
from participation.councils.models import Council
from participation.councils.queries import names_in
from participation.councils.space import Space
from participation.councils.standing import may_animate


def meetings_of(space: Space) -> MeetingQuerySet:
    """Give the meetings of a space; one in preparation is seen by those who animate alone."""
    rows = Meeting.objects.visible_to(space.person).filter(council=space.council)
    return rows if space.may(may_animate) else rows.announced()


def meeting_of(space: Space, meeting_id: int) -> Meeting:
    """Give one meeting of a space; raises Http404."""
    found: Meeting = get_object_or_404(meetings_of(space), pk=meeting_id)
    found.council = space.council
    return found


def within(council: Council, rows: Iterable[Meeting]) -> list[Meeting]:
    """Put the council that we have on each row, so that no address asks for it again."""
    found = list(rows)
    for row in found:
        row.council = council
    return found


def public_meetings(council: Council) -> MeetingQuerySet:
    """Give what everyone may read; rows of a private space, so only these."""
    return Meeting.objects.public().filter(council=council)


def told_meetings(council: Council) -> MeetingQuerySet:
    """Give the public meetings and, of the others, those with published minutes.

    Of these last, everyone reads the title, the day and the minutes: nothing else.
    """
    return Meeting.objects.told_to_all().filter(council=council)


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """Give what will be spoken of, in order."""
    rows = meeting.items.filter(state=ItemState.ACCEPTED).select_related("document")
    items = list(rows)
    for item in items:
        if item.document:
            item.document.council = meeting.council
    return items


@dataclass(frozen=True)
class Answers:
    """How many come, do not come, and are represented; of how many who sit."""

    coming: int
    absent: int
    proxies: int
    waited_for: int


@dataclass(frozen=True)
class MeetingPage:
    """One meeting, for one person inside."""

    agenda: list[AgendaItem]
    proposals: list[AgendaItem]
    former_dates: list[Any]
    convocation: Convocation | None
    mine: Answer | None
    carried: Answer | None
    answers: Answers
    quorum: Quorum | None
    coming: Coming | None
    minutes: MinutesVersion | None


def meeting_page(space: Space, meeting: Meeting) -> MeetingPage:
    """Gather one meeting as one person sees it."""
    proposals = list(meeting.items.exclude(state=ItemState.ACCEPTED))
    sign(meeting.council, proposals, "proposed_by_id")
    answers = list(meeting.answers.select_related("membership", "proxy_to"))
    me = space.standing.membership
    convocation = meeting.convocations.first()
    if convocation:
        convocation.meeting = meeting
    return MeetingPage(
        agenda=agenda_of(meeting),
        proposals=proposals,
        former_dates=list(meeting.former_dates.all()),
        convocation=convocation,
        mine=next((one for one in answers if me and one.membership_id == me.pk), None),
        carried=next((one for one in answers if me and one.proxy_to_id == me.pk), None),
        answers=_counted(meeting, answers),
        quorum=quorum(meeting) if meeting.attendance_taken_at else None,
        coming=coming_to(meeting) if meeting.takes_registrations else None,
        minutes=meeting.minutes_versions.select_related("ballot__result").first(),
    )


def _counted(meeting: Meeting, answers: list[Answer]) -> Answers:
    seated = {member.pk for member in sitting(meeting)}
    kinds = Counter(one.choice for one in answers if one.membership_id in seated)
    return Answers(
        coming=kinds[Choice.COMING],
        absent=kinds[Choice.ABSENT],
        proxies=kinds[Choice.PROXY],
        waited_for=len(seated) - sum(kinds.values()),
    )


def summoned(convocation: Convocation) -> list[Summons]:
    """Give who was told of a convocation, each with its proof; who was not stands first."""
    rows = list(convocation.summons.select_related("membership__account", "letter"))
    names = names_in(convocation.meeting.council, [row.told_by_id for row in rows])
    for row in rows:
        row.told_name = names[row.told_by_id]
    return sorted(rows, key=lambda row: not row.is_to_tell)


def versions_of(meeting: Meeting) -> list[MinutesVersion]:
    """Give the versions of the minutes, the last first, signed."""
    versions = list(meeting.minutes_versions.select_related("approved_in", "ballot__result"))
    sign(meeting.council, versions, "author_id")
    for version in versions:
        version.meeting = meeting
        if version.ballot:
            version.ballot.council = meeting.council
        if version.approved_in:
            version.approved_in.council = meeting.council
    return versions


def amendments_of(version: MinutesVersion) -> list[Amendment]:
    """Give what members would write otherwise in one version, signed."""
    amendments = list(version.amendments.all())
    sign(version.meeting.council, amendments, "author_id")
    return amendments


def sign(council: Council, rows: list[Any], field: str) -> None:
    """Put on each row, as `signed`, the name the council knows of whoever wrote it."""
    names = names_in(council, [getattr(row, field) for row in rows]) if rows else {}
    for row in rows:
        row.signed = names[getattr(row, field)]


def published_minutes(meeting: Meeting) -> MinutesVersion | None:
    """Give the minutes that everyone may read."""
    rows = meeting.minutes_versions.exclude(published_at=None).select_related("ballot__result")
    version: MinutesVersion | None = rows.first()
    return version


def approving_meetings(meeting: Meeting) -> MeetingQuerySet:
    """Give the later meetings of the council in which its minutes may have been approved."""
    rows = Meeting.objects.filter(council=meeting.council_id, starts_at__gte=meeting.ends_at)
    return rows.held().order_by("-starts_at", "-pk")
