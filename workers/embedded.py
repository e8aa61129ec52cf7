"""The workers' sweeper in a thread of the one process: no queue, no Redis."""

import logging
from threading import Event, Thread

from django.db import connections

from participation.journal.actions import use_delivery
from workers import summaries, upkeep

log = logging.getLogger(__name__)
EVERY_SECONDS = 30.0


class Sweeper(Thread):
    """Sweep when woken and every 30 seconds, and do what the calendar asks."""

    def __init__(self, every: float = EVERY_SECONDS) -> None:
        super().__init__(name="sweeper", daemon=True)
        self.every = every
        self.woken = Event()
        self.stopped = Event()

    def wake(self, entry_id: int = 0) -> None:
        self.woken.set()

    def stop(self) -> None:
        self.stopped.set()
        self.woken.set()

    def run(self) -> None:
        while not self.stopped.is_set():
            upkeep.tidy_connections()
            upkeep.sweep()
            if not self.woken.is_set():
                upkeep.do_all_due()
            self.woken.wait(self.every)
            self.woken.clear()
        connections.close_all()  # nobody else can close what this thread opened


def start() -> Sweeper:
    """Start the thread and let new journal lines wake it."""
    sweeper = Sweeper()
    use_delivery(sweeper.wake)
    summaries.use(summaries.in_thread)
    sweeper.start()
    return sweeper
