"""The verdict of all: each voice for one, or each college for itself and then together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from participation.councils.ballots.choices import CollegeRule, CountBy, Kind, Majority, Outcome
from participation.councils.ballots.rules.counting import Paper
from participation.councils.ballots.rules.winning import Verdict, won_by

__all__ = ["Terms", "Verdict", "verdict"]


@dataclass(frozen=True)
class Terms:
    """The rules of one vote: `keys` of its options in order, `colleges` called to vote."""

    kind: Kind
    majority: Majority
    keys: Sequence[str]
    count_by: CountBy = CountBy.PERSON
    college_rule: CollegeRule = CollegeRule.EVERY
    colleges: Sequence[int] = ()


def verdict(terms: Terms, papers: Sequence[Paper]) -> Verdict:
    """Say what the votes decide, quorum and secrecy aside.

    By person: each vote weighs 1. By college, « equal »: the votes expressed in a college share a
    weight of 1 (each weighs 1/n), so that 12 residents weigh as much as 3 associations; a college
    that expresses nothing weighs nothing. By college, « every »: each college is counted alone,
    and all must say the same; one that expresses nothing has not agreed.
    """
    if terms.count_by == CountBy.PERSON:
        return _won(terms, [(paper, 1) for paper in papers])
    if terms.college_rule == CollegeRule.EQUAL:
        sizes = Counter(paper.college for paper in papers if paper.is_expressed)
        said = [paper for paper in papers if paper.is_expressed]
        return _won(terms, [(paper, Fraction(1, sizes[paper.college])) for paper in said])
    return _agreed([verdict_of_college(terms, college, papers) for college in terms.colleges])


def verdict_of_college(terms: Terms, college: int, papers: Sequence[Paper]) -> Verdict:
    """Say what one college decides for itself."""
    return _won(terms, [(paper, 1) for paper in papers if paper.college == college])


def _won(terms: Terms, weighted: Sequence[tuple[Paper, int | Fraction]]) -> Verdict:
    return won_by(terms.kind, terms.majority, terms.keys, weighted)


def _agreed(verdicts: list[Verdict]) -> Verdict:
    """Make one verdict of those of the colleges.

    The same from all is that of all. A block anywhere leaves the question open. Where one adopts
    and another does not, nothing is adopted; where they choose differently, they are split.
    """
    if all(each == verdicts[0] for each in verdicts):
        return verdicts[0]
    outcomes = {each.outcome for each in verdicts}
    if Outcome.BLOCKED in outcomes:
        return Verdict(Outcome.BLOCKED)
    if Outcome.ADOPTED in outcomes:
        return Verdict(Outcome.REJECTED)
    return Verdict(Outcome.SPLIT)
