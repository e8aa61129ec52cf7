"""Who does a chore now, and what the last one did."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import F, Q

from participation.base.clock import now
from participation.journal.models import Chore

CUT_SHORT = timedelta(minutes=5)  # a chore that began and never ended is begun again after this


def begin(name: str, every: timedelta) -> bool:
    """Say whether a chore is due, and that we do it: an UPDATE whose row count decides.

    Two clocks, or a clock that was dead for an hour, thus do it once.
    """
    Chore.objects.get_or_create(name=name)
    instant = now()
    never = Q(began_at=None)
    due = Q(began_at__lte=instant - every)
    cut_short = Q(began_at__lte=instant - CUT_SHORT) & (
        Q(ended_at=None) | Q(ended_at__lt=F("began_at"))
    )
    rows = Chore.objects.filter(never | due | cut_short, name=name).order_by()
    return bool(rows.update(began_at=instant))


def end(name: str, done: int, error: str = "") -> None:
    """Write down that it is done, and what went wrong."""
    rows = Chore.objects.filter(name=name).order_by()
    rows.update(ended_at=now(), done=done, error=error[:300])


def do(name: str, chore: Callable[[], int], every: timedelta) -> int | None:
    """Do a chore if it is due; None when it is not. Raises what the chore raises, written down."""
    if not begin(name, every):
        return None
    try:
        done = chore()
    except Exception as problem:
        end(name, 0, repr(problem))
        raise
    end(name, done)
    return done
