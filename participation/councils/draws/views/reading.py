"""What members read of the council's draws."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.councils.draws.models import Draw
from participation.councils.draws.queries import strata
from participation.councils.draws.views.finding import draw_of
from participation.councils.space import Space, reads_space
from participation.councils.standing import may_coordinate


@reads_space()
def draws(request: HttpRequest, space: Space) -> HttpResponse:
    """Every draw of the council, the latest first."""
    rows = Draw.objects.filter(council=space.council).visible_to(space.person)
    page = Paginator(rows.select_related("college"), 20).get_page(request.GET.get("page"))
    context = {"space": space, "page": page, "may_coordinate": space.may(may_coordinate)}
    return render(request, "draws/draws.html", context)


@reads_space()
def draw(request: HttpRequest, space: Space, draw_id: int) -> HttpResponse:
    """One draw: where it stands, and what comes next."""
    found = draw_of(space, draw_id)
    context = {
        "space": space,
        "draw": found,
        "sources": found.source_lists.all(),
        "strata": strata(found),
        "may_coordinate": space.may(may_coordinate),
    }
    return render(request, "draws/draw.html", context)
