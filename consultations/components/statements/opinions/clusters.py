"""Groups of participants who stand near each other on the map.

As Pol.is does: 2 to 5 groups by k-means on the map, as many as the silhouette finds best
(Rousseeuw, 1987). Unlike Pol.is, each k-means starts many times from fixed places and keeps the
best, so that the order in which people arrived decides nothing; and more groups must be clearly
better than fewer. Where people are many, neighbours are first gathered in 100 small clusters.
"""

from dataclasses import dataclass

from consultations.components.statements.opinions.ballots import Array

MOST_BASES = 100
MOST_ONE_BY_ONE = 5_000  # participants; beyond, small clusters are grouped first
MOST_COMPARED = 2_000  # points between which a silhouette is measured
MOST_GROUPS = 5
LEAST_PEOPLE = 5  # a smaller group is not made: its people would be recognised
CLEARLY_BETTER = 0.05  # of silhouette, for one group more
STARTS = 24
ROUNDS = 60
SEED = 20_170_313


@dataclass(frozen=True)
class Split:
    """One way of making k groups: the group of each participant, the centres, the silhouette."""

    k: int
    labels: Array
    centres: Array
    silhouette: float


def splits(points: Array) -> dict[int, Split]:
    """Give the best split for each possible k, whatever the size of its groups."""
    import numpy as np

    distinct, which = _distinct(points)
    weights = np.bincount(which, minlength=len(distinct)).astype(float)
    if len(points) > MOST_ONE_BY_ONE and len(distinct) > MOST_BASES:
        bases, people = _bases(distinct, weights)
    else:
        bases, people = distinct, weights
    most = min(MOST_GROUPS, 2 + min(len(bases), MOST_BASES) // 12, len(bases))
    step = len(points) // MOST_COMPARED + 1
    far = distances(points[::step])
    found = {}
    for k in range(2, most + 1):
        labels, centres = many_starts(bases, people, k)
        if bases is not distinct:
            labels, centres = _lloyd(distinct, weights, centres, rounds=ROUNDS)
        labels = labels[which]
        found[k] = Split(k, labels, centres, silhouette(far, labels[::step]))
    return found


def best_of(found: dict[int, Split]) -> int:
    """Choose how many groups: as few as come near the best silhouette; 0 when there are none."""
    if not found:
        return 0
    top = max(split.silhouette for split in found.values())
    return min(k for k, split in found.items() if split.silhouette >= top - CLEARLY_BETTER)


def _distinct(points: Array) -> tuple[Array, Array]:
    import numpy as np

    distinct, which = np.unique(np.round(points, 9), axis=0, return_inverse=True)
    return distinct, which.reshape(-1)


def _bases(distinct: Array, weights: Array) -> tuple[Array, Array]:
    """Gather neighbours in small clusters: give their centres and how many people are in each."""
    import numpy as np

    chance = np.random.RandomState(SEED)
    centres = _spread_out(distinct, weights, MOST_BASES, chance)
    labels, centres = _lloyd(distinct, weights, centres, rounds=10)
    people = np.bincount(labels, weights=weights, minlength=len(centres))
    return centres[people > 0], people[people > 0]


def dots(points: Array, size: int) -> list[tuple[float, float, int]]:
    """Gather neighbours for a drawing: places, each with at least five people, `size` on average.

    Nobody can be recognised on a map that shows no place with fewer people.
    """
    import numpy as np

    distinct, which = _distinct(points)
    count = max(1, min(len(points) // size, len(distinct)))
    weights = np.bincount(which, minlength=len(distinct)).astype(float)
    labels, centres = many_starts(distinct, weights, count, starts=2)
    people = np.bincount(labels, weights=weights, minlength=count)
    while len(centres) > 1 and people.min() < LEAST_PEOPLE:
        small = int(np.argmin(people))
        gap = np.sum((centres - centres[small]) ** 2, axis=1)
        gap[small] = np.inf
        near = int(np.argmin(gap))
        both = people[small] + people[near]
        centres[near] = (people[small] * centres[small] + people[near] * centres[near]) / both
        people[near] = both
        centres, people = np.delete(centres, small, axis=0), np.delete(people, small)
    return [(float(x), float(y), int(n)) for (x, y), n in zip(centres, people, strict=True)]


def many_starts(
    points: Array, weights: Array, k: int, *, starts: int = STARTS
) -> tuple[Array, Array]:
    """Give the weighted k-means with the least spread among many fixed starts."""
    import numpy as np

    chance = np.random.RandomState(SEED + k)
    best, least = None, np.inf
    for _start in range(starts):
        centres = _spread_out(points, weights, k, chance)
        labels, centres = _lloyd(points, weights, centres, rounds=ROUNDS)
        inertia = float(weights @ np.sum((points - centres[labels]) ** 2, axis=1))
        if inertia < least - 1e-9:
            best, least = (labels, centres), inertia
    assert best is not None
    return best


def distances(points: Array) -> Array:
    """Give how far each point is from each other."""
    import numpy as np

    return np.hypot(*(points[:, None, axis] - points[None, :, axis] for axis in (0, 1)))


def silhouette(far: Array, labels: Array) -> float:
    """Give the mean silhouette, from all distances; who is alone in a group counts for 0."""
    import numpy as np

    groups = np.unique(labels)
    member = (labels[:, None] == groups[None, :]).astype(float)
    sizes = member.sum(axis=0)
    sums = far @ member
    own = np.searchsorted(groups, labels)
    here = np.arange(len(far))
    within = sums[here, own] / np.maximum(sizes[own] - 1, 1)
    means = sums / sizes
    means[here, own] = np.inf
    beside = means.min(axis=1)
    larger = np.maximum(within, beside)
    score = np.where(larger > 0, (beside - within) / np.where(larger > 0, larger, 1), 0.0)
    return float(np.mean(np.where(sizes[own] > 1, score, 0.0)))


def nearest(points: Array, centres: Array) -> Array:
    """Give the nearest centre of each point."""
    from scipy.spatial import cKDTree

    return cKDTree(centres).query(points)[1]


def _spread_out(points: Array, weights: Array, k: int, chance: Array) -> Array:
    """Choose k starting places far from each other (k-means++, Arthur and Vassilvitskii, 2007)."""
    import numpy as np

    shares = np.cumsum(weights, dtype=float)
    first = int(np.searchsorted(shares, chance.random_sample() * shares[-1]))
    chosen = [min(first, len(points) - 1)]
    gap = np.sum((points - points[chosen[0]]) ** 2, axis=1)
    for _one in range(k - 1):
        pull = np.cumsum(gap * weights)
        place = int(np.searchsorted(pull, chance.random_sample() * pull[-1]))
        chosen.append(min(place, len(points) - 1))
        gap = np.minimum(gap, np.sum((points - points[chosen[-1]]) ** 2, axis=1))
    return points[chosen].astype(float)


def _lloyd(points: Array, weights: Array, centres: Array, *, rounds: int) -> tuple[Array, Array]:
    import numpy as np

    count = len(centres)
    labels = np.full(len(points), -1)
    for _round in range(rounds):
        anew = nearest(points, centres)
        if np.array_equal(anew, labels):
            break
        labels = anew
        people = np.bincount(labels, weights=weights, minlength=count)
        sums = [
            np.bincount(labels, weights=weights * points[:, axis], minlength=count)
            for axis in range(points.shape[1])
        ]
        kept = people > 0
        moved = np.stack(sums, axis=1)[kept] / people[kept, None]
        centres = centres.copy()
        centres[kept] = moved
    return nearest(points, centres), centres
