"""Where a body reads what waits, and publishes it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultations.components.register.models import Entry, EntryQuerySet
from consultations.components.register.queries import PER_PAGE
from consultations.models import Contribution, Step
from consultations.views.publishing import publish_one, step_to_read
from participation.base.http import everyone, writes


@writes(everyone)
def waiting(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The contributions nobody has read yet, oldest first, each with a button; for officers."""
    step = step_to_read(request, slug, step_id, kind="register")
    if request.method == "POST":
        return publish_one(request, step)
    rows = _waiting(step).oldest_first().with_envelope()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "register/waiting.html", {"step": step, "page": page})


def _waiting(step: Step) -> EntryQuerySet:
    return Entry.objects.of(step).filter(contribution__state=Contribution.State.RECEIVED)
