"""Where a body reads the statements that wait, and publishes them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultations.components.statements.models import Statement
from consultations.views.publishing import publish_one, step_to_read
from participation.base.http import everyone, writes

PER_PAGE = 30


@writes(everyone)
def waiting(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The statements nobody has read yet, oldest first, each with a button; for officers."""
    step = step_to_read(request, slug, step_id, kind="statements")
    if request.method == "POST":
        return publish_one(request, step)
    rows = Statement.objects.of(step).waiting().with_envelope()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "statements/waiting.html", {"step": step, "page": page})
