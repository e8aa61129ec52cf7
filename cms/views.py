"""Pages and files beside Wagtail's tree: a consultation, the site map, robots, pictures."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils._os import safe_join
from wagtail.models import Page

from cms import queries
from cms.models import ConsultationPage
from consultations.models import Consultation
from participation.base.codes import absolute
from participation.base.http import everyone, reads, safe_next, signed_in, with_query

A_YEAR = "public, max-age=31536000, immutable"


@reads(everyone)
def consultation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a consultation, with what was written and published for it, if anything was."""
    rows = Consultation.objects.visible_to(request.user)
    consultation = get_object_or_404(
        rows.select_related("public_body__page", "territory", "theme"), slug=slug
    )
    page = ConsultationPage.objects.live().filter(consultation=consultation).first()
    context = queries.consultation_page(consultation, page, request.user)
    return render(request, "cms/consultation.html", context)


@reads(everyone)
def site_map(request: HttpRequest) -> HttpResponse:
    """Show every page of the site, and the consultations by public body."""
    pages = Page.objects.live().public().filter(depth__gte=2).not_exact_type(ConsultationPage)
    context = {
        "pages": pages.specific().order_by("path"),
        **queries.map_of_consultations(request.user),
    }
    return render(request, "cms/site_map.html", context)


@reads(everyone)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots where not to go; nothing private hangs on their obedience."""
    return render(
        request,
        "cms/robots.txt",
        {"sitemap": absolute("/sitemap.xml")},
        content_type="text/plain; charset=utf-8",
    )


@reads(everyone)
def rendition(request: HttpRequest, path: str) -> FileResponse:
    """Serve one rendition of a picture; originals and documents lie elsewhere."""
    file = Path(safe_join(settings.MEDIA_ROOT, "images", path))
    if not file.is_file():
        raise Http404
    response = FileResponse(file.open("rb"))
    response["Cache-Control"] = A_YEAR
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@reads(everyone)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Stand where Wagtail would take a password alone: there is one door, with its limits."""
    return redirect(with_query(reverse("account_login"), next=safe_next(request, "")))


@reads(signed_in)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Explain why editing asks for a second factor, and how to set one up."""
    return render(request, "cms/second_factor.html")
