"""Opinion groups: all their goals in one table, on real conversations and on large made ones.

    python -m benchmarks.groups [--data FOLDER] [--full] [--database] [--peer] [--json FILE]

`--data` holds conversations exported from Pol.is (folders `polis-*`) and its own mathematics
(`polis-math-*`). `--full` measures 100,000 participants too, `--database` goes end to end from
10,000 participants in a database of its own, `--peer` installs red-dwarf in an environment that is
thrown away and measures it beside ours.
"""

import argparse
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks._common.goals import Goal

DATA = Path(os.environ.get("PARTICIPATION_SHARED_DATA") or "../shared/data")


def all_goals(given: argparse.Namespace) -> Iterator[Goal]:
    from benchmarks._common import opinions_exact as exact
    from benchmarks._common import opinions_real as real
    from benchmarks._common import opinions_size as size

    yield from size.times(full=given.full)
    if given.database:
        yield from size.from_database()
    if given.peer:
        yield from size.beside_peer()
    yield from exact.one_vote()
    yield from exact.fixtures(given.data)
    yield from real.agreement(given.data)
    yield from exact.order(given.data)
    yield from real.stability(given.data)
    yield from real.usefulness(given.data)
    yield from exact.edges()
    yield from exact.routes(given.data)
    yield from real.bridges(given.data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--database", action="store_true")
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    found = []
    print(f"{'goal':<5}{'what':<58}{'value':>14}  {'target':<16}holds")
    for goal in all_goals(given):
        found.append(goal)
        value = goal.value if isinstance(goal.value, str) else f"{goal.value:.6g}"
        mark = {True: "yes", False: "NO", None: "not measured"}[goal.holds]
        print(f"{goal.goal:<5}{goal.what:<58}{value:>14}  {goal.target:<16}{mark}", flush=True)
    text = json.dumps([asdict(goal) for goal in found], ensure_ascii=False, indent=1, default=float)
    if given.json:
        given.json.write_text(f"{text}\n", encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
