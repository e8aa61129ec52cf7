"""Which statement to show next: plain numbers, so that a page asks without importing anything."""

import random
from collections.abc import Collection, Mapping

ABOUT_PEOPLE = 7.0**2  # a statement about people and not opinions is shown early (Pol.is)


def priority(
    *, agrees: int, passes: int, votes: int, extremity: float, is_meta: bool = False
) -> float:
    """Weigh a statement for the draw, as Pol.is does.

    importance = (1 − p)·(E + 1)·a with p = (passes + 1) / (votes + 2), a = (agrees + 1) /
    (votes + 2); priority = [importance · (1 + 8·2^(−votes/5))]²: new ones are shown more.
    """
    if is_meta:
        return ABOUT_PEOPLE
    passed = (passes + 1) / (votes + 2)
    agreed = (agrees + 1) / (votes + 2)
    importance = (1 - passed) * (extremity + 1) * agreed
    return float((importance * (1 + 8 * 2 ** (-votes / 5))) ** 2)


def chances(priorities: Mapping[int, float], *, seen: Collection[int] = ()) -> dict[int, float]:
    """Give, for each statement not seen yet, the probability that it comes next."""
    left = {number: weight for number, weight in priorities.items() if number not in seen}
    total = sum(left.values())
    if total <= 0:
        return {number: 1 / len(left) for number in left}
    return {number: weight / total for number, weight in left.items()}


def draw(
    priorities: Mapping[int, float], *, seen: Collection[int] = (), seed: str = ""
) -> int | None:
    """Draw the next statement; the same seed draws the same one. None when all are seen."""
    found = chances(priorities, seen=seen)
    if not found:
        return None
    numbers = sorted(found)
    chance = random.Random(seed) if seed else random.SystemRandom()  # noqa: S311  no secret
    return chance.choices(numbers, [found[number] for number in numbers])[0]
