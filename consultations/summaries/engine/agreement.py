"""How far two readers agree who put the same contributions into themes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """How many were compared, how many alike, and Cohen's kappa (None when chance decides all)."""

    compared: int
    alike: int
    kappa: float | None

    @property
    def rate(self) -> float:
        return self.alike / self.compared if self.compared else 0.0


def agreement(pairs: Sequence[tuple[object, object]]) -> Agreement:
    """Compare the themes that a first and a second reader gave.

    kappa = (po − pe) / (1 − pe): po the share on which both agree, pe the share on which they
    would by chance, from how often each gives each theme. Source: J. Cohen, « A Coefficient of
    Agreement for Nominal Scales », Educational and Psychological Measurement 20(1), 1960, p. 37-46.
    """
    compared = len(pairs)
    alike = sum(first == second for first, second in pairs)
    if not compared:
        return Agreement(0, 0, None)
    first = Counter(one for one, _other in pairs)
    second = Counter(other for _one, other in pairs)
    by_chance = sum(first[theme] * second[theme] for theme in first) / compared**2
    if by_chance >= 1:
        return Agreement(compared, alike, None)
    return Agreement(compared, alike, (alike / compared - by_chance) / (1 - by_chance))
