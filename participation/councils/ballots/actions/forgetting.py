"""What goes when a person's account is erased."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from participation.councils.ballots.models import (
    Ballot,
    Decision,
    Proxy,
    Vote,
    Voter,
    VoteVersion,
)


@transaction.atomic
def forget_voter(account: Any) -> None:
    """Take a person's name and reasons off the votes; what was counted stays counted.

    The words on secret slips stay, for nothing says whose they are. A repeat finds nothing more.
    """
    mine = Voter.objects.filter(Q(account=account) | Q(membership__account=account)).order_by()
    votes = Vote.objects.filter(voter__in=mine.values("pk")).order_by()
    VoteVersion.objects.filter(vote__in=votes.values("pk")).delete()
    votes.update(reason="")
    Voter.objects.filter(account=account).update(account=None)
    Proxy.objects.filter(written_by=account).update(written_by=None)
    Ballot.objects.filter(opened_by=account).update(opened_by=None)
    Decision.objects.filter(recorded_by=account).update(recorded_by=None)
