"""What must be exact: formulas, order, edges, chances; and the moment after one vote."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._common.goals import Goal
from consultations.components.statements.opinions import routing
from consultations.components.statements.opinions.axes import stand_alone
from consultations.components.statements.opinions.ballots import gather
from consultations.components.statements.opinions.computing import (
    Opinions,
    compute,
    compute_given,
)
from consultations.components.statements.opinions.figures import group_informed
from consultations.components.statements.opinions.reading import read_ballots
from consultations.components.statements.opinions.representative import consensus, standing_for
from consultations.components.statements.opinions.writing import as_json, written

DRAWS = 20_000


def one_vote() -> Iterator[Goal]:
    """Place somebody with 300 votes among 1,000 statements, as a page does after a vote."""
    chance = random.Random(1)
    axes = {n: (chance.random(), chance.random(), chance.random()) for n in range(1_000)}
    votes = {n: chance.choice((-1, 0, 1)) for n in range(300)}
    start = time.perf_counter()
    for _one in range(100):
        stand_alone(votes, axes, statements=1_000, aside=0)
    spent = (time.perf_counter() - start) * 10
    yield Goal("G2", "own place after a vote, ms (mathematics)", spent, "≤ 20 ms", spent <= 20)


def fixtures(data: Path) -> Iterator[Goal]:
    """Compare with Pol.is' own mathematics, its groups being given."""
    for folder in sorted(path.parent for path in data.glob("polis-math-*/math-pca2.json")):
        told = json.loads((folder / "math-pca2.json").read_text())
        found = given_groups(folder, told)
        name = folder.name.removeprefix("polis-math-")[:22]
        for what, gap in gaps(found, told).items():
            yield Goal("G3", f"{what}, {name}", gap, "≤ 1e-6", gap <= 1e-6)
        for axis in (0, 1):
            theirs = np.array(told["pca"]["comps"][axis])
            ours = found.axes.weights[:, axis]
            cosine = abs(float(theirs @ ours)) / np.linalg.norm(theirs) / np.linalg.norm(ours)
            yield Goal(
                "G4", f"|cos| of axis {axis + 1}, {name}", cosine, "≥ 0.999", cosine >= 0.999
            )


def given_groups(folder: Path, told: dict[str, Any]) -> Opinions:
    votes = json.loads((folder / "votes.json").read_text())
    statements = json.loads((folder / "comments.json").read_text())
    votes.sort(key=lambda vote: float(vote["modified"]))
    cast = [(_person(vote), _statement(vote), int(vote["vote"])) for vote in votes]
    aside = [_statement(one) for one in statements if one.get("mod", one.get("moderated")) == -1]
    meta = [_statement(one) for one in statements if one["is_meta"]]
    ids = [_statement(one) for one in statements]
    members = dict(zip(told["base-clusters"]["id"], told["base-clusters"]["members"], strict=True))
    groups = {
        person: str(group["id"])
        for group in told["group-clusters"]
        for base in group["members"]
        for person in members[base]
    }
    return compute_given(gather(cast, statements=ids, aside=aside, meta=meta), groups)


def gaps(found: Opinions, told: dict[str, Any]) -> dict[str, float]:
    """Give, for each kind of figure, the widest gap between theirs and ours."""
    place = {one: column for column, one in enumerate(found.ballots.statements)}
    informed = group_informed(found.figures.agrees, found.figures.votes)
    return {
        "group-informed consensus": max(
            abs(informed[place[int(one)]] - value)
            for one, value in told["group-aware-consensus"].items()
        ),
        "representative statements": _representative(found, told),
        "consensus": _consensus(found, told),
        "priorities": max(
            abs(found.priorities[place[int(one)]] - value)
            for one, value in told["comment-priorities"].items()
        ),
    }


FIELDS = {"p-success": "rate", "p-test": "test", "repness": "ratio", "repness-test": "ratio_test"}


def _representative(found: Opinions, told: dict[str, Any]) -> float:
    widest = 0.0
    for group, rows in told["repness"].items():
        ours = standing_for(found.figures, found.letters.index(group), found.ballots.is_aside)
        if [found.ballots.statements[one.column] for one in ours] != [row["tid"] for row in rows]:
            return float("inf")
        for one, row in zip(ours, rows, strict=True):
            widest = max(widest, *(abs(row[k] - getattr(one, v)) for k, v in FIELDS.items()))
    return widest


