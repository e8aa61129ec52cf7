"""Finding themes in the background: a task where there is a queue, a thread where there is none."""

from collections.abc import Callable
from threading import Lock, Thread

from django.db import connections

from consultations.summaries import actions
from consultations.summaries.actions.computing import waiting_ids
from consultations.summaries.events import SummaryAsked
from participation.base.events import Heard, listen

Start = Callable[[int], object]
_one_at_a_time = Lock()


def work(summary_id: int) -> None:
    """Do the whole of one summary; a repeat finds it claimed or done."""
    if actions.compute(summary_id):
        actions.draft_themes(summary_id)


def in_thread(summary_id: int) -> None:
    """Work beside the pages, one summary at a time: the embedded mode has one process."""

    def run() -> None:
        with _one_at_a_time:
            try:
                work(summary_id)
            finally:
                connections.close_all()

    Thread(target=run, name=f"summary-{summary_id}", daemon=True).start()


_start: list[Start] = []  # nothing: the chores do it, once a minute


def use(start: Start) -> None:
    """Say how the work begins as soon as somebody asks for it."""
    _start[:] = [start]


@listen(SummaryAsked)
def begin(heard: Heard) -> None:
    """Begin at once; a summary that is begun twice is done once."""
    for start in _start:
        start(heard.event.summary_id)


def take_up() -> int:
    """Begin what nobody has begun, or what a worker that died left behind."""
    waiting = waiting_ids()
    for summary_id in waiting:
        (_start[0] if _start else work)(summary_id)
    return len(waiting)
