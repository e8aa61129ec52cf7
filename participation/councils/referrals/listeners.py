"""What referrals do of their own when something happens elsewhere: a vote on a text is counted."""

from participation.base.events import Heard, listen
from participation.councils.ballots.events import BallotCancelled, BallotClosed, waited_for
from participation.councils.referrals.actions import settle_vote
from participation.councils.referrals.actions.voting import PURPOSE
from participation.councils.referrals.models import OnlineVote


@listen(BallotClosed, BallotCancelled)
def take_outcome(heard: Heard) -> None:
    """Adopt the text that was voted on, or give it back to its authors."""
    if waited_for(heard.event, PURPOSE) is None:
        return
    vote = OnlineVote.objects.filter(ballot=heard.event.ballot_id).first()
    if vote is not None:
        settle_vote(vote)
