"""Where the shared resources are found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.accounts.rules import is_administrator
from participation.base.http import everyone, reads
from participation.councils.library.choices import Category
from participation.councils.library.models import CalendarDate, GoodPractice, Guide
from participation.councils.library.queries import with_public_version

MOST_SHOWN = 3


@reads(everyone)
def resources(request: HttpRequest) -> HttpResponse:
    """The door of each kind of resource, what came last, and what comes next."""
    latest = GoodPractice.objects.all().published()
    context = {
        "categories": Category.choices,
        "practices": latest.select_related("council", "credit__original__council")[:MOST_SHOWN],
        "guides": with_public_version(Guide.objects.all().published())[:MOST_SHOWN],
        "reviews": is_administrator(request.user),
        "dates": CalendarDate.objects.all().to_come().select_related("territory")[:MOST_SHOWN],
    }
    return render(request, "library/resources.html", context)
