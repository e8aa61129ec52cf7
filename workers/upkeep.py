"""What must happen by itself, as time passes: one pass over everything that is due."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.db import close_old_connections
from django.db.models import F, OuterRef, Q, Subquery

from consultations import actions
from consultations.commitments.actions import remind_of_measures
from consultations.errors import Refused
from consultations.models import Consultation, LedgerCheck
from consultations.registry import components
from consultations.verification import verify
from participation.base.clock import now
from participation.base.databases import alone
from participation.base.retention import remove_what_is_over
from participation.councils.actions import tidy_councils
from participation.journal.actions import seal
from participation.journal.actions import sweep as sweep_journal
from participation.journal.chores import CUT_SHORT, begin, do, end
from participation.journal.models import Chore
from participation.notifications.actions import gather_due
from participation.notifications.actions import sweep as sweep_letters
from participation.notifications.models import Letter
from workers.health import HEARTBEAT
from workers.summaries import take_up as take_up_summaries

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


def check_ledgers() -> int:
    """Check again the receipts of the consultation that waits longest; once a week for each.

    One at a time, so that no pass lasts; give how many were checked.
    """
    last = LedgerCheck.objects.filter(consultation=OuterRef("pk")).order_by("-at")
    rows = Consultation.objects.exclude(opened_at=None).annotate(
        checked_at=Subquery(last.values("at")[:1])
    )
    due = rows.filter(Q(checked_at=None) | Q(checked_at__lte=now() - CHECKED_EVERY))
    consultation = due.order_by(F("checked_at").asc(nulls_first=True), "pk").first()
    if consultation is None:
        return 0
    report = verify(consultation)
    findings = [{"fault": str(one.fault), "code": one.code} for one in report.findings[:200]]
    actions.note_check(consultation, checked=report.checked, findings=findings)
    return 1


def refresh_components() -> int:
    """Let each kind of step compute anew what came since, such as opinion groups."""
    return sum(component.refresh() for component in components().values())


CHECKED_EVERY = timedelta(days=7)
MINUTE, HOUR, DAY = timedelta(seconds=45), timedelta(minutes=55), timedelta(hours=23)

# The sweeps run at every pass, every 30 seconds.
REFRESHES: tuple[Callable[[], int], ...] = (refresh_components,)
SWEEPS: tuple[Callable[[], int], ...] = (
    sweep_journal,
    seal,
    gather_due,
    sweep_letters,
    *REFRESHES,
)

# What follows the calendar, and how often; a row of `Chore` says when each was last done.
SCHEDULE: dict[Callable[[], int], timedelta] = {
    open_what_is_due: MINUTE,
    close_what_is_due: MINUTE,
    actions.begin_steps: MINUTE,
    actions.end_steps: MINUTE,
    publish_scheduled_pages: MINUTE,
    tidy_councils: MINUTE,
    take_up_summaries: MINUTE,
    actions.remind_officers: HOUR,
    remind_of_measures: HOUR,
    remove_what_is_over: HOUR,
    check_ledgers: timedelta(minutes=5),
}
CHORES = tuple(SCHEDULE)


def letters_waiting() -> int:
    return Letter.objects.due().count()


def sweep() -> dict[str, int]:
    """Find what was left behind; the row of this chore is the heartbeat of the background."""
    begin(HEARTBEAT, timedelta(0))
    done = run(SWEEPS)
    end(HEARTBEAT, sum(done.values()))
    return done


def name_of(chore: Callable[[], int]) -> str:
    return f"{chore.__module__}.{chore.__name__}"


def due_names() -> list[str]:
    """Give the chores whose time has come, for whoever hands them out."""
    began = dict(Chore.objects.order_by().values_list("name", "began_at"))
    instant = now()
    names = []
    for chore, every in SCHEDULE.items():
        last = began.get(name_of(chore))
        if last is None or last <= instant - min(every, CUT_SHORT):
            names.append(name_of(chore))
    return names


def do_chore(name: str) -> int | None:
    """Do one chore, if it is still due and nobody else does it."""
    chore = next(chore for chore in SCHEDULE if name_of(chore) == name)
    with alone(name) as is_ours:
        return do(name, chore, SCHEDULE[chore]) if is_ours else None


def do_all_due() -> None:
    """Do every chore that is due; one that fails does not hold up the others."""
    for name in due_names():
        try:
            do_chore(name)
        except Exception:
            log.exception("chore failed", extra={"chore": name})


def run(chores: tuple[Callable[[], int], ...]) -> dict[str, int]:
    """Do each chore; one that fails does not hold up the others. Gives what each one did."""
    done = {}
    for chore in chores:
        try:
            done[name_of(chore)] = chore()
        except Exception:
            log.exception("chore failed", extra={"chore": chore.__name__})
    return done


def tidy_connections() -> None:
    """Let go of database connections that died between two passes."""
    close_old_connections()
