"""A draw by lot that anyone can replay. Run it alone: `python lot.py draw.json`.

This file is the method itself: the platform draws with it, and gives it to whoever asks. It needs
Python 3.10 or later, nothing else, and counts with whole numbers only, so that every machine gives
the same answer.

The method, in three steps:

1. Each candidate has a ticket: SHA-256 of the commitment, the seed and the candidate's code. The
   commitment covers the rule, the quotas and the whole list, and was published before the seed
   existed; the seed comes from a public source named beforehand.
2. Candidates are called in the order of their tickets. Each is taken if the quotas can still be
   met with those who have not been called yet, and passed over if not.
3. In the same order, those not taken are the substitutes of their own stratum (the people who
   have the same answer in every category).
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

METHOD = "participation-lot-1"
COMMITTED = (
    *("method", "title", "rule", "seats", "substitutes", "quotas"),
    *("lists", "duplicates", "candidates", "seed_source", "seed_on"),
)
MOST_STEPS = 200_000

Cell = tuple[str, ...]
Counts = dict[Cell, int]
Bounds = list[dict[str, list[int]]]  # for each category: each answer, the least and the most


def canonical(data: Any) -> bytes:
    """Write data in the one form that is hashed: sorted keys, no blanks, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(draw: dict[str, Any]) -> str:
    """Hash all that is fixed before the seed is known; 64 hexadecimal signs."""
    return hashlib.sha256(canonical({name: draw[name] for name in COMMITTED})).hexdigest()


def ticket(committed: str, seed: str, code: str) -> str:
    """Give a candidate's ticket: the smallest is called first."""
    return hashlib.sha256(f"{committed}\n{seed}\n{code}".encode()).hexdigest()


def result(draw: dict[str, Any], seed: str) -> dict[str, Any]:
    """Draw: the codes taken, and the substitutes, both in the order of their tickets.

    `draw["quotas"]` is a list of categories, each with the least and the most people for each
    answer: `[["Genre", {"femme": [5, 7], "homme": [5, 7]}]]`. `draw["candidates"]` is a list of
    `[code, [answer, answer...]]`, in the order of the categories. `draw["substitutes"]` is the
    number of substitutes kept for each person taken in a stratum. Raises ValueError when the
    quotas cannot be met.
    """
    cells = {code: tuple(answers) for code, answers in draw["candidates"]}
    committed = commitment(draw)
    called = sorted(cells, key=lambda code: ticket(committed, seed, code))
    taken = _taken(draw, called, cells)
    chosen = set(taken)
    places = _counted(cells[code] for code in taken)
    left = {cell: number * draw["substitutes"] for cell, number in places.items()}
    substitutes = []
    for code in called:
        if code not in chosen and left.get(cells[code], 0):
            left[cells[code]] -= 1
            substitutes.append(code)
    return {"taken": taken, "substitutes": substitutes}


def _taken(draw: dict[str, Any], called: list[str], cells: dict[str, Cell]) -> list[str]:
    waiting = _counted(cells.values())
    room = _bounds(draw)
    plan = planned(waiting, room, draw["seats"])
    if plan is None:
        raise ValueError("the quotas cannot be met with these candidates")
    taken: list[str] = []
    closed = set()  # a stratum that cannot be taken from now cannot be later either
    for code in called:
        cell = cells[code]
        waiting[cell] -= 1
        if len(taken) == draw["seats"] or cell in closed:
            continue
        after = _filled(room, cell, 1)
        if plan.get(cell, 0):
            plan[cell] -= 1
        else:
            other = planned(waiting, after, draw["seats"] - len(taken) - 1) if after else None
            if other is None:
                closed.add(cell)
                continue
            plan = other
        assert after is not None
        room = after
        taken.append(code)
    return taken


def _bounds(draw: dict[str, Any]) -> Bounds:
    return [{name: list(pair) for name, pair in answers.items()} for _, answers in draw["quotas"]]


def _counted(cells: Iterable[Cell]) -> Counts:
    counts: Counts = {}
    for cell in cells:
        counts[cell] = counts.get(cell, 0) + 1
    return counts


