"""How well groups agree with those Pol.is published, last when votes go, and tell something."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._common.goals import Goal
from consultations.components.statements.opinions.ballots import Ballots, arranged
from consultations.components.statements.opinions.computing import Opinions, compute
from consultations.components.statements.opinions.figures import group_informed
from consultations.components.statements.opinions.reading import read_ballots, read_groups

LARGE_ENOUGH = 200  # votes: smaller conversations have no published groups to reproduce
_computed: dict[Path, Opinions] = {}


def conversations(data: Path) -> list[Path]:
    """Give the folders; the groups of the smallest one cannot be found from its votes."""
    folders = sorted(path.parent for path in data.glob("polis-*/participants-votes.csv"))
    return [folder for folder in folders if people_in(folder) >= LARGE_ENOUGH]


def people_in(folder: Path) -> int:
    with (folder / "participants-votes.csv").open(encoding="utf-8-sig") as file:
        return sum(1 for _line in file) - 1


def opinions_of(folder: Path) -> Opinions:
    if folder not in _computed:
        _computed[folder] = compute(
            read_ballots(folder / "participants-votes.csv", folder / "comments.csv")
        )
    return _computed[folder]


def agreement(data: Path) -> Iterator[Goal]:
    """Compare groups with those published: the adjusted Rand index of Hubert and Arabie (1985)."""
    scores = []
    for folder in conversations(data):
        told = read_groups(folder / "participants-votes.csv")
        score = rand_index(groups_of(opinions_of(folder)), told)
        scores.append(score)
        yield Goal("G5", f"agreement with Pol.is, {folder.name}", score, "≥ 0.78", score >= 0.78)
    if scores:
        mean = sum(scores) / len(scores)
        yield Goal("G5", "agreement with Pol.is, mean", mean, "≥ 0.88", mean >= 0.88)


def stability(data: Path) -> Iterator[Goal]:
    for folder in conversations(data):
        whole = opinions_of(folder)
        scores = [
            rand_index(groups_of(whole), groups_of(compute(thinned(whole.ballots, seed)[0])))
            for seed in range(5)
        ]
        least = min(scores)
        yield Goal("G7", f"a tenth of the votes gone, {folder.name}", least, "≥ 0.80", least >= 0.8)


def usefulness(data: Path) -> Iterator[Goal]:
    """Predict hidden votes by group rates, shrunk by two imagined votes (Brier, 1950)."""
    for folder in conversations(data):
        kept, hidden = thinned(opinions_of(folder).ballots, 0)
        skill = brier_skill(compute(kept), hidden)
        yield Goal("G8", f"Brier skill of the groups, {folder.name}", skill, "> 0.05", skill > 0.05)


def bridges(data: Path) -> Iterator[Goal]:
    from scipy.stats import spearmanr

    for folder in conversations(data):
        found = opinions_of(folder)
        live = ~found.ballots.is_aside
        informed = group_informed(found.figures.agrees, found.figures.votes)
        rank = spearmanr(found.bridging[live], informed[live], nan_policy="omit")[0]
        yield Goal("G11", f"bridging and consensus, {folder.name}", rank, "≥ 0.90", rank >= 0.9)


def groups_of(found: Opinions) -> dict[Any, str]:
    people = zip(found.ballots.participants, found.labels.tolist(), strict=True)
    return {person: found.letters[label] for person, label in people if label >= 0}


def thinned(ballots: Ballots, seed: int) -> tuple[Ballots, tuple[Any, Any, Any]]:
    """Take a tenth of the votes out; give the rest, and those taken out."""
    gone = np.random.RandomState(seed).random_sample(len(ballots.values)) < 0.1
    rows, columns, values = ballots.rows, ballots.columns, ballots.values
    aside = [one for one, out in zip(ballots.statements, ballots.is_aside, strict=True) if out]
    rest = arranged(
        ballots.participants,
        ballots.statements,
        rows[~gone],
        columns[~gone],
        values[~gone],
        aside=aside,
    )
    return rest, (rows[gone], columns[gone], values[gone])


def brier_skill(found: Opinions, hidden: tuple[Any, Any, Any]) -> float:
    """Say how much better groups predict an agreement than the whole population does."""
    rows, columns, values = hidden
    label = found.labels[rows]
    grouped = (label >= 0) & ~found.ballots.is_aside[columns]
    rows, columns, values, label = (part[grouped] for part in (rows, columns, values, label))
    everybody = (found.agrees + 1) / (found.votes + 2)
    prior = everybody[columns]
    agrees, votes = found.figures.agrees[label, columns], found.figures.votes[label, columns]
    by_group = (agrees + 2 * prior) / (votes + 2)
    agreed = values == 1
    return float(1 - np.mean((by_group - agreed) ** 2) / np.mean((prior - agreed) ** 2))


def rand_index(first: dict[Any, str], second: dict[Any, str]) -> float:
    """Adjusted Rand index over those who are grouped in both."""
    both = sorted(first.keys() & second.keys(), key=str)
    names = [sorted({given[one] for one in both}) for given in (first, second)]
    table = np.zeros((len(names[0]), len(names[1])))
    for one in both:
        table[names[0].index(first[one]), names[1].index(second[one])] += 1

    def pairs(counts: Any) -> float:
        return float((counts * (counts - 1) / 2).sum())

    rows, columns = pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / pairs(np.array([len(both)]))
    most = (rows + columns) / 2
    return (pairs(table) - expected) / (most - expected) if most != expected else 1.0
