"""A meeting is prepared, announced, changed, postponed, cancelled."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.text import one_line, plain
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.actions.registering import fill_places
from participation.councils.meetings.choices import State
from participation.councils.meetings.models import FormerDate, Meeting
from participation.councils.models import Council


@transaction.atomic
def plan_meeting(
    council: Council,
    *,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    actor: Any,
    key: UUID | None = None,
    **fields: Any,
) -> Meeting:
    """Prepare a meeting; nobody but those who animate knows of it until it is announced.

    The same `key` again gives the meeting it made.
    """
    meeting, is_new = Meeting.objects.get_or_create(
        council=council,
        key=key or uuid4(),
        defaults={"title": title, "starts_at": starts_at, "ends_at": ends_at, "prepared_by": actor},
    )
    if is_new:
        _write(meeting, **{"title": title, **fields})
        tell(events.MeetingPrepared, meeting, by=actor)
    return meeting


@transaction.atomic
def edit_meeting(meeting: Meeting, *, actor: Any, **fields: Any) -> Meeting:
    """Change what a meeting says; once announced, its date changes by `postpone_meeting` alone.

    Raises Refused once it is over or cancelled, and for a public meeting that would become private.
    """
    meeting = locked(meeting)
    if not meeting.is_draft:
        _refuse_when_done(meeting)
        fields.pop("starts_at", None)
        fields.pop("ends_at", None)
        if meeting.is_public and not fields.get("is_public", True):
            raise Refused(
                _("Tout le monde connaît cette réunion. Annulez-la, puis préparez-en une autre.")
            )
        meeting.sequence += 1
    _write(meeting, **fields)
    tell(events.MeetingChanged, meeting, by=actor)
    fill_places(meeting, actor=actor)
    return meeting


@transaction.atomic
def announce_meeting(meeting: Meeting, *, actor: Any) -> Meeting:
    """Let the members know of it, and everyone when it is public; a second time changes nothing.

    Raises Refused when its hour has passed.
    """
    meeting = locked(meeting)
    if not meeting.is_draft:
        return meeting
    if meeting.is_over:
        raise Refused(_("Cette date est passée. Changez-la, puis annoncez la réunion."))
    meeting.state, meeting.announced_at = State.SCHEDULED, now()
    _write(meeting)
    tell(events.MeetingAnnounced, meeting, by=actor)
    return meeting


@transaction.atomic
def postpone_meeting(
    meeting: Meeting, *, starts_at: datetime, ends_at: datetime, reason: str, actor: Any
) -> Meeting:
    """Give an announced meeting another date; the former one stays, with the reason.

    The same date again changes nothing. Raises Refused for a meeting that has begun, that is not
    announced, or for a date that has passed.
    """
    meeting = locked(meeting)
    if meeting.starts_at == starts_at and meeting.ends_at == ends_at:
        return meeting
    _refuse_when_done(meeting)
    if meeting.is_draft:
        raise Refused(_("Cette réunion n’est pas encore annoncée. Changez simplement sa date."))
    if starts_at <= now():
        raise Refused(_("Cette date est passée. Choisissez-en une à venir."))
    former = FormerDate.objects.create(
        meeting=meeting, starts_at=meeting.starts_at, reason=plain(reason), changed_at=now()
    )
    meeting.state, meeting.notice = State.POSTPONED, plain(reason)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.sequence += 1
    _write(meeting)
    tell(events.MeetingPostponed, meeting, by=actor, former_date_id=former.pk)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, actor: Any) -> Meeting:
    """Cancel an announced meeting; it stays on the pages, with the reason.

    A second time changes nothing. Raises Refused for a meeting that is over or not announced.
    """
    meeting = locked(meeting)
    if meeting.is_cancelled:
        return meeting
    _refuse_when_done(meeting)
    if meeting.is_draft:
        raise Refused(_("Cette réunion n’est pas encore annoncée : personne ne l’attend."))
    meeting.state, meeting.notice = State.CANCELLED, plain(reason)
    meeting.sequence += 1
    _write(meeting)
    tell(events.MeetingCancelled, meeting, by=actor)
    return meeting


def _refuse_when_done(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise Refused(_("Cette réunion est annulée. Préparez-en une autre."))
    if meeting.is_over:
        raise Refused(_("Cette réunion a déjà eu lieu. Ce qu’elle annonçait ne change plus."))


def _write(meeting: Meeting, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.title = one_line(meeting.title)
    meeting.description = plain(meeting.description)
    meeting.changed_at = now()
    meeting.fill_search_text()
    meeting.save()
