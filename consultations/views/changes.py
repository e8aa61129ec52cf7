"""The public log: what changed after the announcement, why, and what happened when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.models import Consultation
from consultations.publiclog import public_log
from participation.base.http import everyone, reads


@reads(everyone)
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Consultation.objects.visible_to(request.user).select_related("public_body")
    consultation = get_object_or_404(rows, slug=slug)
    context = {"consultation": consultation, "log": public_log(consultation)}
    return render(request, "consultations/changes.html", context)
