"""Tasks take ids, fetch, call an action, and may run twice with the same result."""

from participation.journal.actions import hear
from workers import upkeep as chores
from workers.celery import app


@app.task
def hear_entry(entry_id: int) -> None:
    """Let the listeners hear one line of the journal."""
    hear(entry_id)


@app.task
def sweep() -> None:
    """Find the lines and letters that were left behind."""
    chores.run(chores.SWEEPS)


@app.task
def upkeep() -> None:
    """Open, close and publish what is due."""
    chores.run(chores.CHORES)
