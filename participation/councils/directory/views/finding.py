"""Finding a council."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from participation.base.http import everyone, reads, with_query
from participation.councils.directory.forms import FinderForm
from participation.councils.directory.queries import contacts_for, find, geojson, results_of
from participation.territories.models import Territory

PER_PAGE = 20


@reads(everyone)
@vary_on_headers("HX-Request")
def finder(request: HttpRequest) -> HttpResponse:
    """Show the councils that match; htmx gets the very list that the page includes."""
    form = FinderForm(request.GET)
    finding = find(form.typed, form.sought())
    page = Paginator(finding.councils, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "finding": finding,
        "page": page,
        "results": results_of(finding, list(page.object_list)),
        "contacts": contacts_for(finding, form.found.get("departement")),
        "trail": [(_("Conseils"), "")],
        "tiles": settings.MAP_TILES_URL,
        "tiles_credit": settings.MAP_TILES_CREDIT,
        **_followed(finding.place),
        "elsewhere": with_query("/demarches/", q=finding.place.name if finding.place else ""),
    }
    return render(request, _template(request), context)


@reads(everyone)
def map_of_councils(request: HttpRequest) -> JsonResponse:
    """Give what a map draws of the same search, whatever the page of the list."""
    form = FinderForm(request.GET)
    answer = JsonResponse(geojson(find(form.typed, form.sought())))
    answer["Content-Type"] = "application/geo+json"
    return answer


def _followed(place: Territory | None) -> dict[str, str]:
    """Give the addresses of the news and of the meetings of what was asked for."""
    if place is None:
        return {"news": reverse("directory:news"), "meetings": reverse("directory:meetings")}
    where = [place.kind, place.code]
    return {
        "news": reverse("directory:news_around", args=where),
        "meetings": reverse("directory:meetings_around", args=where),
    }


def _template(request: HttpRequest) -> str:
    htmx = getattr(request, "htmx", None)
    is_fragment = bool(htmx) and not getattr(htmx, "history_restore_request", False)
    return "directory/_results.html" if is_fragment else "directory/finder.html"
