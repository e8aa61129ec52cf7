"""Changing language, and the living style guide."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from participation.base.http import everyone, reads, writes
from participation.ui.style_guide import style_guide_context


@csrf_exempt  # keeps one preference in a cookie: a token would lay a cookie on every page read
@writes(everyone)
def change_language(request: HttpRequest) -> HttpResponseBase:
    """Remember the chosen language, then return to the page (same site only)."""
    return set_language(request)


@reads(everyone)
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component in its states; absent unless DEBUG or SHOW_STYLE_GUIDE."""
    if not (settings.DEBUG or getattr(settings, "SHOW_STYLE_GUIDE", False)):
        raise Http404
    return render(request, "ui/style_guide.html", style_guide_context(request.GET))
