"""From votes to opinions: the whole computation, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from consultations.components.statements.opinions import clusters, identity, routing
from consultations.components.statements.opinions.axes import Axes, find_axes, stand
from consultations.components.statements.opinions.ballots import Array, Ballots, Id
from consultations.components.statements.opinions.bridging import bridging
from consultations.components.statements.opinions.figures import Figures, count, figures
from consultations.components.statements.opinions.identity import Memory

VERSION = "1"
LEAST_VOTES = 7  # a participant who voted less is not grouped
LEAST_GROUPED = 15  # where fewer did, the most active are


@dataclass(frozen=True)
class Opinions:
    """What a computation finds.

    `labels` is the group of each participant (-1 for none), `letters` the name of each group,
    `found` the number of groups this computation prefers (`k` is what is shown), `agrees`,
    `disagrees` and `votes` the counts of all participants, `memory` what the next one needs.
    """

    ballots: Ballots
    axes: Axes
    points: Array
    labels: Array
    letters: list[str]
    k: int
    found: int
    silhouettes: dict[int, float]
    figures: Figures
    agrees: Array
    disagrees: Array
    votes: Array
    bridging: Array
    priorities: Array
    memory: Memory

    def people(self, group: int) -> Array:
        """The rows of those in a group."""
        return (self.labels == group).nonzero()[0]


def compute(ballots: Ballots, memory: Memory | None = None) -> Opinions:
    """Find the groups and all that follows from them. Takes what the last computation left."""
    before = memory or Memory()
    axes = find_axes(ballots, like=_earlier_axes(ballots, before))
    points = stand(ballots, axes)
    labels, found, silhouettes, kept = _grouped(ballots, points, before)
    k = kept[0]
    letters = identity.named(labels, list(ballots.participants), k, before)
    after = Memory(*kept, groups=_groups(ballots, labels, letters), axes=_axes(ballots, axes))
    return _opinions(ballots, axes, points, labels, letters, found, silhouettes, after)


def compute_given(ballots: Ballots, groups: Mapping[Id, str]) -> Opinions:
    """Compute everything but the groups, which are given by participant."""
    import numpy as np

    axes = find_axes(ballots)
    letters = sorted(set(groups.values()))
    labels = np.array(
        [letters.index(groups[one]) if one in groups else -1 for one in ballots.participants],
        dtype=int,
    )
    memory = Memory(len(letters), groups=dict(groups), axes=_axes(ballots, axes))
    points = stand(ballots, axes)
    return _opinions(ballots, axes, points, labels, letters, len(letters), {}, memory)


def who_is_grouped(ballots: Ballots) -> Array:
    """Give the rows of participants who voted enough (Pol.is: min(7, M) votes, or the first 15)."""
    import numpy as np

    votes = ballots.votes_each
    enough = (votes >= min(LEAST_VOTES, max(ballots.shape[1], 1))).nonzero()[0]
    if len(enough) >= LEAST_GROUPED:
        return enough
    most = np.argsort(-votes, kind="stable")[:LEAST_GROUPED]
    return np.sort(most[votes[most] > 0])


def _grouped(
    ballots: Ballots, points: Array, memory: Memory
) -> tuple[Array, int, dict[int, float], tuple[int, int, int]]:
    """Put in groups those who voted enough; who stands alone, far from all others, in none."""
    import numpy as np

    labels = np.full(ballots.shape[0], -1)
    rows = who_is_grouped(ballots)
    for _round in range(3):
        if len(rows) < 2 * clusters.LEAST_PEOPLE:
            break
        found = clusters.splits(points[rows])
        large = {
            k: split
            for k, split in found.items()
            if np.bincount(split.labels, minlength=k).min() >= clusters.LEAST_PEOPLE
        }
        if large:
            best = clusters.best_of(large)
            kept = identity.smoothed(memory, best, set(large))
            labels[rows] = _in_order(points[rows], large[kept[0]].labels)
            scores = {k: split.silhouette for k, split in found.items()}
            return labels, best, scores, kept
        if 2 not in found:
            break
        rows = rows[_in_a_large_group(found[2].labels)]
    return labels, 0, {}, (0, 0, 0)


def _in_a_large_group(labels: Array) -> Array:
    import numpy as np

    return np.bincount(labels)[labels] >= clusters.LEAST_PEOPLE


def _in_order(points: Array, labels: Array) -> Array:
    """Number the groups from left to right on the map."""
    import numpy as np

    groups = np.unique(labels)
    middle = [tuple(np.round(points[labels == group].mean(axis=0), 9)) for group in groups]
    place = {
        group: rank for rank, (_, group) in enumerate(sorted(zip(middle, groups, strict=True)))
    }
    return np.array([place[label] for label in labels])


def _opinions(
    ballots: Ballots,
    axes: Axes,
    points: Array,
    labels: Array,
    letters: list[str],
    found: int,
    silhouettes: dict[int, float],
    memory: Memory,
) -> Opinions:
    import numpy as np

    k = len(letters)
    everyone = count(ballots, np.zeros(ballots.shape[0], dtype=int), 1)
    of_groups = count(ballots, labels, k)
    totals = tuple(part.sum(axis=0) for part in of_groups) if k else tuple(p[0] for p in everyone)
    return Opinions(
        ballots,
        axes,
        points,
        labels,
        letters,
        k,
        found,
        silhouettes,
        figures(*of_groups),
        everyone[0][0],
        everyone[1][0],
        everyone[2][0],
        bridging(ballots, axes.weights[:, 0]),
        _priorities(ballots, axes, *totals),
        memory,
    )


def _priorities(
    ballots: Ballots, axes: Axes, agrees: Array, disagrees: Array, votes: Array
) -> Array:
    import numpy as np

    extremity = axes.extremity()
    return np.array(
        [
            routing.priority(
                agrees=int(agrees[c]),
                passes=int(votes[c] - agrees[c] - disagrees[c]),
                votes=int(votes[c]),
                extremity=float(extremity[c]),
                is_meta=bool(ballots.is_meta[c]),
            )
            for c in range(ballots.shape[1])
        ]
    )


def _groups(ballots: Ballots, labels: Array, letters: list[str]) -> dict[Id, str]:
    return {
        one: letters[label]
        for one, label in zip(ballots.participants, labels.tolist(), strict=True)
        if label >= 0
    }


def _axes(ballots: Ballots, axes: Axes) -> dict[Id, tuple[float, float]]:
    return {
        one: (first, second)
        for one, (first, second) in zip(ballots.statements, axes.weights.tolist(), strict=True)
    }


def _earlier_axes(ballots: Ballots, memory: Memory) -> Axes | None:
    import numpy as np

    if not memory.axes:
        return None
    lines = [memory.axes.get(one, (0.0, 0.0)) for one in ballots.statements]
    weights = np.array(lines).reshape(-1, 2)
    return Axes(np.zeros(len(lines)), weights)
