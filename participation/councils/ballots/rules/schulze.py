"""The Schulze method: who wins a ranking, and why.

Source: Markus Schulze, « A new monotonic, clone-independent, reversal symmetric, and
Condorcet-consistent single-winner election method », Social Choice and Welfare 36 (2011),
pages 267-303; the strength of a link is the number of votes that make it (« winning votes »).
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

Weight = int | Fraction
Matrix = dict[tuple[str, str], Weight]


def pairs(keys: Sequence[str], ranked: Iterable[tuple[dict[str, Any], Weight]]) -> Matrix:
    """Say how much weight prefers each option to each other: d[one, other].

    Takes ranks (1 is best) with the weight of each vote. An option left without a rank stands
    below all those that have one, and level with the others without.
    """
    matrix: Matrix = {(one, other): 0 for one in keys for other in keys}
    for ranks, weight in ranked:
        for one, other in permutations(keys, 2):
            if ranks.get(one, len(keys) + 1) < ranks.get(other, len(keys) + 1):
                matrix[one, other] += weight
    return matrix


def beats(keys: Sequence[str], d: Matrix) -> set[tuple[str, str]]:
    """Give the pairs (one, other) where `one` beats `other` by the strongest path.

    A path is as strong as its weakest link; p[one, other] is the strength of the strongest path:
    p[one, other] = max over `via` of min(p[one, via], p[via, other]), from
    p[one, other] = d[one, other] if d[one, other] > d[other, one] else 0. Then `one` beats `other`
    if p[one, other] > p[other, one]. That relation never turns in a circle (Schulze 2011, 4.1).
    """
    p = {(one, other): d[one, other] if d[one, other] > d[other, one] else 0 for one, other in d}
    for via, one, other in permutations(keys, 3):  # `via` turns slowest, as the method asks
        p[one, other] = max(p[one, other], min(p[one, via], p[via, other]))
    return {(one, other) for one, other in p if p[one, other] > p[other, one]}


def levels(keys: Sequence[str], beaten: set[tuple[str, str]]) -> list[list[str]]:
    """Sort options into levels: first those that nobody beats, then those that remain, and so on.

    Two options on one level are level: no name, number or chance parts them.
    """
    remaining, found = list(keys), []
    while remaining:
        level = [one for one in remaining if not any((other, one) in beaten for other in remaining)]
        found.append(level)
        remaining = [one for one in remaining if one not in level]
    return found
