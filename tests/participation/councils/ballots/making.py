"""Votes and decisions in tests, made by the actions of the site."""

from datetime import timedelta
from typing import Any

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.ballots import actions
from participation.councils.ballots.choices import Kind
from participation.councils.ballots.models import Ballot, Decision, Voter
from participation.councils.choices import CollegeKind
from participation.councils.models import Council
from tests.factories import make_account, make_member

YES, NO = {"yes": 1}, {"no": 1}


def make_voters(council: Council, number: int, kind: CollegeKind = CollegeKind.RESIDENTS) -> Any:
    """Seat new members in a college; give their accounts."""
    college = council.framework.colleges.get(kind=kind)
    accounts = [make_account() for _ in range(number)]
    for account in accounts:
        make_member(council, account, college=college)
    return accounts


def make_ballot(council: Council, **fields: Any) -> Ballot:
    """Open a vote with names, yes or no, for a week."""
    fields.setdefault("title", "Garde-t-on le jardin ouvert le soir ?")
    fields.setdefault("kind", Kind.YES_NO)
    fields.setdefault("closes_at", now() + timedelta(days=7))
    fields.setdefault("actor", None)
    return actions.open_ballot(council, **fields)


def make_closed(council: Council, votes: Any = (), **fields: Any) -> Ballot:
    """Open a vote, let each (account, choices) vote, and close it at its hour."""
    ballot = make_ballot(council, **fields)
    for account, choices in votes:
        actions.cast(ballot, choices, actor=account)
    return close(ballot)


def close(ballot: Ballot) -> Ballot:
    """Close a vote as the clock does at its hour."""
    with living_at(ballot.closes_at):
        return actions.close_ballot(ballot)


def make_decision(council: Council, **fields: Any) -> Decision:
    fields.setdefault("title", "Le jardin reste ouvert le soir.")
    fields.setdefault("text", "Jusqu’à 21 heures, d’avril à septembre.")
    fields.setdefault("actor", None)
    return actions.record_decision(council, **fields)


def voter_of(ballot: Ballot, account: Account) -> Voter:
    return Voter.objects.get(ballot=ballot, membership__account=account)
