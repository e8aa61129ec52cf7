"""One measure: writing it, moving it, giving its news."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.commitments.access import own_measure, own_plan
from cms.commitments.views.showing import one_form, posted
from cms.editing.access import editors
from consultations.commitments.forms.measures import MeasureForm
from consultations.commitments.forms.progress import (
    DeadlineForm,
    FigureForm,
    MergeForm,
    NewsForm,
    StatusForm,
)
from participation.base.http import writes

MOVES = {
    "status": StatusForm,
    "news": NewsForm,
    "figure": FigureForm,
    "deadline": DeadlineForm,
    "merge": MergeForm,
}


@writes(editors)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    plan = own_plan(request, pk)
    return one_form(
        request,
        plan,
        MeasureForm(plan, posted(request)),
        heading=_("Ajouter une mesure"),
        button=_("Ajouter la mesure"),
        done=_("Mesure ajoutée."),
    )


@writes(editors)
def edit(request: HttpRequest, pk: int, measure_id: int) -> HttpResponse:
    """Change what a measure says; once published, in the open."""
    found = own_measure(request, pk, measure_id)
    return one_form(
        request,
        found.plan,
        MeasureForm(found.plan, posted(request), measure=found),
        heading=_("Modifier la mesure %(number)s") % {"number": found.external_id},
        button=_("Enregistrer"),
        done=_("Mesure enregistrée."),
        to=lambda _made: ("plans:measure", pk, measure_id),
    )


@writes(editors)
def measure(request: HttpRequest, pk: int, measure_id: int) -> HttpResponse:
    """Say where a measure stands, what was done, what was reached."""
    found = own_measure(request, pk, measure_id)
    asked = request.POST.get("move", "")
    forms = {
        name: kind(found, request.POST if name == asked else None) for name, kind in MOVES.items()
    }
    form = forms.get(asked)
    if form is not None and form.is_valid() and form.save(actor=request.user) is not None:
        messages.success(request, _("C’est enregistré, et public si le plan l’est."))
        return redirect("plans:measure", pk, measure_id)
    found.refresh_from_db(fields=["status", "due_on"])
    context = {
        "plan": found.plan,
        "measure": found,
        "forms": forms,
        "form": form,
        "turns": found.turns.all(),
        "indicators": found.indicators.prefetch_related("figures"),
    }
    return render(request, "cms/commitments/measure.html", context)
