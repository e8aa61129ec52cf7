"""The published list of receipts, for anyone to check."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from consultations.models import Consultation, Ledger
from participation.base.http import everyone, reads


@reads(everyone)
def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """The root, the number and how to check them; before the closing, when they will be here."""
    rows = Consultation.objects.visible_to(request.user).select_related("public_body")
    consultation = get_object_or_404(rows, slug=slug)
    published = Ledger.objects.filter(consultation=consultation).first()
    context = {"consultation": consultation, "ledger": published}
    return render(request, "consultations/ledger.html", context)


@reads(everyone)
def leaves(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The sorted hashes, one a line; no code goes with them."""
    consultations = Consultation.objects.visible_to(request.user)
    published = get_object_or_404(Ledger, consultation__in=consultations, consultation__slug=slug)
    response = StreamingHttpResponse(_lines(published), content_type="text/csv; charset=utf-8")
    name = f"recus-{slug}.csv"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _lines(published: Ledger) -> Iterator[str]:
    for sha256 in published.leaves.values_list("sha256", flat=True).iterator(chunk_size=5000):
        yield f"{sha256}\n"
