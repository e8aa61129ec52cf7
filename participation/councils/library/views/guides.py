"""Documents of method as everyone finds, reads and downloads them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response

from participation.accounts.rules import is_administrator
from participation.base.downloads import PRIVATE, attachment
from participation.base.http import everyone, reads
from participation.councils.library.feeds import GuidesFeed
from participation.councils.library.forms import GuideFinder
from participation.councils.library.models import GuideVersion
from participation.councils.library.queries import PER_PAGE, guide_sheet_of, guides_found
from participation.councils.library.rules import shares_resources
from participation.councils.library.views.finding import any_guide

A_WHILE = "public, max-age=300"
_feed = GuidesFeed()


@reads(everyone)
def guides(request: HttpRequest) -> HttpResponse:
    """Those that are published, by words, theme and language."""
    form = GuideFinder(request.GET)
    rows = guides_found(form.value("q"), form.value("theme"), form.value("langue"))
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "adds": shares_resources(request.user),
        "reviews": is_administrator(request.user),
    }
    return render(request, "library/guides.html", context)


@reads(everyone)
def feed(request: HttpRequest) -> HttpResponse:
    """The latest, for a program that follows them."""
    return _feed(request)


@reads(everyone)
def guide(request: HttpRequest, guide_id: int) -> HttpResponse:
    """One document; before it is published, for its council and who reviews it."""
    sheet = guide_sheet_of(any_guide(guide_id, request.user), request.user)
    return render(request, "library/guide.html", {"sheet": sheet, "guide": sheet.guide})


@reads(everyone)
def file(request: HttpRequest, guide_id: int, number: int) -> HttpResponseBase:
    """Give a version's file; one that is public may be kept on the way, and is sent once."""
    rows = GuideVersion.objects.filter(guide=guide_id, number=number).exclude(file="")
    version = rows.public().first()
    if version is None:
        version = get_object_or_404(rows.visible_to(request.user))
        return _given(version, PRIVATE)
    etag = f'"{version.sha256}"'
    kept = get_conditional_response(request, etag=etag)
    answer = kept or _given(version, A_WHILE)
    answer["ETag"], answer["Cache-Control"] = etag, A_WHILE
    return answer


def _given(version: GuideVersion, cache: str) -> HttpResponseBase:
    return attachment(
        version.file, name=version.name, content_type=version.content_type, cache=cache
    )
