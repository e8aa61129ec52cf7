"""What changes votes and decisions."""

from participation.councils.ballots.actions.clock import tidy_ballots
from participation.councils.ballots.actions.closing import cancel_ballot, close_ballot, remind
from participation.councils.ballots.actions.deciding import (
    publish_decision,
    record_decision,
    review_decision,
    unpublish_decision,
    withdraw_decision,
)
from participation.councils.ballots.actions.forgetting import forget_voter
from participation.councils.ballots.actions.opening import begin, open_ballot, reword
from participation.councils.ballots.actions.proxies import give_proxy, take_back_proxy
from participation.councils.ballots.actions.voting import cast

__all__ = [
    "begin",
    "cancel_ballot",
    "cast",
    "close_ballot",
    "forget_voter",
    "give_proxy",
    "open_ballot",
    "publish_decision",
    "record_decision",
    "remind",
    "review_decision",
    "reword",
    "take_back_proxy",
    "tidy_ballots",
    "unpublish_decision",
    "withdraw_decision",
]
