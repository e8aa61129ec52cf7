"""What a set of weighted votes says: adopted or not, which option, or a tie."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from participation.councils.ballots.choices import (
    AGREE,
    BLOCK,
    IF_NEED_BE,
    NO,
    YES,
    Kind,
    Majority,
    Outcome,
)
from participation.councils.ballots.rules.counting import Paper
from participation.councils.ballots.rules.schulze import Weight, beats, levels, pairs

Weighted = Sequence[tuple[Paper, Weight]]


@dataclass(frozen=True)
class Verdict:
    """What the votes say, before quorum and secrecy have their word; `winners` are keys."""

    outcome: Outcome
    winners: list[str] = field(default_factory=list)


def won_by(kind: Kind, majority: Majority, keys: Sequence[str], papers: Weighted) -> Verdict:
    """Say what weighted votes decide. Blank votes and abstentions weigh nothing.

    Consent: adopted when somebody agrees and nobody blocks; a block leaves the question open.
    Yes or no: adopted when « yes » has the majority of the votes expressed; a tie adopts nothing.
    Choice: the option with the most votes, if it has the majority asked of the votes expressed.
    Ranking: the Schulze method. Date: where the most people can come (« yes » or « if need be »),
    then where most say « yes ». Two options that remain level are a tie.
    """
    said = [(paper, weight) for paper, weight in papers if paper.is_expressed]
    if kind == Kind.CONSENT:
        return _consent(said)
    if kind == Kind.YES_NO:
        support = _support(said, YES)
        won = _has_majority(majority, support, _support(said, YES) + _support(said, NO))
        return Verdict(Outcome.ADOPTED if won else Outcome.REJECTED)
    return _one_of(_best(kind, majority, keys, said))


def _consent(said: Weighted) -> Verdict:
    if _support(said, BLOCK):
        return Verdict(Outcome.BLOCKED)
    return Verdict(Outcome.ADOPTED if _support(said, AGREE) else Outcome.REJECTED)


def _best(kind: Kind, majority: Majority, keys: Sequence[str], said: Weighted) -> list[str]:
    """Give the options that win, several if they are level, none if nothing wins."""
    if not said:
        return []
    if kind == Kind.RANKING:
        matrix = pairs(keys, [(paper.choices, weight) for paper, weight in said])
        return levels(keys, beats(keys, matrix))[0]
    scores = {key: _score(kind, said, key) for key in keys}
    top = max(scores.values())
    if not top[0]:
        return []
    best = [key for key in keys if scores[key] == top]
    is_enough = majority == Majority.SIMPLE or _has_majority(majority, top[0], _weight(said))
    return best if is_enough else []


def _score(kind: Kind, said: Weighted, key: str) -> tuple[Weight, Weight]:
    if kind != Kind.MEETING_DATE:
        return _support(said, key), 0
    sure = _weight([(p, w) for p, w in said if p.choices.get(key) == YES])
    maybe = _weight([(p, w) for p, w in said if p.choices.get(key) == IF_NEED_BE])
    return sure + maybe, sure


def _one_of(best: list[str]) -> Verdict:
    if not best:
        return Verdict(Outcome.REJECTED)
    return Verdict(Outcome.CHOSEN if len(best) == 1 else Outcome.TIED, best)


def _has_majority(majority: Majority, support: Weight, whole: Weight) -> bool:
    """Simple: more than half. Two thirds: at least. Unanimity: all. Of nothing, never."""
    if not whole:
        return False
    share = Fraction(support) / Fraction(whole)
    return {
        Majority.SIMPLE: share > Fraction(1, 2),
        Majority.TWO_THIRDS: share >= Fraction(2, 3),
        Majority.UNANIMITY: share == 1,
    }[majority]


def _support(said: Weighted, key: str) -> Weight:
    return _weight([(paper, weight) for paper, weight in said if key in paper.choices])


def _weight(said: Weighted) -> Weight:
    return sum((weight for _paper, weight in said), Fraction(0))
