"""The themes of what residents said, once somebody signed them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.models import Consultation
from consultations.summaries.queries import public_page, public_theme
from participation.base.http import everyone, reads


def _consultation(request: HttpRequest, slug: str) -> Consultation:
    rows = Consultation.objects.visible_to(request.user).select_related("public_body")
    return get_object_or_404(rows, slug=slug)


@reads(everyone)
def themes(request: HttpRequest, slug: str) -> HttpResponse:
    """What was said, theme by theme, with who validated it and what came since."""
    return render(request, "summaries/themes.html", public_page(_consultation(request, slug)))


@reads(everyone)
def theme(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The contributions that one theme comes from."""
    consultation = _consultation(request, slug)
    context = public_theme(consultation, key, request.GET.get("page"))
    return render(request, "summaries/theme.html", context)
