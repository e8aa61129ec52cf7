"""Taking measures over from a file: first shown, then taken in as a whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.commitments.access import own_plan
from cms.editing.access import editors
from consultations.commitments.forms.importing import ImportForm
from participation.base.http import writes


@writes(editors)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would do; take it in when that is confirmed and nothing is refused."""
    plan = own_plan(request, pk)
    if request.method != "POST":
        context = {"plan": plan, "form": ImportForm(plan)}
        return render(request, "cms/commitments/import.html", context)
    form, report = ImportForm(plan, request.POST, request.FILES), None
    if form.is_valid():
        is_confirmed = "confirm" in request.POST
        report = form.take(actor=request.user, is_rehearsal=not is_confirmed)
        if is_confirmed and not report.refused:
            words = {"added": report.added, "changed": report.changed}
            said = _("Fichier pris en compte : %(added)d mesures ajoutées, %(changed)d changées.")
            messages.success(request, said % words)
            return redirect("plans:desk", pk)
    context = {"plan": plan, "form": form, "report": report}
    if report is not None:
        context["content"] = form.cleaned_data["content"]
    return render(request, "cms/commitments/import.html", context)
