"""How each group voted on one statement, with small numbers hidden.

A group of which fewer than five people voted is not shown, nor one that could be worked out from
the total and the others: the smallest of those shown is then hidden too, while the hidden ones
add up to fewer than five.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from consultations.components.statements.opinions.clusters import LEAST_PEOPLE


@dataclass(frozen=True)
class Part:
    """What one group, or everybody, says of one statement; nothing when they are too few."""

    letter: str  # nothing stands for everybody
    agrees: int = 0
    disagrees: int = 0
    votes: int = 0
    is_hidden: bool = False

    @property
    def passes(self) -> int:
        return self.votes - self.agrees - self.disagrees

    @property
    def agree(self) -> int:
        """Whole per cent that agree; `agree`, `disagree` and `skip` add up to 100."""
        return round(100 * self.agrees / self.votes) if self.votes else 0

    @property
    def disagree(self) -> int:
        return min(round(100 * self.disagrees / self.votes), 100 - self.agree) if self.votes else 0

    @property
    def skip(self) -> int:
        return 100 - self.agree - self.disagree if self.votes else 0


def parts_of(figures: dict[str, Any], letters: Sequence[str]) -> list[Part]:
    """Give a part for each group in the order of the computation, and last one for everybody."""
    rows = figures["groups"][: len(letters)]
    total = figures["all"]
    rest = total[2] - sum(row[2] for row in rows)
    hidden = hidden_places([*(row[2] for row in rows), rest])
    shown = [
        Part(letter, is_hidden=True) if place in hidden else Part(letter, *row)
        for place, (letter, row) in enumerate(zip(letters, rows, strict=True))
    ]
    everybody = Part("", *total) if total[2] >= LEAST_PEOPLE else Part("", is_hidden=True)
    return [*sorted(shown, key=lambda part: part.letter), everybody]


def hidden_places(votes: Sequence[int]) -> set[int]:
    """Say which numbers to hide when their total is shown; the last one is never shown itself."""
    last = len(votes) - 1
    hidden = {
        place for place, number in enumerate(votes) if number < LEAST_PEOPLE and place != last
    }
    while hidden and sum(votes[place] for place in {*hidden, last}) < LEAST_PEOPLE:
        left = [place for place in range(last) if place not in hidden]
        if not left:
            break
        hidden.add(min(left, key=lambda place: votes[place]))
    return hidden
