"""What a meeting decided, written in the council's register."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.base.clock import local
from participation.councils.ballots.actions import record_decision
from participation.councils.ballots.models import Decision, Origin
from participation.councils.errors import Refused
from participation.councils.meetings.actions.locking import locked
from participation.councils.meetings.models import Meeting
from participation.councils.meetings.queries.decisions import source_of
from participation.councils.meetings.queries.quorum import quorum


@transaction.atomic
def note_decision(
    meeting: Meeting,
    *,
    title: str,
    text: str,
    actor: Any,
    part: str = "",
    review_on: date | None = None,
    replaces: Decision | None = None,
    key: UUID | None = None,
) -> Decision:
    """Write in the register what was decided in a meeting, on its day, with who was counted there.

    `part` is what of the meeting it comes from, as in `queries.decisions.Noted`; the same again
    gives the decision already written. Raises Refused before the meeting, or for a cancelled one.
    """
    meeting = locked(meeting)
    if not meeting.is_announced or not meeting.has_begun:
        raise Refused(_("On inscrit ce qu’une réunion a décidé une fois qu’elle a commencé."))
    return record_decision(
        meeting.council,
        actor=actor,
        title=title,
        text=text,
        decided_on=local(meeting.starts_at, meeting.council.zone).date(),
        meeting=meeting.title,
        origin=_origin(meeting, part),
        review_on=review_on,
        replaces=replaces,
        key=key,
    )


def _origin(meeting: Meeting, part: str) -> Origin:
    url = reverse("meetings:minutes", args=[meeting.council.slug, meeting.pk])
    counted = quorum(meeting) if meeting.attendance_taken_at else None
    return Origin(
        source=source_of(meeting),
        part=part,
        url=url,
        present=counted.counted if counted else None,
        quorum=counted.needed if counted else None,
    )
