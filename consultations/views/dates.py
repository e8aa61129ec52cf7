"""The dates of a consultation, for the calendars people keep."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from consultations.feeds import calendar_of
from consultations.models import Consultation
from participation.base.http import everyone, reads


@reads(everyone)
def dates(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the dates as iCalendar; who may not see the consultation finds nothing."""
    rows = Consultation.objects.visible_to(request.user)
    consultation = get_object_or_404(rows, slug=slug)
    answer = HttpResponse(calendar_of(consultation), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{consultation.slug}.ics"'
    return answer
