"""What those of the public who come to a meeting are told of it."""

from typing import Any

from django.utils.translation import gettext as _

from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.meetings import events
from participation.councils.meetings.models import Registration
from participation.councils.meetings.notifications.said import change, joined, meeting_of
from participation.notifications.actions import write_letter
from participation.notifications.guards import guards_letters


@guards_letters("registration")
def still_registered(recipient: str, registration_id: int) -> bool:
    """Say whether this address still asks to come."""
    return Registration.objects.filter(pk=registration_id, email=recipient).exists()


@listen(events.RegistrationAsked)
def ask_to_confirm(heard: Heard) -> None:
    """Write to the address left, so that nobody registers somebody else.

    To one already confirmed, say again what they have: the page said the same to both.
    """
    row = _row(heard)
    if row is None:
        return
    if row.confirmed_at is not None:
        _tell_place(heard, row)
        return
    subject = _("Confirmez votre inscription : %(council)s")
    _write(heard, row, "meeting_registration_asked", subject)


@listen(events.RegistrationConfirmed)
def tell_place(heard: Heard) -> None:
    """Say that a place is kept, or at which rank one waits."""
    row = _row(heard)
    if row is not None:
        _tell_place(heard, row)


@listen(events.PlaceFreed)
def tell_free_place(heard: Heard) -> None:
    """Tell somebody who waited that they have a place."""
    row = _row(heard)
    if row is not None:
        subject = _("Une place s’est libérée : %(council)s")
        _write(heard, row, "meeting_place_freed", subject, has_calendar=True)


@listen(events.MeetingPostponed, events.MeetingCancelled)
def tell_of_the_change(heard: Heard) -> None:
    """Tell those who come, or wait, that the meeting has another date or is cancelled."""
    meeting = meeting_of(heard)
    subject, said = change(heard, meeting)
    rows = meeting.registrations.confirmed().exclude(email="").order_by("pk")
    for row in rows:
        row.meeting = meeting
        said["meeting_url"] = absolute(row.url)
        _write(heard, row, "meeting_changed", subject, has_calendar=True, **said)


def _row(heard: Heard) -> Registration | None:
    rows = Registration.objects.select_related("meeting__council").exclude(email="")
    found: Registration | None = rows.filter(pk=heard.event.registration_id).first()
    return found


def _tell_place(heard: Heard, row: Registration) -> None:
    subject = _("Votre inscription : %(council)s")
    _write(heard, row, "meeting_registration", subject, has_calendar=row.has_place, rank=row.rank)


def _write(
    heard: Heard,
    row: Registration,
    kind: str,
    subject: str,
    *,
    has_calendar: bool = False,
    **said: Any,
) -> None:
    meeting = row.meeting
    write_letter(
        entry_id=heard.entry_id,
        to=row.email,
        kind=kind,
        subject=subject % {"council": meeting.council},
        context={"meeting": meeting, "row": row, "registration_url": absolute(row.url), **said},
        guard=("registration", row.pk),
        calendar=joined(meeting, is_private=False) if has_calendar else b"",
    )
