"""Votes as a sparse matrix: who voted what on which statement, in one fixed order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Array = Any  # numpy is imported where it works, so its types are not at hand here
Id = int | str
AGREE, PASS, DISAGREE = 1, 0, -1


def in_order(ids: Iterable[Id]) -> list[Id]:
    """Sort numbers as numbers, then texts: the order in which they came must not matter."""
    return sorted(ids, key=lambda one: (isinstance(one, str), one))


@dataclass(frozen=True)
class Ballots:
    """One row a participant, one column a statement; a vote is 1, -1 or 0 (pass).

    The rows are compressed (`starts`, `columns`, `values`): what nobody voted on takes no room.
    `is_meta` tells the statements about people and not opinions, `is_aside` these and those that
    were moderated out: no group is made of either.
    """

    participants: Sequence[Id]
    statements: Sequence[Id]
    starts: Array
    columns: Array
    values: Array
    is_aside: Array
    is_meta: Array

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.participants), len(self.statements)

    @property
    def votes_each(self) -> Array:
        """How many votes each participant cast."""
        import numpy as np

        return np.diff(self.starts)

    @property
    def rows(self) -> Array:
        """The row of each vote."""
        import numpy as np

        return np.repeat(np.arange(len(self.participants), dtype=np.int32), self.votes_each)

    def matrix(self, data: Array) -> Any:
        """Give a sparse matrix with these numbers where votes stand; a number may be zero."""
        from scipy.sparse import csr_matrix

        return csr_matrix((data, self.columns, self.starts), shape=self.shape)


def gather(
    votes: Iterable[tuple[Id, Id, int]],
    *,
    statements: Iterable[Id] = (),
    participants: Iterable[Id] = (),
    aside: Iterable[Id] = (),
    meta: Iterable[Id] = (),
) -> Ballots:
    """Make the matrix from (participant, statement, value), oldest first: the last vote counts.

    `statements` and `participants` name those known beside the votes. Raises ValueError for a
    value that is no vote.
    """
    import numpy as np

    cast = list(votes)
    people = in_order({vote[0] for vote in cast} | set(participants))
    items = in_order({vote[1] for vote in cast} | set(statements))
    row_of = {one: place for place, one in enumerate(people)}
    column_of = {one: place for place, one in enumerate(items)}
    rows = np.fromiter((row_of[vote[0]] for vote in cast), np.int64, len(cast))
    columns = np.fromiter((column_of[vote[1]] for vote in cast), np.int64, len(cast))
    values = np.fromiter((vote[2] for vote in cast), np.int64, len(cast))
    if np.any(np.abs(values) > 1):
        raise ValueError("a vote is 1 (agree), -1 (disagree) or 0 (pass)")
    return arranged(people, items, rows, columns, values, aside=aside, meta=meta)


def arranged(
    people: Sequence[Id],
    items: Sequence[Id],
    rows: Array,
    columns: Array,
    values: Array,
    *,
    aside: Iterable[Id] = (),
    meta: Iterable[Id] = (),
) -> Ballots:
    """Make the matrix from places in sorted lists of participants and statements."""
    import numpy as np

    place = np.asarray(rows, dtype=np.int64) * max(len(items), 1) + columns
    if not np.all(place[1:] > place[:-1]):
        order = np.argsort(place, kind="stable")
        place = place[order]
        is_last = np.append(place[1:] != place[:-1], True) if len(place) else place == 0
        order, place = order[is_last], place[is_last]
        rows, columns, values = rows[order], columns[order], values[order]
    counts = np.bincount(rows, minlength=len(people)) if len(place) else np.zeros(len(people), int)
    out, about = set(aside), set(meta)
    return Ballots(
        people,
        items,
        np.concatenate([[0], np.cumsum(counts)]),
        np.asarray(columns, dtype=np.int32),
        np.asarray(values, dtype=np.int8),
        np.array([one in out or one in about for one in items], dtype=bool),
        np.array([one in about for one in items], dtype=bool),
    )
