"""The two axes along which opinions differ most, and where each participant stands on them.

Principal components of the votes, as Pol.is takes them: a vote that was not cast counts as the
mean of its statement (zero after centring), a statement set aside counts as nothing at all. They
are found by block power iteration (Halko, Martinsson, Tropp, SIAM Review 53, 2011) from a fixed
start, so that two computations agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consultations.components.statements.opinions.ballots import Array, Ballots

MOST_ROUNDS = 400
CLOSE, CLOSE_WHEN_LARGE = 1e-10, 1e-6
LARGE = 2_000_000  # votes
BLOCK = 4


@dataclass(frozen=True)
class Axes:
    """The mean of each statement and its weight on both axes; one line a statement.

    `aside` is the number of statements set aside: they count as voted by everybody (Pol.is).
    """

    means: Array
    weights: Array
    aside: int = 0

    @property
    def scale(self) -> float:
        """√M: a participant who voted on one of M statements stands as far out as one of all."""
        return float(len(self.means) ** 0.5)

    def extremity(self) -> Array:
        """How far out one agreement alone puts somebody: √M·‖(1 − mean)·weight‖ (Pol.is)."""
        import numpy as np

        return self.scale * np.abs(1 - self.means) * np.hypot(*self.weights.T)


def find_axes(ballots: Ballots, like: Axes | None = None) -> Axes:
    """Find the two axes; `like` gives earlier ones, whose direction they keep."""
    import numpy as np

    means = _means(ballots)
    count = ballots.shape[1]
    weights = np.zeros((count, 2))
    spread = _spread(ballots, means)
    live = np.flatnonzero(spread > 0)
    if len(live):
        matrix = _centred(ballots, means)
        found = _dominant(matrix, count)
        weights[:, : found.shape[1]] = found
        weights[np.abs(weights) < 1e-12] = 0.0
    weights = _pointing(weights, like.weights if like is not None else None)
    return Axes(means, weights, int(ballots.is_aside.sum()))


def stand(ballots: Ballots, axes: Axes) -> Array:
    """Place each participant: √(M / votes) · Σ (vote − mean) · weight (Pol.is, 2017)."""
    import numpy as np

    if not ballots.shape[1]:
        return np.zeros((ballots.shape[0], 2))
    sums = _centred(ballots, axes.means) @ axes.weights
    live = ballots.rows[~ballots.is_aside[ballots.columns]]
    votes = np.bincount(live, minlength=ballots.shape[0]) + axes.aside
    return sums * (axes.scale / np.sqrt(np.maximum(votes, 1)))[:, None]


def stand_alone(
    votes: Mapping[int, int],
    axes: Mapping[int, tuple[float, float, float]],
    *,
    statements: int,
    aside: int,
) -> tuple[float, float]:
    """Place one participant from their votes, as `stand` does, by plain numbers.

    `axes` gives, for each statement that counts, its mean and both weights; `statements` is how
    many there are in all. For the moment after a vote: nothing is imported, nothing waits.
    """
    x = y = 0.0
    known = [(value, axes[number]) for number, value in votes.items() if number in axes]
    for value, (mean, first, second) in known:
        x += (value - mean) * first
        y += (value - mean) * second
    scale = (statements / max(len(known) + aside, 1)) ** 0.5
    return x * scale, y * scale


def _means(ballots: Ballots) -> Array:
    import numpy as np

    count = ballots.shape[1]
    votes = np.bincount(ballots.columns, minlength=count)
    sums = np.bincount(ballots.columns, weights=ballots.values, minlength=count)
    means = sums / np.maximum(votes, 1)
    means[ballots.is_aside] = 0
    return means


def _spread(ballots: Ballots, means: Array) -> Array:
    import numpy as np

    squares = (ballots.values - means[ballots.columns]) ** 2
    spread = np.bincount(ballots.columns, weights=squares, minlength=ballots.shape[1])
    spread[ballots.is_aside | (spread < 1e-12)] = 0
    return spread


def _centred(ballots: Ballots, means: Array) -> Any:
    data = ballots.values - means[ballots.columns]
    data[ballots.is_aside[ballots.columns]] = 0
    return ballots.matrix(data)


def _dominant(matrix: Any, count: int) -> Array:
    """Give the two dominant directions of the columns, each of length 1."""
    import numpy as np

    size = min(BLOCK, count)
    close = CLOSE if matrix.nnz < LARGE else CLOSE_WHEN_LARGE
    turned = matrix.T.tocsr() if matrix.nnz < LARGE else matrix.T
    block = np.cos(np.outer(np.arange(1, count + 1), np.arange(1, size + 1) ** 0.5))
    block, _ = np.linalg.qr(block)
    top = np.zeros((count, min(2, size)))
    for _round in range(MOST_ROUNDS):
        seen = matrix @ block
        _values, turn = np.linalg.eigh(seen.T @ seen)
        block, _ = np.linalg.qr(turned @ (seen @ turn[:, ::-1]))
        before, top = top, block[:, : top.shape[1]]
        moved = np.minimum(
            np.linalg.norm(top - before, axis=0), np.linalg.norm(top + before, axis=0)
        )
        if np.all(moved < close):
            break
    return top


def _pointing(weights: Array, like: Array | None) -> Array:
    """Give each axis a side: as before where there was one, else its largest weight positive."""
    import numpy as np

    for axis in range(weights.shape[1]):
        column = weights[:, axis]
        side = float(column @ like[:, axis]) if like is not None else 0.0
        if side == 0.0 and len(column):
            side = float(column[np.argmax(np.round(np.abs(column), 9))])
        if side < 0:
            weights[:, axis] = -column
    return weights
