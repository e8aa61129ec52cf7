"""How long and how much memory: made conversations of the size of the largest ones."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks._common.goals import Goal, alone
from benchmarks._common.measures import peak_mb

FILLED = 0.124  # as in the largest real conversation
PEER = "red-dwarf"


def made(people: int, statements: int) -> tuple[Any, Any, Any]:
    """Make votes of three groups: many read little, a few read nearly all."""
    import numpy as np

    chance = np.random.RandomState(1)
    group = chance.randint(0, 3, people)
    taste = chance.normal(size=(3, statements)) + chance.normal(size=statements) * 0.7
    each = np.clip(chance.exponential(FILLED * statements, people).astype(int), 1, statements)
    columns = np.concatenate(
        [
            np.sort(chance.choice(statements, number, replace=False)).astype(np.int32)
            for number in each
        ]
    )
    rows = np.repeat(np.arange(people, dtype=np.int32), each)
    values = np.empty(len(rows), dtype=np.int8)
    for start in range(0, len(rows), 1_000_000):
        part = slice(start, start + 1_000_000)
        felt = taste[group[rows[part]], columns[part]] + chance.normal(size=len(rows[part]))
        values[part] = (felt > 0.3).astype(np.int8) - (felt < -0.3).astype(np.int8)
    return rows, columns, values


def run(people: int, statements: int) -> tuple[int, float, float, float]:
    """Compute once: give the votes, the seconds, those of the processor, the peak memory."""
    import scipy.sparse
    import scipy.spatial  # noqa: F401  importing is no part of the time

    from consultations.components.statements.opinions.ballots import arranged
    from consultations.components.statements.opinions.computing import compute

    votes = made(people, statements)
    start, busy = time.perf_counter(), time.process_time()
    compute(arranged(range(people), range(statements), *votes))
    spent = (time.perf_counter() - start, time.process_time() - busy)
    return len(votes[2]), *spent, peak_mb()


def times(*, full: bool) -> Iterator[Goal]:
    sizes = [(10_000, 1_000, 3, 600)] + ([(100_000, 1_000, 20, 1_600)] if full else [])
    for people, statements, most, memory in sizes:
        votes, seconds, busy, peak = alone(run, people, statements)
        what = f"{people:,} × {statements:,} ({votes / 1e6:.2f} M votes)"
        yield Goal("G1", f"{what}, seconds", seconds, f"≤ {most} s", seconds <= most)
        yield Goal("G1", f"{what}, of the processor", busy, f"≤ {most} s", busy <= most)
        yield Goal("G1", f"{what}, peak MB", peak, f"≤ {memory} MB", peak <= memory)


def from_database() -> Iterator[Goal]:
    """Fill a database of its own, then compute as a worker does, end to end."""
    from benchmarks._common.database import empty_database

    with empty_database("participation_benchmark_groups"):
        from benchmarks._common.opinions_database import end_to_end

        votes, seconds = end_to_end(10_000, 1_000)
    what = f"end to end from the database, {votes / 1e6:.2f} M votes, seconds"
    yield Goal("G1", what, seconds, "≤ 30 s", seconds <= 30)


def beside_peer() -> Iterator[Goal]:
    """Install red-dwarf in an environment that is thrown away, and give both the same votes."""
    what = f"times faster than {PEER}, 10,000 × 1,000"
    try:
        theirs = _peer_seconds()
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        yield Goal("G1", what, type(error).__name__, "≥ 5", None)
        return
    ours = alone(run, 10_000, 1_000)[2]
    yield Goal("G1", f"{PEER}, 10,000 × 1,000, seconds of the processor", theirs, "", None)
    yield Goal("G1", what, theirs / ours, "≥ 5", theirs / ours >= 5)


def _peer_seconds() -> float:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", str(place / "venv")], check=True)
        python = place / "venv" / "bin" / "python"
        install = [str(python), "-m", "pip", "install", "--quiet", "red-dwarf==0.4.0"]
        subprocess.run(install, check=True, timeout=600)
        rows, columns, values = made(10_000, 1_000)
        votes = place / "votes.json"
        votes.write_text(json.dumps([part.tolist() for part in (rows, columns, values)]))
        (place / "peer.py").write_text(PEER_CODE)
        told = subprocess.run(
            [str(python), str(place / "peer.py"), str(votes)],
            check=True,
            capture_output=True,
            text=True,
            timeout=900,
        )
        return float(told.stdout.split()[-1])


PEER_CODE = """
import json, sys, time
from reddwarf.implementations.polis import run_pipeline
rows, columns, values = json.load(open(sys.argv[1]))
votes = [
    {"participant_id": r, "statement_id": c, "vote": v}
    for r, c, v in zip(rows, columns, values)
]
start = time.process_time()
run_pipeline(votes=votes)
print(time.process_time() - start)
"""
