"""What pages of draws tell: the public file, the chances, and the follow-up without names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from participation.councils.draws import lot
from participation.councils.draws.choices import GONE, Answer
from participation.councils.draws.models import Candidate, Draw, DrawnPerson

SMALLEST = 5  # below so many people on the list, nothing is told of a stratum alone
MOST_REHEARSED = 5_000  # candidates; beyond, rehearsing would keep the page waiting
REHEARSALS = 100


def committed_part(draw: Draw) -> dict[str, Any]:
    """Give all that the commitment covers: it is complete once lists and quotas are."""
    sources = draw.source_lists.order_by("pk")
    candidates = Candidate.objects.filter(draw=draw).order_by("code")
    return {
        "method": lot.METHOD,
        "title": draw.title,
        "rule": draw.rule,
        "seats": draw.seats,
        "substitutes": draw.substitutes,
        "quotas": draw.quotas,
        "lists": [
            {
                "name": source.name,
                "origin": source.origin,
                "lines": source.lines,
                "sha256": source.sha256,
            }
            for source in sources
        ],
        "duplicates": sum(source.lines - source.kept for source in sources),
        "candidates": [list(row) for row in candidates.values_list("code", "answers")],
        "seed_source": draw.seed_source,
        "seed_on": draw.seed_on.isoformat(),
    }


def published(draw: Draw) -> dict[str, Any]:
    """Give the public file of a draw: what was committed, then the seed and the result."""
    told = {**committed_part(draw), "commitment": draw.commitment}
    return {**told, "seed": draw.seed, "result": draw.result} if draw.seed else told


@dataclass
class Stratum:
    """What became of one stratum, in numbers."""

    answers: list[str]
    people: int = 0
    places: int = 0
    accepted: int = 0
    refused: int = 0
    unreachable: int = 0
    called: int = 0
    missing: int = 0
    chance: float | None = None

    @property
    def label(self) -> str:
        return " · ".join(self.answers)

    @property
    def is_masked(self) -> bool:
        return self.people < SMALLEST


def strata(draw: Draw) -> list[Stratum]:
    """Give each stratum with its people, its chances, and its answers so far. Three queries."""
    found: dict[tuple[str, ...], Stratum] = {}
    for answers in Candidate.objects.filter(draw=draw).values_list("answers", flat=True):
        stratum = found.setdefault(tuple(answers), Stratum(answers))
        stratum.people += 1
    for answers, people, taken in draw.chances:
        found[tuple(answers)].chance = taken / (people * draw.rehearsals)
    for drawn in _drawn(draw):
        _count(found[drawn.cell], drawn)
    return [found[cell] for cell in sorted(found)]


def _drawn(draw: Draw) -> Iterable[DrawnPerson]:
    rows = DrawnPerson.objects.filter(draw=draw).select_related("candidate", "replacement")
    return rows.order_by("is_substitute", "rank")


def _count(stratum: Stratum, drawn: DrawnPerson) -> None:
    if drawn.called_at is None:
        return
    stratum.called += 1
    stratum.places += not drawn.is_substitute
    stratum.accepted += drawn.answer == Answer.ACCEPTED
    stratum.refused += drawn.answer in {Answer.REFUSED, Answer.MOVED}
    stratum.unreachable += drawn.answer == Answer.UNREACHABLE
    is_last = not hasattr(drawn, "replacement")
    stratum.missing += drawn.answer in GONE and is_last


def follow_up(draw: Draw) -> list[DrawnPerson]:
    """Give those called, in the order in which they are written to; with contacts."""
    rows = DrawnPerson.objects.filter(draw=draw).called()
    return list(
        rows.select_related("candidate", "replacement", "membership").order_by(
            "is_substitute", "rank"
        )
    )


def answer_counts(draw: Draw) -> dict[str, dict[str, int]]:
    """Count, for each category, the people behind each answer: what quotas are typed against."""
    counts: dict[str, dict[str, int]] = {name: defaultdict(int) for name in draw.categories}
    for answers in Candidate.objects.filter(draw=draw).values_list("answers", flat=True):
        for name, answer in zip(draw.categories, answers, strict=True):
            counts[name][answer] += 1
    return counts


def attempts(draw: Draw) -> list[Draw]:
    """Give every announced attempt of the same draw, the first one first."""
    first = draw
    while first.replaces is not None:
        first = first.replaces
    chain = [first]
    while hasattr(chain[-1], "replaced_by"):
        chain.append(chain[-1].replaced_by)
    return [one for one in chain if one.committed_at]
