"""What readers say of the pages of one's bodies: clear or not, and in which words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.editing.access import editors
from cms.editing.clarity import judged_pages, unclear_words
from participation.base.http import reads


@reads(editors)
def clarity(request: HttpRequest) -> HttpResponse:
    """Count by page, the least clear first, then the latest words."""
    context = {"pages": judged_pages(request.user), "words": unclear_words(request.user)}
    return render(request, "cms/editing/clarity.html", context)
