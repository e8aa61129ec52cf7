"""From a computation to what is kept of it: plain data that pages read without numpy."""

from typing import Any

from consultations.components.statements.opinions.ballots import Array
from consultations.components.statements.opinions.clusters import LEAST_PEOPLE, dots
from consultations.components.statements.opinions.computing import VERSION, Opinions
from consultations.components.statements.opinions.figures import (
    division,
    group_informed,
    uncertainty,
)
from consultations.components.statements.opinions.identity import Memory
from consultations.components.statements.opinions.representative import standing_for

MOST = 6  # statements in each list
DOT = 8  # people in a dot of the map, on average
DIVIDING = 0.3  # between the agreement rates of two groups


def picture_of(opinions: Opinions) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the summary and, by statement, its place and its figures."""
    informed, against = _informed(opinions)
    apart = division(opinions.figures, LEAST_PEOPLE)
    passes = opinions.votes - opinions.agrees - opinions.disagrees
    unsure = uncertainty(passes, opinions.votes)
    summary = {
        "version": VERSION,
        "participants": int((opinions.ballots.votes_each > 0).sum()),
        "grouped": int((opinions.labels >= 0).sum()),
        "votes": len(opinions.ballots.values),
        "statements": len(opinions.ballots.statements),
        "aside": int(opinions.ballots.is_aside.sum()),
        "k": opinions.k,
        "silhouettes": {str(k): round(score, 4) for k, score in opinions.silhouettes.items()},
        "groups": sorted(
            (_group(opinions, group) for group in range(opinions.k)), key=lambda one: one["letter"]
        ),
        "uniting": _uniting(opinions, informed, against),
        "dividing": _best(opinions, apart, DIVIDING),
        "unsure": _best(opinions, unsure, 0.0),
    }
    figures = {
        str(pk): _figures(opinions, column, float(informed[column]), float(apart[column]))
        for column, pk in enumerate(opinions.ballots.statements)
        if not opinions.ballots.is_aside[column] or opinions.ballots.is_meta[column]
    }
    return summary, figures


def memory_of(memory: Memory) -> dict[str, Any]:
    return {
        "k": memory.k,
        "candidate": memory.candidate,
        "streak": memory.streak,
        "groups": {str(one): letter for one, letter in memory.groups.items()},
        "axes": {str(one): [round(w, 9) for w in axes] for one, axes in memory.axes.items()},
    }


def read_memory(kept: dict[str, Any]) -> Memory:
    """Read back what `memory_of` wrote; nothing at the first computation."""
    if not kept:
        return Memory()
    return Memory(
        kept["k"],
        kept["candidate"],
        kept["streak"],
        {int(one): letter for one, letter in kept["groups"].items()},
        {int(one): (axes[0], axes[1]) for one, axes in kept["axes"].items()},
    )


def _informed(opinions: Opinions) -> tuple[Array, Array]:
    """Give the group-informed agreement and disagreement; of everybody where there is no group."""
    found = opinions.figures
    if opinions.k:
        return (
            group_informed(found.agrees, found.votes),
            group_informed(found.disagrees, found.votes),
        )
    return (
        group_informed(opinions.agrees[None], opinions.votes[None]),
        group_informed(opinions.disagrees[None], opinions.votes[None]),
    )


def _group(opinions: Opinions, group: int) -> dict[str, Any]:
    rows = opinions.people(group)
    points = opinions.points[rows]
    chosen = standing_for(opinions.figures, group, opinions.ballots.is_aside)
    return {
        "letter": opinions.letters[group],
        "index": group,
        "size": len(rows),
        "centre": [round(float(middle), 6) for middle in points.mean(axis=0)],
        "dots": [[round(x, 4), round(y, 4), n] for x, y, n in dots(points, DOT)],
        "standing": [
            {"statement": opinions.ballots.statements[one.column], "direction": one.direction}
            for one in chosen
            if one.trials >= LEAST_PEOPLE
        ],
    }


def _figures(opinions: Opinions, column: int, informed: float, apart: float) -> dict[str, Any]:
    found = opinions.figures
    return {
        "mean": round(float(opinions.axes.means[column]), 9),
        "weights": [round(float(w), 9) for w in opinions.axes.weights[column]],
        "is_placed": not bool(opinions.ballots.is_aside[column]),
        "priority": float(opinions.priorities[column]),
        "informed": round(informed, 6),
        "division": round(apart, 6),
        "bridging": round(float(opinions.bridging[column]), 6) if opinions.votes[column] else None,
        "all": [
            int(part[column]) for part in (opinions.agrees, opinions.disagrees, opinions.votes)
        ],
        "groups": [
            [int(part[group, column]) for part in (found.agrees, found.disagrees, found.votes)]
            for group in range(opinions.k)
        ],
    }


def _uniting(opinions: Opinions, informed: Array, against: Array) -> list[dict[str, Any]]:
    """List what most people of every group say, five of each having voted; best first."""
    found = opinions.figures
    if not opinions.k:
        return []
    rows = []
    for direction, rates, score in (
        ("agree", found.agree_rate, informed),
        ("disagree", found.disagree_rate, against),
    ):
        holds = (rates > 0.5).all(axis=0) & (found.votes >= LEAST_PEOPLE).all(axis=0)
        columns = (holds & ~opinions.ballots.is_aside).nonzero()[0]
        rows += [(-float(score[column]), int(column), direction) for column in columns]
    return [
        {"statement": opinions.ballots.statements[column], "direction": direction}
        for _score, column, direction in sorted(rows)[:MOST]
    ]


def _best(opinions: Opinions, scores: Array, above: float) -> list[Any]:
    enough = (scores > above) & (opinions.votes >= LEAST_PEOPLE) & ~opinions.ballots.is_aside
    rows = sorted((-float(scores[column]), int(column)) for column in enough.nonzero()[0])
    return [opinions.ballots.statements[column] for _score, column in rows[:MOST]]
