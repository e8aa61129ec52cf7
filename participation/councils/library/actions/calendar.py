"""Announcing a date, correcting, moving or cancelling it; followers of the calendar see it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.councils.errors import Refused
from participation.councils.library import events
from participation.councils.library.choices import DateState
from participation.councils.library.models import CalendarDate


@transaction.atomic
def announce_date(*, actor: Any, **fields: Any) -> CalendarDate:
    """Put a date on the public calendar; `fields` are those of the model."""
    date: CalendarDate = CalendarDate.objects.create(**fields)
    record(events.DateAnnounced(date_id=date.pk), actor=actor)
    return date


@transaction.atomic
def correct_date(date: CalendarDate, *, correction: str, actor: Any, **fields: Any) -> CalendarDate:
    """Write a date anew where it was wrong; `correction` says to everyone what changed.

    Another beginning leaves the former one to be read, struck through. Raises Refused when the
    date is cancelled.
    """
    if fields.get("starts_at", date.starts_at) != date.starts_at:
        fields["former_starts_at"] = date.former_starts_at or date.starts_at
    told = {"correction": correction, "corrected_at": now()}
    return _change(date, events.DateCorrected, actor, **fields, **told)


@transaction.atomic
def postpone_date(
    date: CalendarDate, *, starts_at: datetime, ends_at: datetime, reason: str, actor: Any
) -> CalendarDate:
    """Move a date, with the reason; the first date stays, struck through."""
    return _change(
        date,
        events.DatePostponed,
        actor,
        state=DateState.POSTPONED,
        notice=reason,
        former_starts_at=date.former_starts_at or date.starts_at,
        starts_at=starts_at,
        ends_at=ends_at,
    )


@transaction.atomic
def cancel_date(date: CalendarDate, *, reason: str, actor: Any) -> CalendarDate:
    """Cancel a date; it stays on the calendar, with the reason."""
    return _change(date, events.DateCancelled, actor, state=DateState.CANCELLED, notice=reason)


def _change(date: CalendarDate, kind: Any, actor: Any, **fields: Any) -> CalendarDate:
    date = for_update(CalendarDate.objects.filter(pk=date.pk)).get()
    if date.is_cancelled:
        raise Refused(_("Cette date est annulée. Annoncez-en une nouvelle."))
    for name, value in fields.items():
        setattr(date, name, value)
    date.sequence += 1
    date.changed_at = now()
    date.save(update_fields=[*fields, "sequence", "changed_at"])
    record(kind(date_id=date.pk), actor=actor)
    return date
