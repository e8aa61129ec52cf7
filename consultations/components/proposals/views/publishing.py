"""Where a body reads proposals before they appear."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultations.components.proposals.queries import page_of
from consultations.components.proposals.queries import to_read as waiting_in
from consultations.views.publishing import publish_one, step_to_read
from participation.base.http import everyone, writes


@writes(everyone)
def to_read(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The proposals that wait to be published, the oldest first; for officers."""
    step = step_to_read(request, slug, step_id, kind="proposals")
    if request.method == "POST":
        return publish_one(request, step)
    page = page_of(waiting_in(step), request.GET.get("page"), step)
    return render(request, "proposals/to_read.html", {"step": step, "page": page})
