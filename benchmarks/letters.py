"""Letters under faults: workers killed, the queue emptied, the mail server away.

    python -m benchmarks.letters [--letters 600] [--seconds 90] [--refused 20]
    python -m benchmarks.letters --letters 10000 --seconds 480 --refused 300

Real Celery workers and clock, a real PostgreSQL, a Redis of its own, a real mail server on the
loopback. Events are recorded all along, as on a busy day. Goals: every letter arrives; none twice
but for one at most for each kill, under the same Message-ID; all are there 60 s after the last
fault.
"""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks._common.database import empty_database
from benchmarks._common.post import Sink

READERS = 50
KILLED_EVERY = 10.0
FLUSHES = 3
PATIENCE = 240.0
GOAL = 60.0
CELERY = [sys.executable, "-m", "celery", "-A", "workers.celery"]


@dataclass
class Outcome:
    """What the run did and found."""

    letters: int = 0
    delivered: int = 0
    doubled: int = 0
    thrice: int = 0
    marked_perhaps_twice: int = 0
    kills: int = 0
    flushes: int = 0
    refused_seconds: float = 0.0
    recovery_seconds: float = 0.0
    whole_run_seconds: float = 0.0
    heaviest_bytes: int = 0
    states: dict[str, int] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return (
            self.delivered == self.letters
            and not self.thrice
            and self.doubled <= self.kills
            and self.recovery_seconds <= GOAL
        )


