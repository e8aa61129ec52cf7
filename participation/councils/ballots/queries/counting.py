"""Counting a vote: what its rows say, put before the rules."""

from typing import Any

from participation.councils.ballots import rules
from participation.councils.ballots.choices import (
    LEAST_SLIPS,
    CollegeRule,
    CountBy,
    Kind,
    Majority,
    Outcome,
)
from participation.councils.ballots.models import Ballot, Result, Slip, Vote, Voter
from participation.councils.ballots.rules import Paper, Terms


def terms_of(ballot: Ballot) -> Terms:
    """Give the rules of a vote as the counting takes them."""
    voters = Voter.objects.filter(ballot=ballot).order_by("college__rank", "college")
    return Terms(
        kind=Kind(ballot.kind),
        majority=Majority(ballot.majority),
        keys=tuple(ballot.options.order_by("rank").values_list("key", flat=True)),
        count_by=CountBy(ballot.count_by),
        college_rule=CollegeRule(ballot.college_rule),
        colleges=tuple(dict.fromkeys(voters.values_list("college", flat=True))),
    )


def papers_of(ballot: Ballot) -> list[Paper]:
    """Give the votes of a vote, without names, each with its college where that matters."""
    if ballot.is_anonymous:
        rows = Slip.objects.filter(ballot=ballot).values_list("choices", "college")
    else:
        rows = Vote.objects.filter(ballot=ballot).values_list("choices", "voter__college")
    return [
        Paper(choices, college if ballot.is_by_college else None)
        for choices, college in rows.order_by("pk")
    ]


def count(ballot: Ballot) -> Result:
    """Count a vote; gives a result that is not saved.

    Quorum first: of all, and in each college where they count apart. Then secrecy: fewer than
    five slips, in all or in a college, say nothing and decide nothing. Then what the votes say.
    """
    terms, papers = terms_of(ballot), papers_of(ballot)
    called = list(
        Voter.objects.filter(ballot=ballot).order_by().values_list("college", "has_voted")
    )
    turnout = sum(has_voted for _college, has_voted in called)
    result = Result(
        ballot=ballot,
        electorate=len(called),
        turnout=turnout,
        quorum=rules.needed(ballot.quorum_percent, len(called)),
        figures=_figures(ballot, terms, papers, called),
    )
    said = rules.verdict(terms, papers)
    result.outcome, result.winners = said.outcome, said.winners
    if not _has_quorum(ballot, terms, called):
        result.outcome, result.winners = Outcome.NO_QUORUM, []
    if _is_too_few(ballot, terms, papers):
        result.winners, result.figures = [], {}
        if result.outcome != Outcome.NO_QUORUM:
            result.outcome = Outcome.TOO_FEW
    return result


def _has_quorum(ballot: Ballot, terms: Terms, called: list[tuple[int, bool]]) -> bool:
    groups = [called]
    if ballot.is_by_college:
        groups += [[row for row in called if row[0] == college] for college in terms.colleges]
    return all(
        rules.is_reached(
            ballot.quorum_percent, len(group), sum(has_voted for _c, has_voted in group)
        )
        for group in groups
    )


def _is_too_few(ballot: Ballot, terms: Terms, papers: list[Paper]) -> bool:
    if not ballot.is_anonymous:
        return False
    sizes = [len(papers)]
    if ballot.is_by_college:
        sizes += [sum(p.college == college for p in papers) for college in terms.colleges]
    return min(sizes) < LEAST_SLIPS


def _figures(
    ballot: Ballot, terms: Terms, papers: list[Paper], called: list[tuple[int, bool]]
) -> dict[str, Any]:
    whole = rules.figures(terms.kind, terms.keys, papers)
    if not ballot.is_by_college:
        return {"all": whole, "colleges": []}
    return {
        "all": whole,
        "colleges": [
            {
                "college": college,
                "electorate": sum(row[0] == college for row in called),
                "turnout": sum(has_voted for one, has_voted in called if one == college),
                "quorum": rules.needed(
                    ballot.quorum_percent, sum(row[0] == college for row in called)
                ),
                **rules.figures(
                    terms.kind, terms.keys, [p for p in papers if p.college == college]
                ),
            }
            for college in terms.colleges
        ],
    }
