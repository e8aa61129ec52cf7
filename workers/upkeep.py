"""What must happen by itself, as time passes: one pass over everything that is due."""

import logging
from collections.abc import Callable

from django.core.management import call_command
from django.db import close_old_connections

from consultations import actions
from consultations.errors import Refused
from consultations.models import Consultation
from consultations.registry import components
from participation.base.clock import now
from participation.journal.actions import sweep as sweep_journal
from participation.notifications.actions import sweep as sweep_letters

log = logging.getLogger(__name__)


def open_what_is_due() -> int:
    """Open announced consultations whose day has come; what lacks something stays announced."""
    opened = 0
    for consultation in Consultation.objects.due_to_open():
        try:
            actions.open_consultation(consultation, actor=None)
            opened += 1
        except Refused as refusal:
            log.warning("not opened", extra={"consultation": consultation.pk, "why": str(refusal)})
    return opened


def close_what_is_due() -> int:
    """Close open consultations whose date and grace have passed, and publish their receipts."""
    instant = now()
    due = [row for row in Consultation.objects.due_to_close() if row.last_arrival]
    over = [row for row in due if row.last_arrival and row.last_arrival <= instant]
    return sum(_close(consultation) for consultation in over)


def _close(consultation: Consultation) -> bool:
    """Close one; a failure is told, and does not hold up the others."""
    try:
        actions.close_consultation(consultation, actor=None)
    except Exception:
        log.exception("not closed", extra={"consultation": consultation.pk})
        return False
    return True


def publish_scheduled_pages() -> int:
    """Let Wagtail publish and unpublish the pages whose hour has come."""
    call_command("publish_scheduled", verbosity=0)
    return 0


def tidy_components() -> int:
    """Let each kind of step do what time asks of it, such as warning of drafts that expire."""
    return sum(component.tidy() for component in components().values())


# Once a minute is enough for what follows the calendar; the sweeps run at every pass.
SWEEPS: tuple[Callable[[], int], ...] = (sweep_journal, sweep_letters)
CHORES: tuple[Callable[[], int], ...] = (
    open_what_is_due,
    close_what_is_due,
    publish_scheduled_pages,
    actions.forget_old_checks,
    tidy_components,
)


def run(chores: tuple[Callable[[], int], ...]) -> dict[str, int]:
    """Do each chore; one that fails does not hold up the others. Gives what each one did."""
    done = {}
    for chore in chores:
        try:
            done[f"{chore.__module__}.{chore.__name__}"] = chore()
        except Exception:
            log.exception("chore failed", extra={"chore": chore.__name__})
    return done


def tidy_connections() -> None:
    """Let go of database connections that died between two passes."""
    close_old_connections()