class Hands:
    """The workers and the clock, in processes of their own, killed without a word."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.worker: Any = None
        self.clock: Any = None

    def start(self) -> None:
        self.start_worker()
        schedule = ["--schedule", str(self.folder / "beat"), "--pidfile", ""]
        self.clock = self._run("beat", [*CELERY, "beat", "-l", "ERROR", *schedule])

    def start_worker(self) -> None:
        quiet = ["--without-gossip", "--without-mingle", "-l", "ERROR"]
        self.worker = self._run("worker", [*CELERY, "worker", "-c", "2", *quiet])

    def kill_worker(self) -> None:
        self._kill(self.worker)
        self.start_worker()

    def stop(self) -> None:
        for process in (self.worker, self.clock):
            if process is not None:
                self._kill(process)

    def _run(self, name: str, command: list[str]) -> Any:
        with (self.folder / f"{name}.log").open("a") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def _kill(self, process: Any) -> None:
        """Kill a process and its children: they are a group that we started."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def prepare(letters: int) -> tuple[Any, int]:
    """Make a consultation and those who follow it; give it, and how many events to record."""
    from participation.journal.actions import sweep
    from participation.notifications.actions import follow
    from participation.notifications.kinds import Rhythm
    from participation.notifications.topics import Topic
    from tests.factories import make_account, make_consultation, make_open

    consultation = make_open(make_consultation())
    sweep()  # its opening is old news when people begin to follow
    for _reader in range(READERS):
        topic = Topic("consultation", consultation.pk)
        follow(make_account(), topic, rhythm=Rhythm.AT_ONCE)
    return consultation, max(1, letters // READERS)


def happen(consultation: Any) -> None:
    """Record one event, as any page does."""
    from django.db import transaction

    from consultations import events
    from participation.base.events import record

    with transaction.atomic():
        record(events.SynthesisPublished(consultation_id=consultation.pk), actor=None)


def run(options: Any, sink: Sink, redis_url: str) -> Outcome:
    """Live through the faults, then wait for the last letter."""
    import redis

    consultation, number = prepare(options.letters)
    outcome = Outcome(letters=number * READERS)
    queue = redis.Redis.from_url(redis_url)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        hands = Hands(Path(folder))
        stack.callback(hands.stop)
        sink.start()
        stack.callback(sink.stop)
        hands.start()
        began = time.monotonic()
        last_fault = _live(options, consultation, number, outcome, (hands, sink, queue, began))
        _wait(sink, outcome, last_fault)
        outcome.whole_run_seconds = round(time.monotonic() - began, 1)
        for log in Path(folder).glob("*.log"):
            print(f"{log.name}: {log.read_text()[-600:]}")
    return outcome


def _live(options: Any, consultation: Any, number: int, outcome: Outcome, world: Any) -> float:
    """Record events evenly while faults happen; give when the last fault ended."""
    hands, sink, queue, began = world
    away_from, done = options.seconds * 0.2, 0
    kill_at, last_fault, is_away = KILLED_EVERY, began, False
    flush_at = [options.seconds * part / (FLUSHES + 1) for part in range(1, FLUSHES + 1)]
    while (elapsed := time.monotonic() - began) < options.seconds:
        while done < number and done < number * elapsed / (options.seconds * 0.95):
            happen(consultation)
            done += 1
        if elapsed >= kill_at:
            hands.kill_worker()
            outcome.kills, kill_at, last_fault = outcome.kills + 1, kill_at + KILLED_EVERY, _now()
        if flush_at and elapsed >= flush_at[0]:
            queue.flushall()
            flush_at.pop(0)
            outcome.flushes, last_fault = outcome.flushes + 1, _now()
        should_be_away = away_from <= elapsed < away_from + options.refused
        if should_be_away != is_away:
            (sink.stop if should_be_away else sink.start)()
            is_away, last_fault = should_be_away, _now()
        time.sleep(0.05)
    if is_away:
        sink.start()
        last_fault = _now()
    for _late in range(number - done):
        happen(consultation)
    outcome.refused_seconds = options.refused
    return max(last_fault, _now())


def _now() -> float:
    return time.monotonic()


def _wait(sink: Sink, outcome: Outcome, last_fault: float) -> None:
    from django.db.models import Count

    from participation.notifications.models import Letter

    ours = Letter.objects.filter(kind="news")
    while time.monotonic() - last_fault < PATIENCE:
        if ours.filter(state=Letter.State.SENT).count() >= outcome.letters:
            break
        time.sleep(1)
    time.sleep(3)  # a second copy would come now
    ids = {letter.message_id for letter in ours}
    outcome.delivered = sum(1 for name in ids if sink.copies[name])
    outcome.doubled = sum(1 for copies in sink.copies.values() if copies == 2)
    outcome.thrice = sum(1 for copies in sink.copies.values() if copies > 2)
    outcome.marked_perhaps_twice = ours.filter(is_perhaps_twice=True).count()
    outcome.recovery_seconds = round(max(0.0, sink.last_at - last_fault), 1)
    outcome.heaviest_bytes = sink.heaviest
    rows = ours.order_by().values_list("state").annotate(number=Count("pk"))
    outcome.states = {str(state): number for state, number in rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--refused", type=float, default=20)
    options = parser.parse_args()
    sink = Sink()
    with ExitStack() as stack:
        redis_url = own_redis(stack)
        os.environ.update(
            DJANGO_SETTINGS_MODULE="participation.settings.production",
            SECRET_KEY=secrets.token_urlsafe(60),
            REDIS_URL=redis_url,
            EMAIL_URL=f"smtp://127.0.0.1:{sink.port}",
            SITE_URL="https://participation.example",
        )
        stack.enter_context(empty_database(f"participation_letters_{os.getpid()}"))
        outcome = run(options, sink, redis_url)
    print(f"\n{'what':<24}{'found':>10}")
    for name, value in asdict(outcome).items():
        print(f"{name:<24}{value!s:>10}")
    print(json.dumps({**asdict(outcome), "holds": outcome.holds}))
    return 0 if outcome.holds else 1


def own_redis(stack: ExitStack) -> str:
    """Start a Redis that nobody else uses."""
    from tests.services import Missing, debian_redis, wheels_redis

    try:
        return debian_redis(stack)
    except Missing:
        return wheels_redis(stack)


if __name__ == "__main__":
    sys.exit(main())
