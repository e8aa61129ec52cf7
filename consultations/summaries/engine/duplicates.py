"""Texts that say nearly the same words: found, grouped and counted, never thrown away."""

from typing import Any

ALIKE = 0.9
MANY = 40  # in one bucket: then each is compared with the first few alone


def alike_groups(matrix: Any) -> Any:
    """Give for each row of length 1 the first row that it resembles by a cosine of 0.9 or more.

    Two such texts share their heaviest words: only rows that have two of their three heaviest
    words in common are compared.
    """
    import numpy as np

    first, second = _candidates(matrix)
    group = np.arange(matrix.shape[0])
    for start in range(0, len(first), 50_000):
        left, right = first[start : start + 50_000], second[start : start + 50_000]
        cosine = np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1)).ravel()
        for one, other in zip(left[cosine >= ALIKE], right[cosine >= ALIKE], strict=True):
            _join(group, int(one), int(other))
    return np.array([_root(group, row) for row in range(len(group))], dtype=np.int64)


def _candidates(matrix: Any) -> Any:
    import numpy as np

    buckets: dict[tuple[int, ...], list[int]] = {}
    indptr, indices, data = matrix.indptr, matrix.indices, matrix.data
    for row in range(matrix.shape[0]):
        begin, end = indptr[row], indptr[row + 1]
        if begin == end:
            continue
        columns = indices[begin:end]
        order = np.lexsort((columns, -np.round(data[begin:end], 5)))[:3]
        heavy = sorted(columns[order].tolist())
        for skipped in range(len(heavy)) if len(heavy) == 3 else (-1,):
            key = tuple(c for place, c in enumerate(heavy) if place != skipped)
            buckets.setdefault(key, []).append(row)
    pairs: set[tuple[int, int]] = set()
    for rows in buckets.values():
        heads = rows if len(rows) <= MANY else rows[:3]
        pairs.update((a, b) for a in heads for b in rows if a < b)
    both = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _root(group: Any, row: int) -> int:
    while group[row] != row:
        group[row] = group[group[row]]
        row = int(group[row])
    return row


def _join(group: Any, one: int, other: int) -> None:
    first, second = sorted((_root(group, one), _root(group, other)))
    group[second] = first
