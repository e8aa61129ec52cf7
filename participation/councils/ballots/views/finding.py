"""Finding one vote or one decision of a space; what is not there is 404."""

from django.shortcuts import get_object_or_404

from participation.councils.ballots.models import Ballot, Decision
from participation.councils.ballots.queries.reading import ballots_of
from participation.councils.ballots.queries.register import decisions_of
from participation.councils.space import Space


def ballot_of(space: Space, ballot_id: int) -> Ballot:
    rows = ballots_of(space).select_related("result", "decision", "opened_by")
    ballot: Ballot = get_object_or_404(rows, pk=ballot_id)
    ballot.council = space.council
    return ballot


def decision_of(space: Space, year: int, number: int) -> Decision:
    rows = decisions_of(space).select_related("ballot__result", "replaces", "superseded_by")
    decision: Decision = get_object_or_404(rows, year=year, number=number)
    for row in (decision, decision.replaces, decision.successor, decision.ballot):
        if row is not None:
            row.council = space.council
    return decision
