"""Time and peak memory of one piece of work, each in a process of its own."""

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Measure:
    """What one run took. `peak_mb` is the most the process held; `grown_mb` what the work added."""

    name: str
    rows: int
    seconds: float
    bytes: int
    peak_mb: float
    grown_mb: float


def peak_mb() -> float:
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def measured(name: str, rows: int, work: Callable[[], int]) -> Measure:
    """Run `work`, which gives how many bytes it wrote, in a fresh child: peaks do not mix."""
    from django.db import connections

    connections.close_all()  # a socket shared with the child would be closed by it
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(work, sending))
    child.start()
    sending.close()  # so that a child that fails is noticed, not waited for
    seconds, size, peak, grown = receiving.recv()
    child.join()
    return Measure(name, rows, round(seconds, 2), size, round(peak, 1), round(grown, 1))


def _run(work: Callable[[], int], sending: Any) -> None:
    before, start = peak_mb(), time.perf_counter()
    size = work()
    sending.send((time.perf_counter() - start, size, peak_mb(), peak_mb() - before))


def show(measures: Sequence[Measure], title: str) -> None:
    """Print a table for people, then JSON for machines."""
    print(f"\n{title}")
    print(f"{'what':<12}{'rows':>10}{'seconds':>10}{'MB':>10}{'peak MB':>10}{'grown MB':>10}")
    for one in measures:
        print(
            f"{one.name:<12}{one.rows:>10}{one.seconds:>10.2f}{one.bytes / 1e6:>10.1f}"
            f"{one.peak_mb:>10.1f}{one.grown_mb:>10.1f}"
        )
    print(json.dumps([asdict(one) for one in measures]))
