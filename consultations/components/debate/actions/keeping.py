"""Order in a debate: what officers do while it runs."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from consultations.components.debate import events
from consultations.components.debate.actions.writing import locked
from consultations.components.debate.models import Argument, Debate
from participation.base.clock import now
from participation.base.events import record

LONGEST_PAUSE = timedelta(days=1)


@transaction.atomic
def slow_down(debate: Debate, *, actor: Any) -> Debate:
    """Ask each person to let two minutes pass between two messages."""
    return _change(debate, events.DebateSlowed, actor, is_slow=True)


@transaction.atomic
def quicken(debate: Debate, *, actor: Any) -> Debate:
    return _change(debate, events.DebateQuickened, actor, is_slow=False)


@transaction.atomic
def pause(debate: Debate, *, lasts: timedelta, actor: Any) -> Debate:
    """Take no messages for a while, a day at most; everything stays readable."""
    until = now() + min(lasts, LONGEST_PAUSE)
    return _change(debate, events.DebatePaused, actor, paused_until=until)


@transaction.atomic
def resume(debate: Debate, *, actor: Any) -> Debate:
    return _change(debate, events.DebateResumed, actor, paused_until=None)


def resume_in_time() -> int:
    """End the pauses whose time has come; give how many. Upkeep calls this."""
    over = list(Debate.objects.filter(paused_until__lte=now()).order_by("pk"))
    for debate in over:
        resume(debate, actor=None)
    return len(over)


@transaction.atomic
def tell_all(consultation_id: int) -> None:
    """Have the open pages of a consultation's debates ask anew how things stand."""
    for debate in Debate.objects.filter(step__consultation=consultation_id).order_by("pk"):
        debate.note()


def _change(debate: Debate, kind: type[events.DebateEvent], actor: Any, **values: object) -> Debate:
    debate = locked(debate)
    if all(getattr(debate, name) == value for name, value in values.items()):
        return debate
    for name, value in values.items():
        setattr(debate, name, value)
    debate.save(update_fields=list(values))
    debate.note()
    step = debate.step
    record(kind(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return debate


@transaction.atomic
def pin(argument: Argument, *, actor: Any) -> Argument:
    """Put a message forward, for everybody."""
    return _pin(argument, events.ArgumentPinned, actor, is_pinned=True)


@transaction.atomic
def unpin(argument: Argument, *, actor: Any) -> Argument:
    return _pin(argument, events.ArgumentUnpinned, actor, is_pinned=False)


def _pin(
    argument: Argument, kind: type[events.ArgumentEvent], actor: Any, *, is_pinned: bool
) -> Argument:
    debate = locked(argument.debate)
    argument.refresh_from_db()
    if (argument.pinned_at is not None) == is_pinned:
        return argument
    argument.pinned_at = now() if is_pinned else None
    debate.touch(argument)
    argument.save(update_fields=["pinned_at", "changed"])
    record(told_of(argument, kind), actor=actor)
    return argument


def told_of(argument: Argument, kind: type[events.ArgumentEvent]) -> events.ArgumentEvent:
    """Give the event of this kind about a message."""
    contribution = argument.contribution
    return kind(
        consultation_id=contribution.consultation_id,
        step_id=contribution.step_id,
        contribution_id=contribution.pk,
    )
