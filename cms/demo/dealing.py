"""Dealing answers out by exact shares: what the texts say of the numbers is then true."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def shares(weights: Sequence[float], count: int) -> list[int]:
    """Split `count` after the weights, to the largest remainders; the sum is `count`."""
    total = sum(weights)
    exact = [count * weight / total for weight in weights]
    given = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: given[i] - exact[i])
    for index in by_remainder[: count - sum(given)]:
        given[index] += 1
    return given


def deal(options: Sequence[T], weights: Sequence[float], count: int, rng: Random) -> list[T]:
    """Give `count` options in a shuffled order, each as often as its weight says."""
    parts = zip(options, shares(weights, count), strict=True)
    dealt = [option for option, number in parts for _ in range(number)]
    rng.shuffle(dealt)
    return dealt


def deal_several(
    options: Sequence[T], percents: Sequence[float], count: int, most: int, rng: Random
) -> list[list[T]]:
    """Give `count` handfuls; each option lies in as many as its percentage says, or fewer."""
    hands: list[list[T]] = [[] for _ in range(count)]
    for option, percent in zip(options, percents, strict=True):
        for index in rng.sample(range(count), round(count * percent / 100)):
            hands[index].append(option)
    commonest = options[max(range(len(options)), key=lambda i: percents[i])]
    kept = [set(rng.sample(range(len(hand)), min(most, len(hand)))) for hand in hands]
    chosen = [
        [v for i, v in enumerate(hand) if i in keep] for hand, keep in zip(hands, kept, strict=True)
    ]
    return [hand or [commonest] for hand in chosen]


def rank(options: Sequence[T], weights: Sequence[float], rng: Random) -> list[T]:
    """Put all options in an order; what weighs more tends to come first."""
    left, order = list(zip(options, weights, strict=True)), []
    while left:
        picked = rng.choices(left, [weight for _, weight in left])[0]
        order.append(picked[0])
        left.remove(picked)
    return order
