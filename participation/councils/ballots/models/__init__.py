"""What votes and decisions are made of."""

from participation.councils.ballots.models.ballot import Ballot, Option
from participation.councils.ballots.models.box import Slip, Vote, VoteVersion
from participation.councils.ballots.models.decision import Decision, Origin
from participation.councils.ballots.models.electorate import Proxy, Voter
from participation.councils.ballots.models.result import Result

__all__ = [
    "Ballot",
    "Decision",
    "Option",
    "Origin",
    "Proxy",
    "Result",
    "Slip",
    "Vote",
    "VoteVersion",
    "Voter",
]
