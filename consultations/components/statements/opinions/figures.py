"""What each group, and all together, say of each statement: counts, rates and tests.

The formulas are those of Pol.is (`math/src/polismath/math/repness.clj`): rates shrunk towards one
half by two imagined votes, one-sided tests of one and of two proportions.
"""

from dataclasses import dataclass

from consultations.components.statements.opinions.ballots import Array, Ballots

SIGNIFICANT = 1.2816  # 90 %, one-sided


@dataclass(frozen=True)
class Figures:
    """Arrays of one line a group and one column a statement; `votes` counts passes too.

    `agree_rate` is (agrees + 1) / (votes + 2); `_test` a one-proportion z; `_ratio` the rate over
    that of all other groups together; `_ratio_test` a two-proportion z.
    """

    agrees: Array
    disagrees: Array
    votes: Array
    agree_rate: Array
    disagree_rate: Array
    agree_test: Array
    disagree_test: Array
    agree_ratio: Array
    disagree_ratio: Array
    agree_ratio_test: Array
    disagree_ratio_test: Array


def count(ballots: Ballots, labels: Array, k: int) -> tuple[Array, Array, Array]:
    """Count agrees, disagrees and votes by group and statement; a label of -1 counts nowhere."""
    import numpy as np

    statements = ballots.shape[1]
    group = labels[ballots.rows]
    slot = group.astype(np.int64) * statements + ballots.columns
    found = []
    for chosen in (ballots.values == 1, ballots.values == -1, ballots.values >= -1):
        slots = slot[chosen & (group >= 0)]
        found.append(np.bincount(slots, minlength=k * statements).reshape(k, statements))
    return found[0], found[1], found[2]


def figures(agrees: Array, disagrees: Array, votes: Array) -> Figures:
    """Compute rates, tests and ratios from counts (one line a group)."""
    others = votes.sum(axis=0) - votes
    other_agrees = agrees.sum(axis=0) - agrees
    other_disagrees = disagrees.sum(axis=0) - disagrees
    return Figures(
        agrees,
        disagrees,
        votes,
        rate(agrees, votes),
        rate(disagrees, votes),
        one_proportion(agrees, votes),
        one_proportion(disagrees, votes),
        rate(agrees, votes) / rate(other_agrees, others),
        rate(disagrees, votes) / rate(other_disagrees, others),
        two_proportions(agrees, votes, other_agrees, others),
        two_proportions(disagrees, votes, other_disagrees, others),
    )


def rate(part: Array, whole: Array) -> Array:
    return (part + 1) / (whole + 2)


def one_proportion(part: Array, whole: Array) -> Array:
    """Test that more than half did: 2·√(n+1)·((s+1)/(n+1) − ½)."""
    import numpy as np

    return 2 * np.sqrt(whole + 1) * ((part + 1) / (whole + 1) - 0.5)


def two_proportions(part: Array, whole: Array, other_part: Array, other_whole: Array) -> Array:
    """Test that one rate is above another, one added to all four counts; 0 if both are certain."""
    import numpy as np

    n1, n2 = whole + 1.0, other_whole + 1.0
    s1, s2 = part + 1.0, other_part + 1.0
    pooled = (s1 + s2) / (n1 + n2)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled) * (1 / n1 + 1 / n2), 0))
    return np.where(spread > 0, (s1 / n1 - s2 / n2) / np.where(spread > 0, spread, 1), 0.0)


def group_informed(part: Array, votes: Array) -> Array:
    """Multiply over the groups (part + 1) / (votes + 2): high only if every group agrees."""
    return rate(part, votes).prod(axis=0)


def division(found: Figures, least: int) -> Array:
    """How far apart the groups stand: the widest gap between two agreement rates.

    Groups of which fewer than `least` people voted do not count; -1 where fewer than two do.
    """
    import numpy as np

    enough = found.votes >= least
    high = np.where(enough, found.agree_rate, -np.inf).max(axis=0, initial=-np.inf)
    low = np.where(enough, found.agree_rate, np.inf).min(axis=0, initial=np.inf)
    return np.where(enough.sum(axis=0) >= 2, high - low, -1.0)


def uncertainty(passes: Array, votes: Array) -> Array:
    """Rank what people are unsure of: (passes / votes)² · passes where more than 30 % pass."""
    import numpy as np

    share = passes / np.maximum(votes, 1)
    return np.where(share > 0.3, share**2 * passes, 0.0)
