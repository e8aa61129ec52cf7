"""Reading a debate: its columns, one message with its answers, what it said before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.components.debate.live import DebateStream
from consultations.components.debate.models import Argument
from consultations.components.debate.queries import (
    answers_of,
    columns_of,
    dress,
    pinned_in,
)
from consultations.components.debate.rules import may_lead
from consultations.components.debate.views.finding import argument_of, holds_token, step_of
from consultations.queries import fates_of
from consultations.rules import may_hide
from participation.base.http import everyone, reads


@reads(everyone)
def debate(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The arguments in their columns: the latest, or those found most useful."""
    step = step_of(request, slug, step_id)
    by_use = request.GET.get("tri") == "utiles"
    columns = columns_of(step, request.GET.get("page", "1"), by_use=by_use)
    context = {
        "step": step,
        "debate": step.debate,
        "state": DebateStream().state(step.debate),
        "columns": columns,
        "by_use": by_use,
        "holds_token": holds_token(request),
        "grows": columns.number == 1 and not by_use,
        "pinned": pinned_in(step.debate),
        "may_lead": may_lead(request.user, step.consultation),
    }
    return render(request, "debate/debate.html", context)


@reads(everyone)
def argument(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """One message, whole, what became of it, and the answers to it."""
    step = step_of(request, slug, step_id)
    found = argument_of(request, step, code)
    dress(step, [found])
    page = answers_of(found, request.GET.get("page"))
    page.object_list = list(page.object_list)
    for answer in page.object_list:
        answer.contribution.step = step
    context = {
        "step": step,
        "state": DebateStream().state(step.debate),
        "argument": found,
        "contribution": found.contribution,
        "page": page,
        "fates": fates_of([found.contribution]).get(found.contribution.pk, []),
        "may_lead": may_lead(request.user, step.consultation),
        "holds_token": holds_token(request),
        "may_hide": may_hide(request.user, found.contribution),
    }
    return render(request, "debate/argument.html", context)


@reads(everyone)
def versions(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """What a message said before its author changed it; nothing once it is not published."""
    step = step_of(request, slug, step_id)
    rows = Argument.objects.of(step).published().exclude(edited_at=None)
    found = get_object_or_404(rows.with_envelope(), contribution__tracking_code=code)
    found.contribution.step = step
    return render(request, "debate/versions.html", {"step": step, "argument": found})
