"""Reading a register: the list, and one contribution with what answers it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from consultations.components.register.forms import SearchForm
from consultations.components.register.models import Entry
from consultations.components.register.queries import (
    browse,
    page_of,
    register_steps,
    themes_of,
    thread_of,
)
from consultations.queries import fates_of
from consultations.rules import is_officer
from participation.base.http import everyone, reads


@reads(everyone)
def entries(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The list. An order at random gets its seed in the address, so that pages follow."""
    step = get_object_or_404(register_steps(request.user, slug), pk=step_id)
    form = SearchForm(request.GET, themes=themes_of(step))
    asked = form.asked()
    if asked.sort == "random" and request.GET.get("seed") != str(asked.seed):
        query = request.GET.copy()
        query["seed"] = str(asked.seed)
        return redirect(f"{request.path}?{query.urlencode()}")
    page = page_of(browse(step, asked), request.GET.get("page"), step)
    reads_first = not step.register.publishes_at_once
    context = {
        "step": step,
        "search": form,
        "asked": asked,
        "page": page,
        "may_publish": reads_first and is_officer(request.user, step.consultation),
    }
    return render(request, "register/list.html", context)


@reads(everyone)
def entry(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """One contribution, whole, what became of it, and the answers below it."""
    step = get_object_or_404(register_steps(request.user, slug), pk=step_id)
    rows = Entry.objects.of(step).visible_to(request.user).filter(is_erased=False)
    whole = rows.with_envelope().select_related("parent__contribution")
    found = get_object_or_404(whole, contribution__tracking_code=code)
    found.contribution.step = step
    page, answers = thread_of(found, request.GET.get("page"))
    context = {
        "step": step,
        "entry": found,
        "contribution": found.contribution,
        "page": page,
        "answers": answers,
        "fates": fates_of([found.contribution]).get(found.contribution.pk, []),
    }
    return render(request, "register/entry.html", context)
