"""A second opinion that needs no groups: what people approve of across what divides them.

A vote (1, ½ for a pass, 0) is read as μ + i_u + i_n + f_u·f_n: a taste for agreeing, the worth of
the statement, and one factor on which people and statements differ. What remains in i_n is the
approval that the factor does not explain (Community Notes, Wojcik and others, 2022; loss
Σ(r − r̂)² + λ (i_u² + i_n² + μ²) + λ/5 (f_u² + f_n²)). Solved by alternating least squares from a
fixed start. λ is 4 votes, and not their 0.15: statements with few votes are many here, and must
not win by luck.
"""

from typing import Any

from consultations.components.statements.opinions.ballots import Array, Ballots

HEAVY, LIGHT = 4.0, 0.8
ROUNDS = 12


def bridging(ballots: Ballots, start: Array) -> Array:
    """Give the worth of each statement, NaN where nobody voted; `start` is a first factor."""
    import numpy as np

    ratings = (ballots.values.astype(float) + 1) / 2
    votes = np.bincount(ballots.columns, minlength=ballots.shape[1])
    if not len(ratings):
        return np.full(ballots.shape[1], np.nan)
    mean = float(ratings.sum() / (len(ratings) + HEAVY))
    left = ballots.matrix(ratings - mean)
    seen = ballots.matrix(np.ones(len(ratings)))
    top = np.abs(start).max(initial=0.0)
    factor = start / top if top > 0 else np.zeros(ballots.shape[1])
    worth = np.zeros(ballots.shape[1])
    for _round in range(ROUNDS):
        taste, place = _solve(left, seen, worth, factor)
        worth, factor = _solve(left.T, seen.T, taste, place)
    return np.where(votes > 0, worth, np.nan)


def _solve(left: Any, seen: Any, worth: Array, factor: Array) -> tuple[Array, Array]:
    """Find, for each line, the two numbers that fit its votes best, the other side being known."""
    import numpy as np

    sums = seen @ np.stack([np.ones_like(factor), factor, factor**2, worth, worth * factor], axis=1)
    told = left @ np.stack([np.ones_like(factor), factor], axis=1)
    n, s, q = sums[:, 0] + HEAVY, sums[:, 1], sums[:, 2] + LIGHT
    first, second = told[:, 0] - sums[:, 3], told[:, 1] - sums[:, 4]
    both = n * q - s * s
    return (q * first - s * second) / both, (n * second - s * first) / both
