"""What meetings do when a vote they wait for has ended."""

from participation.base.events import Heard, listen
from participation.councils.ballots.events import BallotClosed, waited_for
from participation.councils.meetings.actions import settle_vote
from participation.councils.meetings.models.minutes import PURPOSE


@listen(BallotClosed)
def settle_minutes(heard: Heard) -> None:
    """Approve the minutes that members voted on."""
    version_id = waited_for(heard.event, PURPOSE)
    if version_id is not None:
        settle_vote(version_id, heard.event.ballot_id)
