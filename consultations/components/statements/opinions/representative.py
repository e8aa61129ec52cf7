"""Which statements stand for a group, and which for everybody (Pol.is, `repness.clj`)."""

from dataclasses import dataclass

from consultations.components.statements.opinions.ballots import Array
from consultations.components.statements.opinions.figures import (
    SIGNIFICANT,
    Figures,
    one_proportion,
    rate,
)

MOST = 5


@dataclass(frozen=True)
class Standing:
    """A statement (its column) that stands for somebody: who said so out of how many, how surely.

    `ratio` and `ratio_test` compare with all other groups; both are 0 for a consensus.
    """

    column: int
    direction: str  # agree, disagree
    success: int
    trials: int
    rate: float
    test: float
    ratio: float = 0.0
    ratio_test: float = 0.0

    @property
    def weight(self) -> float:
        return self.ratio * self.ratio_test * self.rate * self.test


def standing_for(found: Figures, group: int, is_left_out: Array) -> list[Standing]:
    """Give the statements that stand for a group, five at most, agreements first.

    Those whose rate and whose ratio are both significant, the weightiest first; the best
    agreement always among them; the likeliest one alone where nothing is significant.
    """
    live = [int(column) for column in (~is_left_out).nonzero()[0]]
    best_agreed = _best_agreed(found, group, live)
    first = [_standing(found, group, best_agreed, "agree")] if best_agreed is not None else []
    sure = [
        _standing(found, group, column, _direction(found, group, column))
        for column in live
        if _is_sure(found, group, column) and column != best_agreed
    ]
    sure.sort(key=lambda one: (-one.weight, one.column))
    if not first and not sure:
        return _likeliest(found, group, live)
    chosen = [*first, *sure][:MOST] if sure else first
    return sorted(chosen, key=lambda one: one.direction)


def consensus(
    agrees: Array, disagrees: Array, votes: Array, is_left_out: Array
) -> dict[str, list[Standing]]:
    """Give what most people agree on, and what most disagree on: five at most of each."""
    chosen = {}
    for direction, part in (("agree", agrees), ("disagree", disagrees)):
        rates, tests = rate(part, votes), one_proportion(part, votes)
        holds = (rates > 0.5) & (tests > SIGNIFICANT) & ~is_left_out
        rows = [
            Standing(
                int(c), direction, int(part[c]), int(votes[c]), float(rates[c]), float(tests[c])
            )
            for c in holds.nonzero()[0]
        ]
        rows.sort(key=lambda one: (-one.rate * one.test, one.column))
        chosen[direction] = rows[:MOST]
    return chosen


def _is_sure(found: Figures, group: int, column: int) -> bool:
    agreed = (found.agree_ratio_test[group, column], found.agree_test[group, column])
    refused = (found.disagree_ratio_test[group, column], found.disagree_test[group, column])
    return bool(min(agreed) > SIGNIFICANT or min(refused) > SIGNIFICANT)


def _direction(found: Figures, group: int, column: int) -> str:
    agreed = found.agree_ratio_test[group, column]
    return "agree" if agreed > found.disagree_ratio_test[group, column] else "disagree"


def _best_agreed(found: Figures, group: int, live: list[int]) -> int | None:
    """Find the best agreement: by representativeness once one is above 1, else by rate alone."""
    best: int | None = None
    for column in live:
        if not (found.agrees[group, column] or found.disagrees[group, column]):
            continue
        if best is None:
            is_likely = (
                found.agree_ratio[group, column] > 1 and found.agree_rate[group, column] > 0.5
            )
            if is_likely or found.agree_test[group, column] > SIGNIFICANT:
                best = column
        elif found.agree_ratio[group, best] > 1:
            weights = [_standing(found, group, one, "agree").weight for one in (column, best)]
            best = column if weights[0] > weights[1] else best
        else:
            rates = found.agree_rate[group] * found.agree_test[group]
            best = column if rates[column] > rates[best] else best
    return best


def _likeliest(found: Figures, group: int, live: list[int]) -> list[Standing]:
    voted = [column for column in live if found.votes[group, column]]
    if not voted:
        return []

    def strength(column: int) -> float:
        agreed = found.agree_ratio_test[group, column]
        return float(max(agreed, found.disagree_ratio_test[group, column]))

    column = max(voted, key=strength)
    return [_standing(found, group, column, _direction(found, group, column))]


def _standing(found: Figures, group: int, column: int, direction: str) -> Standing:
    is_agreed = direction == "agree"
    at = (group, column)
    return Standing(
        column,
        direction,
        int((found.agrees if is_agreed else found.disagrees)[at]),
        int(found.votes[at]),
        float((found.agree_rate if is_agreed else found.disagree_rate)[at]),
        float((found.agree_test if is_agreed else found.disagree_test)[at]),
        float((found.agree_ratio if is_agreed else found.disagree_ratio)[at]),
        float((found.agree_ratio_test if is_agreed else found.disagree_ratio_test)[at]),
    )
