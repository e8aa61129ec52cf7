"""Counting slips: raw figures that anyone can add up again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from participation.councils.ballots.choices import DATE_ANSWERS, SILENT, Kind
from participation.councils.ballots.rules.schulze import beats, levels, pairs

Choices = dict[str, Any]  # key of an option -> 1 (chosen), a rank, or an answer to a date


@dataclass(frozen=True)
class Paper:
    """One vote as it is counted: what it says, and for which college where that matters.

    `choices` by kind: `{"yes": 1}`, `{"2": 1, "5": 1}`, `{"2": 1, "5": 2}` (ranks),
    `{"1": "yes", "2": "no"}` (dates). Nothing is a blank vote.
    """

    choices: Choices
    college: int | None = None

    @property
    def is_expressed(self) -> bool:
        """Whether it counts in a majority: neither blank nor an abstention."""
        return bool(self.choices) and not SILENT & self.choices.keys()


def figures(kind: Kind, keys: Sequence[str], papers: Iterable[Paper]) -> dict[str, Any]:
    """Count votes as they are, each for one; gives what JSON can keep.

    `votes`, `blank` and `expressed` always; then `counts` (for each option, or for each option and
    answer to a date), or `pairs` and `levels` for a ranking.
    """
    said = list(papers)
    base = {
        "votes": len(said),
        "blank": sum(not paper.choices for paper in said),
        "expressed": sum(paper.is_expressed for paper in said),
    }
    if kind == Kind.RANKING:
        ranks = [(paper.choices, 1) for paper in said if paper.choices]
        matrix = pairs(keys, ranks)
        rows = [[int(matrix[one, other]) for other in keys] for one in keys]
        return {**base, "pairs": rows, "levels": levels(keys, beats(keys, matrix))}
    if kind == Kind.MEETING_DATE:
        return {**base, "counts": {key: _answers(key, said) for key in keys}}
    return {**base, "counts": {key: sum(key in paper.choices for paper in said) for key in keys}}


def _answers(key: str, papers: list[Paper]) -> dict[str, int]:
    return {
        answer: sum(paper.choices.get(key) == answer for paper in papers) for answer in DATE_ANSWERS
    }
