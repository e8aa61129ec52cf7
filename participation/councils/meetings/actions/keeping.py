"""What the passing of time asks of meetings, and what goes when a person leaves."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from participation.base.clock import now
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import tell
from participation.councils.meetings.actions.registering import end_registration
from participation.councils.meetings.models import (
    AgendaItem,
    Amendment,
    CalendarLink,
    Convocation,
    Follower,
    Meeting,
    MinutesVersion,
    ObserverPass,
    Registration,
    Summons,
)

AUTHORS: tuple[tuple[Any, str], ...] = (
    (Meeting, "prepared_by"),
    (AgendaItem, "proposed_by"),
    (Convocation, "sent_by"),
    (Summons, "told_by"),
    (MinutesVersion, "author"),
    (MinutesVersion, "published_by"),
    (Amendment, "author"),
    (ObserverPass, "given_by"),
    (Registration, "noted_by"),
)


def ask_for_late_minutes() -> int:
    """Ask once for the minutes of each meeting whose day to publish them is over."""
    waiting = Meeting.objects.filter(minutes_asked_at=None).without_minutes()
    rows = waiting.select_related("council__framework")
    return sum(_ask(row) for row in rows if row.minutes_due_on < row.council.today)


@transaction.atomic
def _ask(meeting: Meeting) -> bool:
    """An UPDATE decides who of several asks."""
    rows = Meeting.objects.filter(pk=meeting.pk, minutes_asked_at=None).order_by()
    claimed = rows.update(minutes_asked_at=now())
    if claimed:
        tell(events.MinutesLate, meeting, by=None)
    return bool(claimed)


def forget_old_passes() -> int:
    """Forget who was invited to observe, a month after the meeting."""
    old = ObserverPass.objects.filter(meeting__ends_at__lt=now() - timedelta(days=30))
    return int(old.delete()[0])


@transaction.atomic
def forget_person(account: Any) -> None:
    """Take a person's name off everything; what the council said and decided stays."""
    for model, name in AUTHORS:
        model.objects.filter(**{name: account}).update(**{name: None})
    for row in Registration.objects.filter(Q(account=account) | Q(email__iexact=account.email)):
        end_registration(row, actor=None)
    CalendarLink.objects.filter(account=account).delete()
    for model in (ObserverPass, Follower):
        model.objects.filter(email__iexact=account.email).delete()
