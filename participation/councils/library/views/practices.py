"""Good practices as everyone finds and reads them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from participation.accounts.rules import is_administrator
from participation.base.downloads import PRIVATE, attachment
from participation.base.http import everyone, reads
from participation.councils.library.forms import PracticeFinder
from participation.councils.library.models import GoodPractice
from participation.councils.library.queries import PER_PAGE, practices_found, sheet_of

A_WHILE = "public, max-age=300"


@reads(everyone)
def practices(request: HttpRequest) -> HttpResponse:
    """Those that are published, by words and by family."""
    form = PracticeFinder(request.GET)
    rows = practices_found(form.value("q"), form.value("famille"))
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "reviews": is_administrator(request.user),
    }
    return render(request, "library/practices.html", context)


@reads(everyone)
def practice(request: HttpRequest, practice_id: int) -> HttpResponse:
    """One good practice; before it is published, for its council and who reviews it."""
    sheet = sheet_of(practice_or_404(request.user, practice_id), request.user)
    context = {"sheet": sheet, "reviews": is_administrator(request.user)}
    return render(request, "library/practice.html", context)


@reads(everyone)
def photo(request: HttpRequest, practice_id: int) -> HttpResponseBase:
    """Give the photo to who may read the page."""
    found = practice_or_404(request.user, practice_id)
    if not found.photo:
        raise Http404
    suffix = found.photo_type.rpartition("/")[2]
    cache = A_WHILE if found.is_published else PRIVATE
    return attachment(
        found.photo, name=f"photo.{suffix}", content_type=found.photo_type, cache=cache
    )


def practice_or_404(person: Any, practice_id: int) -> GoodPractice:
    rows = GoodPractice.objects.all().visible_to(person)
    found: GoodPractice = get_object_or_404(
        rows.select_related("council", "credit__original__council"), pk=practice_id
    )
    return found
