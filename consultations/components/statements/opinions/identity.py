"""Groups keep their letter from one computation to the next, and their number does not flicker."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consultations.components.statements.opinions.ballots import Array, Id

AGREEING = 4  # computations that must find the same new number of groups before it is shown
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Memory:
    """What the last computation left: the number of groups, who was in which, the axes.

    `candidate` is another number found since, `streak` how many times in a row.
    """

    k: int = 0
    candidate: int = 0
    streak: int = 0
    groups: Mapping[Id, str] = field(default_factory=dict)
    axes: Mapping[Id, tuple[float, float]] = field(default_factory=dict)


def smoothed(memory: Memory, found: int, possible: set[int]) -> tuple[int, int, int]:
    """Say how many groups to show, and what to remember: (k, candidate, streak).

    A new number is shown once four computations in a row found it, or at once where the number
    shown before is no longer possible.
    """
    if memory.k not in possible or found == memory.k:
        return found, 0, 0
    streak = memory.streak + 1 if found == memory.candidate else 1
    if streak >= AGREEING:
        return found, 0, 0
    return memory.k, found, streak


def named(labels: Array, participants: list[Id], k: int, memory: Memory) -> list[str]:
    """Give each group the letter of the earlier group with which it shares most people.

    The assignment shares the most people in all (Kuhn, 1955). A new group takes the first letter
    that is free; where nothing was before, the largest group is A.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    sizes = np.bincount(labels[labels >= 0], minlength=k)
    earlier = sorted(set(memory.groups.values()))
    letters = [""] * k
    if earlier:
        shared = np.zeros((k, len(earlier)))
        for label, person in zip(labels, participants, strict=True):
            letter = memory.groups.get(person)
            if label >= 0 and letter is not None:
                shared[label, earlier.index(letter)] += 1
        for group, place in zip(*linear_sum_assignment(-shared), strict=True):
            if shared[group, place] > 0:
                letters[group] = earlier[place]
    free = [letter for letter in LETTERS if letter not in letters]
    for group in sorted(range(k), key=lambda one: (-sizes[one], one)):
        letters[group] = letters[group] or free.pop(0)
    return letters
