"""Whom the workbench serves: the officers of the body that asked; to others it is absent."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from consultations.models import Consultation
from consultations.summaries.models import Summary
from consultations.summaries.queries import current_summary


def own_consultation(request: HttpRequest, slug: str) -> Consultation:
    """Give a consultation of the person's own bodies; any other looks absent."""
    rows = Consultation.objects.editable_by(request.user).select_related("public_body")
    return get_object_or_404(rows, slug=slug)


def own_summary(request: HttpRequest, slug: str) -> Summary:
    """Give the summary that is worked on; without one the page is absent."""
    consultation = own_consultation(request, slug)
    summary = current_summary(consultation.pk)
    if summary is None:
        raise Http404
    summary.consultation = consultation
    return summary
