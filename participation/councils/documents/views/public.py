"""What everybody may read of a council's documents."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from participation.base.downloads import attachment
from participation.base.http import everyone, reads
from participation.councils.documents import queries
from participation.councils.documents.models import DocumentVersion
from participation.councils.models import Council

A_WHILE = "public, max-age=300"


@reads(everyone)
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """The documents that a council publishes, the last first."""
    council = get_object_or_404(Council, slug=slug)
    rows = queries.public_documents(council).newest_first()
    page = Paginator(rows, queries.PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = queries.with_public_version(council, page.object_list)
    return render(request, "documents/public.html", {"council": council, "page": page})


@reads(everyone)
def public_file(request: HttpRequest, slug: str, document_id: int, number: int) -> HttpResponseBase:
    """Give the file of a version that is public."""
    rows = DocumentVersion.objects.public().filter(document__council__slug=slug)
    version = get_object_or_404(rows, document=document_id, number=number)
    return attachment(
        version.file, name=version.name, content_type=version.content_type, cache=A_WHILE
    )
