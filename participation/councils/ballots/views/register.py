"""Reading the register of decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.councils.ballots.forms.deciding import SearchForm
from participation.councils.ballots.queries.reading import seen_by
from participation.councils.ballots.queries.register import decisions_of, page_of
from participation.councils.ballots.views.finding import decision_of
from participation.councils.queries import names_in
from participation.councils.space import Space, reads_space
from participation.councils.standing import may_animate, may_coordinate


@reads_space()
def register(request: HttpRequest, space: Space) -> HttpResponse:
    """All decisions, or those that hold the words looked for."""
    form = SearchForm(request.GET)
    words = form.words()
    rows = decisions_of(space).matching(words)
    context = {
        "space": space,
        "form": form,
        "is_search": bool(words),
        "page": page_of(rows, space.council, request.GET.get("page")),
        "may_animate": space.may(may_animate),
    }
    return render(request, "ballots/register.html", context)


@reads_space()
def decision(request: HttpRequest, space: Space, year: int, number: int) -> HttpResponse:
    """One decision: what it says, where it comes from, what replaces it."""
    found = decision_of(space, year, number)
    seen = seen_by(space, found.ballot) if found.ballot else None
    writer = names_in(space.council, [found.recorded_by_id])[found.recorded_by_id]
    context = {
        "space": space,
        "decision": found,
        "writer": writer,
        "seen": seen,
        "may_animate": space.may(may_animate),
        "may_coordinate": space.may(may_coordinate),
    }
    return render(request, "ballots/decision.html", context)
