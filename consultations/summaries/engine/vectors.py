"""From word stems to vectors: TF-IDF of stems, and of pairs of stems side by side."""

from dataclasses import dataclass
from typing import Any

from consultations.summaries.engine.words import Words

MOST_FEATURES = 60_000


@dataclass(frozen=True)
class Vectors:
    """One row for each text. `terms[j]` tells column j: one stem, or two side by side."""

    matrix: Any  # sparse, rows of length 1
    counts: Any  # sparse, how often each term stands in each text
    terms: list[tuple[int, ...]]
    idf: Any


def vectors(words: Words, *, pairs: bool = False, power: float = 1) -> Vectors:
    """Give the TF-IDF vectors (sublinear tf, smoothed idf, as scikit-learn defines them).

    `power` raises the idf: 2 lets rare words decide what a text is about.
    """
    import numpy as np
    from scipy import sparse

    count = len(words)
    owner = np.repeat(np.arange(count), np.diff(words.starts))
    ids = words.ids
    is_word = ids >= 0
    size = max(len(words.stems), 1)
    features, owners = [ids[is_word].astype(np.int64)], [owner[is_word]]
    if pairs and len(ids):
        beside = is_word[:-1] & is_word[1:] & (owner[:-1] == owner[1:]) & (ids[:-1] != ids[1:])
        first, second = ids[:-1][beside].astype(np.int64), ids[1:][beside]
        features.append(size + first * size + second)
        owners.append(owner[:-1][beside])
    feature, place = np.concatenate(features), np.concatenate(owners)
    kept, column, frequency = _kept(feature, place, count)
    chosen = column >= 0
    counts = sparse.csr_matrix(
        (np.ones(int(chosen.sum()), dtype=np.float32), (place[chosen], column[chosen])),
        shape=(count, len(kept)),
    )
    counts.sum_duplicates()
    idf = (np.log((1 + count) / (1 + frequency)) + 1) ** power
    matrix = counts.copy()
    matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices].astype(np.float32)
    terms = [
        (int(name),) if name < size else tuple(map(int, divmod(name - size, size)))
        for name in kept.tolist()
    ]
    return Vectors(unit_rows(matrix), counts, terms, idf)


def _kept(feature: Any, place: Any, count: int) -> Any:
    """Keep the terms that stand in enough texts; give them, each one's column, and its texts."""
    import numpy as np

    if not len(feature):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    names, inverse = np.unique(feature, return_inverse=True)
    together = np.unique(inverse.astype(np.int64) * count + place)
    frequency = np.bincount(together // count, minlength=len(names))
    fewest = 1 if count < 30 else max(2, count // 20_000)
    wanted = frequency >= fewest
    if wanted.sum() > MOST_FEATURES:
        wanted &= frequency >= np.sort(frequency)[-MOST_FEATURES]
    renumbered = np.full(len(names), -1, dtype=np.int64)
    renumbered[wanted] = np.arange(int(wanted.sum()))
    return names[wanted], renumbered[inverse], frequency[wanted]


def unit_rows(matrix: Any) -> Any:
    """Bring each row of a sparse matrix to length 1; an empty one stays empty."""
    import numpy as np
    from scipy import sparse

    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return (sparse.diags(1 / lengths) @ matrix).tocsr().astype(np.float32)
