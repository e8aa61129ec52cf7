"""What a computation found as plain data: the same votes are written the same way."""

import json
from typing import Any

from consultations.components.statements.opinions import clusters, identity
from consultations.components.statements.opinions.ballots import Ballots
from consultations.components.statements.opinions.computing import (
    LEAST_GROUPED,
    LEAST_VOTES,
    VERSION,
    Opinions,
)
from consultations.components.statements.opinions.figures import Figures, division, group_informed
from consultations.components.statements.opinions.representative import (
    Standing,
    consensus,
    standing_for,
)

FIGURES = {
    "na": "agrees",
    "nd": "disagrees",
    "ns": "votes",
    "pa": "agree_rate",
    "pd": "disagree_rate",
    "pat": "agree_test",
    "pdt": "disagree_test",
    "ra": "agree_ratio",
    "rd": "disagree_ratio",
    "rat": "agree_ratio_test",
    "rdt": "disagree_ratio_test",
}


def written(opinions: Opinions, *, all_groups: bool = False) -> dict[str, Any]:
    """Give all that was found as plain data, in an order that depends on nothing but the votes.

    Of a group of fewer than five people nothing is told but its size, unless `all_groups`.
    """
    ballots, found = opinions.ballots, opinions.figures
    told = {
        group: letter
        for group, letter in enumerate(opinions.letters)
        if all_groups or len(opinions.people(group)) >= clusters.LEAST_PEOPLE
    }
    agreed = consensus(opinions.agrees, opinions.disagrees, opinions.votes, ballots.is_aside)
    return {
        "version": VERSION,
        "parameters": parameters(),
        "counts": {
            "participants": ballots.shape[0],
            "statements": ballots.shape[1],
            "votes": len(ballots.values),
            "grouped": int((opinions.labels >= 0).sum()),
        },
        "enough": bool(opinions.k),
        "k": opinions.k,
        "silhouettes": {str(k): score for k, score in opinions.silhouettes.items()},
        "participants": _participants(opinions),
        "axes": {
            "mean": _by_statement(ballots, opinions.axes.means),
            "first": _by_statement(ballots, opinions.axes.weights[:, 0]),
            "second": _by_statement(ballots, opinions.axes.weights[:, 1]),
            "extremity": _by_statement(ballots, opinions.axes.extremity()),
        },
        "groups": {
            letter: {
                "size": len(opinions.people(group)),
                "statements": _figures(ballots, found, group) if group in told else {},
            }
            for group, letter in _by_letter(opinions)
        },
        "representative": {
            letter: [
                _standing(ballots, one) for one in standing_for(found, group, ballots.is_aside)
            ]
            for group, letter in _by_letter(opinions)
            if group in told
        },
        "consensus": {
            direction: [_standing(ballots, one) for one in rows]
            for direction, rows in agreed.items()
        },
        **_scores(opinions),
    }


def _by_letter(opinions: Opinions) -> list[tuple[int, str]]:
    return sorted(enumerate(opinions.letters), key=lambda one: one[1])


def parameters() -> dict[str, Any]:
    """Give the constants the computation rests on."""
    return {
        "least_votes": LEAST_VOTES,
        "least_grouped": LEAST_GROUPED,
        "least_people": clusters.LEAST_PEOPLE,
        "most_groups": clusters.MOST_GROUPS,
        "clearly_better": clusters.CLEARLY_BETTER,
        "starts": clusters.STARTS,
        "seed": clusters.SEED,
        "agreeing_computations": identity.AGREEING,
    }


def as_json(told: dict[str, Any]) -> str:
    """Write it one way only; numbers keep all their digits, what is no number is null."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)


def _scores(opinions: Opinions) -> dict[str, Any]:
    ballots, found = opinions.ballots, opinions.figures
    apart = division(found, clusters.LEAST_PEOPLE) if opinions.k else None
    return {
        "group_informed": _by_statement(ballots, group_informed(found.agrees, found.votes)),
        "group_informed_disagree": _by_statement(
            ballots, group_informed(found.disagrees, found.votes)
        ),
        "bridging": _by_statement(ballots, opinions.bridging),
        "division": _by_statement(ballots, apart) if apart is not None else {},
        "uncertainty": {
            str(one): (int(votes) - int(agrees) - int(disagrees)) / int(votes)
            for one, agrees, disagrees, votes in zip(
                ballots.statements,
                opinions.agrees,
                opinions.disagrees,
                opinions.votes,
                strict=True,
            )
            if votes
        },
        "priorities": _by_statement(ballots, opinions.priorities),
    }


def _participants(opinions: Opinions) -> dict[str, Any]:
    votes = opinions.ballots.votes_each
    return {
        str(one): {
            "group": opinions.letters[label] if label >= 0 else None,
            "x": round(x, 9),
            "y": round(y, 9),
            "votes": int(votes[row]),
        }
        for row, (one, label, (x, y)) in enumerate(
            zip(
                opinions.ballots.participants,
                opinions.labels.tolist(),
                opinions.points.tolist(),
                strict=True,
            )
        )
    }


def _by_statement(ballots: Ballots, numbers: Any) -> dict[str, float | None]:
    return {
        str(one): None if number != number else number  # noqa: PLR0124  not a number
        for one, number in zip(ballots.statements, numbers.tolist(), strict=True)
    }


def _figures(ballots: Ballots, found: Figures, group: int) -> dict[str, dict[str, float]]:
    columns = {short: getattr(found, name)[group].tolist() for short, name in FIGURES.items()}
    return {
        str(one): {short: values[place] for short, values in columns.items()}
        for place, one in enumerate(ballots.statements)
    }


def _standing(ballots: Ballots, one: Standing) -> dict[str, Any]:
    return {
        "statement": ballots.statements[one.column],
        "direction": one.direction,
        "n_success": one.success,
        "n_trials": one.trials,
        "p_success": one.rate,
        "p_test": one.test,
        "repness": one.ratio,
        "repness_test": one.ratio_test,
    }
