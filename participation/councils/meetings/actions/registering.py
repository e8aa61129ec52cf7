"""Coming to a public meeting: asked, confirmed, waiting for a place, giving it back."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.text import one_line
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.models import Meeting, Registration

UNANSWERED = timedelta(days=7)
KEPT = timedelta(days=30)  # after the meeting, for what its organisers still owe those who came


@transaction.atomic
def ask_for_place(meeting: Meeting, *, name: str, email: str, needs: str = "") -> None:
    """Ask the owner of an address to confirm that they come.

    One already confirmed keeps what it says, and is written to again. Raises Refused when one
    does not register any more.
    """
    meeting = _open(meeting)
    row, _is_new = _row(meeting, email)
    if row.confirmed_at is None:
        row.name, row.needs, row.asked_at = one_line(name)[:80], one_line(needs)[:300], now()
        row.save()
    tell(events.RegistrationAsked, meeting, by=None, registration_id=row.pk)


@transaction.atomic
def register(meeting: Meeting, *, name: str, account: Any, needs: str = "") -> Registration:
    """Register somebody who is signed in: their address is known to be theirs.

    A second time changes the name and the needs. Raises Refused as `ask_for_place` does.
    """
    meeting = _open(meeting)
    row, _is_new = _row(meeting, account.email)
    row.account, row.name, row.needs = account, one_line(name)[:80], one_line(needs)[:300]
    return _confirm(row, meeting, actor=account)


@transaction.atomic
def note_registration(
    meeting: Meeting, *, name: str, phone: str, actor: Any, needs: str = ""
) -> Registration:
    """Register somebody who called or came by, and has no address. Raises Refused likewise."""
    meeting = _open(meeting)
    found = meeting.registrations.filter(email="", name=one_line(name)[:80], phone=one_line(phone))
    same: Registration | None = found.first()
    if same is not None:
        return same
    row = Registration(
        meeting=meeting,
        name=one_line(name)[:80],
        phone=one_line(phone)[:30],
        needs=one_line(needs)[:300],
        noted_by=actor,
    )
    return _confirm(row, meeting, actor=actor)


@transaction.atomic
def confirm_registration(registration: Registration) -> Registration:
    """Give a place, or one on the waiting list, to who proved an address; once is enough.

    Raises Refused once the meeting has begun or is cancelled.
    """
    meeting = _open(registration.meeting)
    registration.refresh_from_db()
    if registration.confirmed_at is None:
        _confirm(registration, meeting, actor=None)
    return registration


@transaction.atomic
def end_registration(registration: Registration, *, actor: Any) -> None:
    """Erase a registration; the first who waits gets the place."""
    meeting = locked(registration.meeting)
    gone = registration.pk
    if meeting.registrations.filter(pk=gone).delete()[0]:
        tell(events.RegistrationEnded, meeting, by=actor, registration_id=gone)
        fill_places(meeting, actor=actor)


@transaction.atomic
def fill_places(meeting: Meeting, *, actor: Any) -> None:
    """Give free places to those who wait, in order. Its caller has locked the meeting."""
    if not meeting.is_coming:
        return
    for row in meeting.registrations.waiting():
        if not _has_room(meeting):
            return
        row.has_place = True
        row.save(update_fields=["has_place"])
        tell(events.PlaceFreed, meeting, by=actor, registration_id=row.pk)


@transaction.atomic
def forget_old_registrations() -> int:
    """Erase who registered, a month after the meeting; who never confirmed, after a week."""
    old = Registration.objects.filter(meeting__ends_at__lt=now() - KEPT)
    unanswered = Registration.objects.filter(confirmed_at=None, asked_at__lt=now() - UNANSWERED)
    return int(old.delete()[0]) + int(unanswered.delete()[0])


def _open(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if not meeting.is_open_for_registration:
        raise Refused(_("On ne s’inscrit plus à cette réunion."))
    return meeting


def _row(meeting: Meeting, email: str) -> tuple[Registration, bool]:
    return Registration.objects.get_or_create(
        meeting=meeting, email=email.strip().lower(), defaults={"asked_at": now()}
    )


def _confirm(row: Registration, meeting: Meeting, *, actor: Any) -> Registration:
    is_new = row.confirmed_at is None
    if is_new:
        row.has_place = _has_room(meeting) and not meeting.registrations.waiting().exists()
        row.confirmed_at = now()
    row.save()
    if is_new:
        tell(events.RegistrationConfirmed, meeting, by=actor, registration_id=row.pk)
    return row


def _has_room(meeting: Meeting) -> bool:
    return meeting.places is None or meeting.registrations.placed().count() < meeting.places
