"""The public page of a council."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from participation.base.http import everyone, reads
from participation.councils.models import Council
from participation.councils.queries.profile import profile_of

SHOWN = ("commune", "framework", "host", "public_body")


@reads(everyone)
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who the council is, how to reach it, and what it publishes."""
    council = get_object_or_404(Council.objects.select_related(*SHOWN), slug=slug)
    context = {"council": council, "profile": profile_of(council, request.user)}
    return render(request, "councils/profile.html", context)
