"""The results of each step, once published; officers see them before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string

from consultations.models import Consultation, Step
from consultations.queries import steps_with_results
from participation.base.http import everyone, reads


@reads(everyone)
def results(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Consultation.objects.visible_to(request.user).select_related("public_body")
    consultation = get_object_or_404(rows, slug=slug)
    steps = [
        {"step": step, "html": _shown(request, step)}
        for step in steps_with_results(consultation, request.user)
    ]
    context = {"consultation": consultation, "steps": steps}
    return render(request, "consultations/results.html", context)


def _shown(request: HttpRequest, step: Step) -> str:
    context = {"step": step, **step.component.results(step, request.user)}
    return render_to_string(step.component.results_template, context, request)
