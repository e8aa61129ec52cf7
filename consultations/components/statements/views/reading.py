"""Reading: the groups, all the statements, one statement."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.components.statements import queries, results
from consultations.components.statements.forms import ListForm
from consultations.components.statements.models import Picture, Statement, Value
from consultations.components.statements.results.landscape import parts_for
from consultations.components.statements.views.person import person_of
from consultations.models import Step
from consultations.queries import fates_of
from participation.base.http import everyone, reads

PER_PAGE = 30


@reads(everyone)
def groups(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """What unites and what divides, the groups, the map, and where one stands."""
    step = get_object_or_404(queries.conversation_steps(request.user, slug), pk=step_id)
    may_see = queries.may_see_groups(request.user, step)
    context: dict[str, Any] = {"step": step, "may_see": may_see}
    if may_see:
        told, picture = _told(request, step), queries.picture_for(step)
        context["landscape"] = results.landscape(step, picture, told.votes)
        context["place"] = results.place_of(picture, told.votes)
        context["told"] = told
    return render(request, "statements/groups.html", context)


@reads(everyone)
def statements(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """All that is shown, thirty on a page, with one's own votes and, once allowed, the counts."""
    step = get_object_or_404(queries.conversation_steps(request.user, slug), pk=step_id)
    told, picture = _told(request, step), queries.picture_for(step)
    may_see = queries.may_see_groups(request.user, step)
    form = ListForm(request.GET)
    order = _ordered(told, picture, form.asked() if may_see else "number")
    page = Paginator(order, PER_PAGE).get_page(request.GET.get("page"))
    rows = Statement.objects.with_envelope().in_bulk(list(page.object_list))
    context = {
        "step": step,
        "page": page,
        "items": [_item(rows[pk], told, picture, may_see) for pk in page.object_list],
        "may_see": may_see,
        "search": form,
        "told": told,
    }
    return render(request, "statements/list.html", context)


@reads(everyone)
def statement(request: HttpRequest, slug: str, step_id: int, number: int) -> HttpResponse:
    """One statement alone, how each group votes on it, and what became of it."""
    step = get_object_or_404(queries.conversation_steps(request.user, slug), pk=step_id)
    rows = Statement.objects.of(step).shown().with_envelope()
    found = get_object_or_404(rows, number=number)
    told, may_see = _told(request, step), queries.may_see_groups(request.user, step)
    contribution = found.contribution
    context = {
        "step": step,
        "statement": found,
        "own": told.votes.get(found.pk),
        "parts": parts_for(queries.picture_for(step), found.pk) if may_see else [],
        "values": Value,
        "fates": fates_of([contribution]).get(contribution.pk, []) if contribution else [],
    }
    return render(request, "statements/statement.html", context)


def _told(request: HttpRequest, step: Step) -> queries.Asking:
    return queries.asking(step, person_of(request, step).key)


def _ordered(told: queries.Asking, picture: Picture, sort: str) -> list[int]:
    pks = list(told.shown)
    if sort == "newest":
        return pks[::-1]
    if sort == "number":
        return pks
    name = "informed" if sort == "uniting" else "division"
    return sorted(pks, key=lambda pk: -float(picture.places.get(str(pk), {}).get(name, -1)))


def _item(row: Statement, told: queries.Asking, picture: Picture, may_see: bool) -> dict[str, Any]:
    return {
        "statement": row,
        "own": told.votes.get(row.pk),
        "everybody": parts_for(picture, row.pk)[-1] if may_see else None,
    }
