"""Print the goals of the summaries, S1 to S10 and L1 to L5, and write them as JSON.

python -m benchmarks.summaries --data FOLDER [--sizes 1000,10000,100000] [--json FILE] [--no-peers]

FOLDER holds the public sets `republique-numerique-fr`, `grand-debat-mel-decidim-fr` and
`decide-madrid-2019-es` (arguments, comments, propositions as CSV). Ends with 1 if a goal fails.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.summaries import data, goals
from benchmarks.summaries.data import Row
from benchmarks.summaries.goals import Goal
from benchmarks.summaries.judge import STOPS
from benchmarks.summaries.peers import lexrank
from benchmarks.summaries.running import summary, tests_pass

LIMITS = {1_000: 5.0, 10_000: 20.0, 100_000: 90.0}  # seconds
MOST_MEGABYTES = 1_200.0
ODD = (
    Row("o1", "Arbre"),
    Row("o2", "🌳🌳🌳 !!!"),
    Row("o3", ""),
    Row("o4", "Les arbres de la place donnent de l’ombre aux habitants du quartier. " * 4_200),
    Row("o5", "Cal plantar més arbres a la plaça perquè hi hagi ombra per als veïns del barri."),
    Row("o6", "<script>alert(1)</script> Плошча 広場 ساحة"),
)


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        found: list[Goal] = []
        for goal in measured(options.data, folder, options.sizes):
            found.append(goal)
            print(_line(goal), flush=True)
        republic = data.digital_republic(options.data)
        drawn = random.Random(600).sample(republic, 600)
        peers = [] if options.no_peers else lexrank(drawn, folder, sorted(STOPS))
    for peer in peers:
        print("sumy LexRank", *(f"{name} {value}" for name, value in peer.items()))
    if options.json:
        told = {"goals": [goal.as_dict() for goal in found], "lexrank": peers}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    failed = [goal for goal in found if not goal.holds]
    print(f"{len(found) - len(failed)} of {len(found)} hold")
    return 1 if failed else 0


def _options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(os.environ.get("SUMMARY_DATA", "../shared/data"))
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--sizes", type=_sizes, default=tuple(LIMITS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-peers", action="store_true")
    return parser.parse_args()


def _sizes(typed: str) -> tuple[int, ...]:
    return tuple(int(size) for size in typed.split(","))


def _line(goal: Goal) -> str:
    holds = "holds" if goal.holds else "FAILS"
    return f"{goal.goal:<4}{goal.on:<26}{goal.what:<46}{goal.value!s:>10}  {goal.target:<16}{holds}"


def measured(place: Path, folder: Path, sizes: tuple[int, ...]) -> Iterator[Goal]:
    """Measure goal after goal; the largest sizes come last."""
    republic, debate = data.digital_republic(place), data.great_debate(place)
    yield from _french(republic, folder, "République numérique", 0.68)
    yield from _french(debate, folder, "grand débat MEL", 0.68)
    yield from _samples(republic, folder)
    yield from _steady(republic, folder, "République numérique")
    yield from _steady(debate, folder, "grand débat MEL")
    yield from _placed(republic)
    yield from _other_languages(place, folder)
    yield from _by_tests()
    for size in sizes:
        path = data.write(data.recombined(republic + debate, size), folder / f"r{size}.csv")
        most = MOST_MEGABYTES if size >= 100_000 else None
        run = summary(path, folder)
        yield from goals.in_time(run, f"{size:,} recombined", LIMITS.get(size, 90.0), most)


def _french(rows: list[Row], folder: Path, on: str, least: float) -> Iterator[Goal]:
    run = summary(data.write(rows, folder / "set.csv"), folder)
    yield from goals.traceable(run, rows, on)
    yield from goals.covering(run, rows, on, least, above=0.12)
    yield from goals.no_repetition(run, rows, on)
    yield from goals.themes(run, rows, on)
    yield from goals.balance(run, rows, on)
    yield from goals.readable(run, on)


def _samples(rows: list[Row], folder: Path) -> Iterator[Goal]:
    """Measure the sizes for which other methods were measured too: 2,000, 600 and 400."""
    for size, count, least, above in (
        (2000, 48, 0.68, 0.12),
        (600, 45, 0.72, None),
        (400, 27, 0.57, None),
    ):
        drawn = random.Random(size).sample(rows, size)
        path = data.write(drawn, folder / "sample.csv")
        run = summary(path, folder, "--verbatims", str(count))
        yield from goals.covering(run, drawn, f"{size} of them", least, above)


def _steady(rows: list[Row], folder: Path, on: str) -> Iterator[Goal]:
    full = summary(data.write(rows, folder / "full.csv"), folder)
    fewer = [row for number, row in enumerate(rows) if number % 101]
    yield goals.stable(full, summary(data.write(fewer, folder / "fewer.csv"), folder), on)
    shuffled = random.Random(5).sample(rows, len(rows))
    again = summary(data.write(shuffled, folder / "again.csv"), folder, seed="77")
    yield goals.same(full, again, on)


def _placed(rows: list[Row]) -> Iterator[Goal]:
    """Measure how long one more contribution takes to find its theme."""
    from consultations.summaries.engine.placing import Memory, place
    from consultations.summaries.engine.summary import Item, summarise

    found = summarise([Item(row.id, row.body) for row in rows])
    remembered = json.dumps(found.memory.as_json())
    weights = [theme.weights for theme in found.themes if not theme.is_other]
    times = []
    for row in rows[:200]:
        start = time.process_time()
        place(row.body, Memory.from_json(json.loads(remembered)), weights)
        times.append(1000 * (time.process_time() - start))
    late = sorted(times)[int(0.95 * len(times))]
    yield Goal(
        "S8",
        "ms of processor to place one more, 95 %",
        "République numérique",
        round(late, 1),
        "<= 50",
        late <= 50,
    )


def _other_languages(place: Path, folder: Path) -> Iterator[Goal]:
    rows = data.madrid(place)
    twice = [*rows, *(Row(f"b{row.id}", row.body, row.author) for row in rows)][:11_000]
    run = summary(data.write(twice, folder / "madrid.csv"), folder)
    holds = run.seconds <= 30
    what = f"seconds, Spanish ({run.processor:.1f} of processor)"
    yield Goal("S10", what, "11,000 Madrid", round(run.seconds, 1), "<= 30", holds)
    mixed = [*ODD, *rows[:300], *data.digital_republic(place)[:300]]
    told = summary(data.write(mixed, folder / "mixed.csv"), folder).told
    whole = told["counts"]["used"] + told["counts"]["set_aside"] == len(mixed)
    yield Goal("S10", "mixed, emoji, 1 word, 50,000 words", "606 mixed", whole, "yes", whole)


def _by_tests() -> Iterator[Goal]:
    """Let the project's tests say what needs a database and a fake server."""
    folder = "tests/consultations/summaries"
    gone = tests_pass(f"{folder}/test_desk.py", "-k", "hidden_leaves")
    yield Goal("S9", "hidden and withdrawn leave at once", "tests", gone, "yes", gone)
    doubted = tests_pass(f"{folder}/test_ai.py")
    yield Goal("L1-5", "lies, hangs, dies, orders, loads", "tests", doubted, "yes", doubted)


if __name__ == "__main__":
    sys.exit(main())
