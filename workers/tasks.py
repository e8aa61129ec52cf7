"""Tasks take ids, fetch, call an action, and may run twice with the same result."""

import logging

from participation.journal.actions import hear
from participation.notifications.actions import sweep as send_letters
from workers import summaries
from workers import upkeep as chores
from workers.celery import app

log = logging.getLogger(__name__)
HELPERS = 2  # how many more send letters, when many wait
MANY = 100


@app.task
def hear_entry(entry_id: int) -> None:
    """Let the listeners hear one line of the journal."""
    hear(entry_id)


@app.task
def sweep() -> None:
    """Find the lines and letters that were left behind; a busy day asks others to help."""
    for _helper in range(HELPERS if chores.letters_waiting() > MANY else 0):
        _ask(help_to_send)
    chores.sweep()


@app.task
def help_to_send() -> None:
    """Send letters that wait, beside whoever else does."""
    send_letters(limit=5000, seconds=25)


@app.task
def refresh() -> None:
    """Compute anew what votes made old, at most every few seconds."""
    chores.run(chores.REFRESHES)


@app.task
def upkeep() -> None:
    """Hand out what the calendar asks: each chore is a task of its own, with its own time."""
    for name in chores.due_names():
        _ask(do_chore, name)


@app.task(soft_time_limit=230, time_limit=240)  # still far below the visibility timeout
def do_chore(name: str) -> None:
    """Do one chore, if it is still due."""
    chores.do_chore(name)


# Far above what 100,000 contributions take, and below the visibility timeout.
@app.task(time_limit=540, soft_time_limit=500)
def summarise(summary_id: int) -> None:
    """Find the themes of one consultation."""
    summaries.work(summary_id)


def _ask(task: object, *args: str) -> None:
    try:
        task.apply_async(args=args, retry=False)  # type: ignore[attr-defined]  # a Celery task
    except Exception:  # noqa: BLE001  the next minute asks again
        log.warning("queue away, chore left for later")
