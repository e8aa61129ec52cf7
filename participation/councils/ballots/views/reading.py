"""Reading votes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.councils.ballots.queries.reading import page_of_ballots, seen_by
from participation.councils.ballots.views.finding import ballot_of
from participation.councils.queries import names_in
from participation.councils.space import Space, reads_space
from participation.councils.standing import may_animate


@reads_space()
def ballots(request: HttpRequest, space: Space) -> HttpResponse:
    """The votes of a council, the latest first."""
    page = page_of_ballots(space, request.GET.get("page"))
    context = {"space": space, "page": page, "may_animate": space.may(may_animate)}
    return render(request, "ballots/ballots.html", context)


@reads_space()
def ballot(request: HttpRequest, space: Space, ballot_id: int) -> HttpResponse:
    """One vote: its question, its rules, how to vote, and the result once it may be known."""
    found = ballot_of(space, ballot_id)
    seen = seen_by(space, found)
    opener = names_in(space.council, [found.opened_by_id])[found.opened_by_id]
    context = {
        "space": space,
        "seen": seen,
        "ballot": found,
        "opener": opener if found.opened_by_id else "",
        "decision": getattr(found, "decision", None),
        "may_animate": space.may(may_animate),
        "all_voted": seen.turnout == seen.electorate,
    }
    return render(request, "ballots/ballot.html", context)