def planned(waiting: Counts, room: Bounds, seats: int) -> Counts | None:
    """Find how many to take from each cell so that every quota is met, or nothing.

    An exact search, cell by cell, cut as soon as a quota is out of reach. It gives up (and so
    says nothing) after MOST_STEPS steps, which is the same on every machine.
    """
    cells = sorted(cell for cell, number in waiting.items() if number)
    beyond = _beyond(cells, waiting, len(room))
    plan: Counts = {}
    steps = [0]

    def fill(place: int, room: Bounds, seats: int) -> bool:
        steps[0] += 1
        if steps[0] > MOST_STEPS or not _within_reach(room, beyond[place], seats):
            return False
        if place == len(cells):
            return True
        cell = cells[place]
        for number in range(min(waiting[cell], seats), -1, -1):
            after = _filled(room, cell, number)
            if after is not None and fill(place + 1, after, seats - number):
                plan[cell] = number
                return True
        return False

    return plan if fill(0, room, seats) else None


Sums = tuple[int, list[dict[str, int]]]  # people, and for each category people by answer


def _beyond(cells: list[Cell], waiting: Counts, categories: int) -> list[Sums]:
    """For each place, how many candidates stand from there on, in all and by answer."""
    beyond: list[Sums] = [(0, [{} for _ in range(categories)])]
    for cell in reversed(cells):
        people, sums = beyond[0][0], [dict(answers) for answers in beyond[0][1]]
        for answers, answer in zip(sums, cell, strict=True):
            answers[answer] = answers.get(answer, 0) + waiting[cell]
        beyond.insert(0, (people + waiting[cell], sums))
    return beyond


def _filled(room: Bounds, cell: Cell, number: int) -> Bounds | None:
    """Give what remains to fill once this many of a cell are taken, or nothing if it is full."""
    after = [dict(answers) for answers in room]
    for answers, answer in zip(after, cell, strict=True):
        least, most = answers[answer]
        if number > most:
            return None
        answers[answer] = [max(0, least - number), most - number]
    return after


def _within_reach(room: Bounds, beyond: Sums, seats: int) -> bool:
    """Say whether these seats and quotas are not yet out of reach of those who stand beyond."""
    people, sums = beyond
    if people < seats:
        return False
    for answers, there in zip(room, sums, strict=True):
        if any(least > there.get(name, 0) for name, (least, _) in answers.items()):
            return False
        if sum(least for least, _ in answers.values()) > seats:
            return False
        if sum(min(most, there.get(name, 0)) for name, (_, most) in answers.items()) < seats:
            return False
    return people > 0 or seats == 0


def chances(draw: dict[str, Any], rehearsals: int) -> list[list[Any]]:
    """Rehearse the draw with the seeds `rehearsal 1`, `rehearsal 2`…; they have no effect on it.

    Gives `[answers, people, taken]` for each stratum: over all rehearsals, how often somebody of
    that stratum was taken. The chance of one person there is taken / (people * rehearsals).
    """
    cells = {code: tuple(answers) for code, answers in draw["candidates"]}
    seeds = [f"rehearsal {number}" for number in range(1, rehearsals + 1)]
    taken = _counted(cells[code] for seed in seeds for code in result(draw, seed)["taken"])
    people = _counted(cells.values())
    return [[list(cell), people[cell], taken.get(cell, 0)] for cell in sorted(people)]


def disagreements(draw: dict[str, Any]) -> Iterator[str]:
    """Replay a published draw; say where it differs from what was published, if it does."""
    if draw.get("method") != METHOD:
        yield f"the method is {draw.get('method')!r}, this file replays {METHOD!r}"
        return
    if commitment(draw) != draw["commitment"]:
        yield "the rule, the quotas or the list are not those of the commitment"
    try:
        again = result(draw, draw["seed"])
    except ValueError as problem:
        yield str(problem)
        return
    for name, codes in again.items():
        if codes != draw["result"].get(name):
            yield f"{name}: the replay gives another list"


def main(path: str) -> int:
    """Replay the draw of a file and print the verdict; 0 when it agrees."""
    draw = json.loads(Path(path).read_text(encoding="utf-8"))
    wrong = list(disagreements(draw))
    for line in wrong:
        print("DIFFERS:", line)  # noqa: T201  run alone, it speaks
    if not wrong:
        taken = len(draw["result"]["taken"])
        size = len(draw["candidates"])
        print(f"AGREES: {size} candidates, {taken} taken, {draw['commitment']}")  # noqa: T201  the same
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