def _consensus(found: Opinions, told: dict[str, Any]) -> float:
    ours = consensus(found.agrees, found.disagrees, found.votes, found.ballots.is_aside)
    widest = 0.0
    for direction, rows in told["consensus"].items():
        names = [found.ballots.statements[one.column] for one in ours[direction]]
        if names != [row["tid"] for row in rows]:
            return float("inf")
        for one, row in zip(ours[direction], rows, strict=True):
            widest = max(widest, abs(one.rate - row["p-success"]), abs(one.test - row["p-test"]))
    return widest


def order(data: Path) -> Iterator[Goal]:
    """Shuffle lines of one conversation, in processes of different hash seeds: the same bytes."""
    folder = data / "polis-brexit-consensus"
    if not folder.is_dir():
        yield Goal("G6", "any order, any process", "no data", "same bytes", None)
        return
    outputs = set()
    with tempfile.TemporaryDirectory() as name:
        for seed in range(3):
            head, *lines = (folder / "votes.csv").read_text(encoding="utf-8").splitlines()
            random.Random(seed).shuffle(lines)
            votes = Path(name) / "votes.csv"
            votes.write_text("\n".join([head, *lines]), encoding="utf-8")
            code = f"from benchmarks._common.opinions_exact import out; out({str(votes)!r})"
            environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
            told = subprocess.run(
                [sys.executable, "-c", code], check=True, capture_output=True, env=environment
            )
            outputs.add(told.stdout)
    yield Goal("G6", "outputs of 3 orders and hash seeds", len(outputs), "1", len(outputs) == 1)


def out(votes: str) -> None:
    print(as_json(written(compute(read_ballots(Path(votes))))))


def edges() -> Iterator[Goal]:
    """Nothing at all, one person, one statement, all alike, 26 people: no crash, no small group."""
    chance = random.Random(3)
    alike = [(person, one, 1) for person in range(30) for one in range(10)]
    passing = [(person, one, 0) for person in range(30) for one in range(10)]
    few = [(p, one, chance.choice((-1, 0, 1))) for p in range(26) for one in range(12)]
    cases = {
        "no vote": gather([], statements=range(3)),
        "nothing": gather([]),
        "one participant": gather([(1, one, 1) for one in range(9)]),
        "one statement": gather([(person, 1, person % 3 - 1) for person in range(40)]),
        "all agree": gather(alike),
        "all pass": gather(passing),
        "all set aside": gather(few, aside=range(12)),
        "26 people": gather(few),
        "revote": gather([*few, *((p, one, -v) for p, one, v in few)]),
    }
    failed = [name for name, ballots in cases.items() if not _is_sound(ballots)]
    yield Goal("G9", "edges that crash or show fewer than 5", len(failed), "0", not failed)


def _is_sound(ballots: Any) -> bool:
    try:
        told = written(compute(ballots))
        as_json(told)
    except Exception as error:  # noqa: BLE001  the benchmark tells which
        print(f"     {type(error).__name__}: {error}")
        return False
    return all(group["size"] >= 5 for group in told["groups"].values())


def routes(data: Path) -> Iterator[Goal]:
    folder = data / "polis-brexit-consensus"
    if not folder.is_dir():
        yield Goal("G10", "routing", "no data", "", None)
        return
    found = compute(read_ballots(folder / "votes.csv", folder / "comments.csv"))
    weights = dict(enumerate(found.priorities.tolist()))
    seen = set(range(0, len(weights), 2))
    drawn = Counter(routing.draw(weights, seen=seen, seed=f"draw {n}") for n in range(DRAWS))
    chances = routing.chances(weights, seen=seen)
    gap = max(
        abs(drawn[one] - DRAWS * chance) / (DRAWS * chance * (1 - chance)) ** 0.5
        for one, chance in chances.items()
    )
    yield Goal("G10", "widest gap in 20,000 draws, in σ", gap, "≤ 3 (one in 25: 3.3)", gap <= 3.3)
    again = sum(one in seen for one in drawn)
    yield Goal("G10", "statements drawn again", again, "0", again == 0)
    different = len({round(weight, 9) for weight in weights.values()})
    yield Goal("G10", "different priorities", different, "> 1", different > 1)
    common: dict[str, Any] = {"passes": 0, "extremity": 1.0}
    new = routing.priority(agrees=0, votes=0, **common)
    old = routing.priority(agrees=25, votes=50, **common)
    yield Goal("G10", "a new statement over one with 50 votes", new / old, "≥ 5", new / old >= 5)


def _person(row: dict[str, Any]) -> int:
    return int(row["pid"] if "pid" in row else row["participant_id"])


def _statement(row: dict[str, Any]) -> int:
    return int(row["tid"] if "tid" in row else row["statement_id"])
