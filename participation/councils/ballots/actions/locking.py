"""One vote at a time: whoever changes something of it waits for the one before."""

from typing import Any

from django.utils.translation import gettext as _

from participation.base.databases import for_update
from participation.councils.ballots.models import Ballot, Voter
from participation.councils.errors import Refused
from participation.councils.standing import may_vote, standing_in


def locked(ballot: Ballot) -> Ballot:
    """Give the vote as it is now, locked until the transaction ends."""
    rows = Ballot.objects.select_related("council__framework")
    found: Ballot = for_update(rows.filter(pk=ballot.pk)).get()
    return found


def refuse_unless_open(ballot: Ballot) -> None:
    """Stop, with a sentence, where one may not vote at this instant."""
    if ballot.is_planned:
        raise Refused(_("Ce vote n’est pas encore ouvert."))
    if ballot.is_cancelled:
        raise Refused(_("Ce vote est annulé. Rien n’a été compté."))
    if not ballot.is_open:
        raise Refused(_("Ce vote est clos. Votre réponse n’a pas pu être prise."))


def own_voter(ballot: Ballot, person: Any) -> Voter:
    """Give the line of a person among those called to vote.

    Raises Refused for those who sit since later than the opening, or who sit no more.
    """
    standing = standing_in(ballot.council, person)
    voter: Voter | None = None
    if standing is not None and may_vote(standing):
        rows = Voter.objects.filter(ballot=ballot, membership=standing.membership)
        voter = rows.select_related("membership").first()
    if voter is None:
        raise Refused(
            _(
                "Vous ne pouvez pas voter ici : la liste des votants a été arrêtée à l’ouverture, "
                "et vous n’y êtes pas."
            )
        )
    return voter
