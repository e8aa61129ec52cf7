"""What the passing of time brings: steps that begin and end, answers that are due, checks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from consultations import events
from consultations.models import Consultation, LedgerCheck, Reminder, State, Step
from participation.base.clock import now
from participation.base.events import record

TOO_LATE = timedelta(days=2)  # what began before is news to nobody: it is noted, and not told
REMINDED_BEFORE = timedelta(days=7)
WAITING = (State.OPEN, State.CLOSED, State.SYNTHESIS_PUBLISHED)


def begin_steps() -> int:
    """Tell of the steps whose own opening has come; each once. Gives how many."""
    rows = Step.objects.filter(began_at=None, opens_at__lte=now(), consultation__state=State.OPEN)
    rows = rows.filter(opens_at__gt=F("consultation__opens_at"))
    return sum(_pass(step, "began_at", step.opens_at, events.StepBegan) for step in rows)


def end_steps() -> int:
    """Tell of the steps whose own closing has come, before the consultation's; each once."""
    rows = Step.objects.filter(ended_at=None, closes_at__lte=now(), consultation__state=State.OPEN)
    rows = rows.filter(closes_at__lt=F("consultation__closes_at"))
    return sum(_pass(step, "ended_at", step.closes_at, events.StepEnded) for step in rows)


@transaction.atomic
def _pass(step: Step, field: str, at: datetime | None, event: Callable[..., Any]) -> bool:
    instant = now()
    rows = Step.objects.filter(pk=step.pk, **{field: None}).order_by()
    if not rows.update(**{field: instant}) or at is None or at < instant - TOO_LATE:
        return False
    record(event(consultation_id=step.consultation_id, step_id=step.pk), actor=None)
    return True


def remind_officers() -> int:
    """Remind of answers due within a week, and of those that are late; each once for each day.

    A day that was pushed back is reminded of again.
    """
    latest = (now() + REMINDED_BEFORE + timedelta(days=1)).date()
    rows = Consultation.objects.filter(
        Q(state__in=WAITING), responded_at=None, response_due_on__lte=latest
    )
    return sum(_remind(consultation) for consultation in rows.order_by("pk"))


@transaction.atomic
def _remind(consultation: Consultation) -> bool:
    due_on, today = consultation.response_due_on, consultation.day_of(now())
    if due_on is None or due_on > today + REMINDED_BEFORE:
        return False
    kind = Reminder.Kind.LATE if due_on < today else Reminder.Kind.SOON
    reminder, is_new = Reminder.objects.get_or_create(
        consultation=consultation, kind=kind, due_on=due_on
    )
    if is_new:
        event = events.ResponseReminded(consultation_id=consultation.pk, reminder_id=reminder.pk)
        record(event, actor=None)
    return is_new


@transaction.atomic
def note_check(
    consultation: Consultation, *, checked: int, findings: list[dict[str, str]]
) -> LedgerCheck:
    """Keep what a check of the receipts found; what is newly wrong is told to administrators."""
    before = LedgerCheck.objects.filter(consultation=consultation).first()
    check = LedgerCheck.objects.create(
        consultation=consultation, checked=checked, findings=findings
    )
    if findings and (before is None or before.findings != findings):
        event = events.LedgerBroken(consultation_id=consultation.pk, check_id=check.pk)
        record(event, actor=None)
    return check
