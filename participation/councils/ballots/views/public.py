"""What everyone may read of a council's decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from participation.base.http import everyone, reads
from participation.councils.ballots.queries.register import page_of, public_decisions
from participation.councils.models import Council


@reads(everyone)
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """The decisions that the council has published."""
    council = get_object_or_404(Council, slug=slug)
    page = page_of(public_decisions(council), council, request.GET.get("page"))
    return render(request, "ballots/public_decisions.html", {"council": council, "page": page})


@reads(everyone)
def decision(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """One published decision; what replaces it, if that is published too."""
    council = get_object_or_404(Council, slug=slug)
    found = get_object_or_404(public_decisions(council), year=year, number=number)
    near = [row for row in (found.replaces, found.successor) if row and row.is_public]
    for row in (found, *near):
        row.council = council
    context = {
        "council": council,
        "decision": found,
        "replaces": found.replaces if found.replaces in near else None,
        "successor": found.successor if found.successor in near else None,
    }
    return render(request, "ballots/public_decision.html", context)
