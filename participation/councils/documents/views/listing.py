"""The list of documents: a folder, or what is looked for in all of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.councils.documents import queries
from participation.councils.documents.forms import SearchForm
from participation.councils.documents.models import Folder
from participation.councils.documents.views.finding import find_folder
from participation.councils.space import Space, reads_space
from participation.councils.standing import may_animate, may_speak


@reads_space()
def top(request: HttpRequest, space: Space) -> HttpResponse:
    """What stands in no folder, and the first folders."""
    return _list(request, space, None)


@reads_space()
def folder(request: HttpRequest, space: Space, folder_id: int) -> HttpResponse:
    return _list(request, space, find_folder(space, folder_id))


def _list(request: HttpRequest, space: Space, folder: Folder | None) -> HttpResponse:
    form = SearchForm(request.GET)
    asked = form.asked()
    context = {
        "space": space,
        "folder": folder,
        "trail": queries.trail_to(folder)[:-1],
        "folders": [] if asked.is_search else queries.folders_in(space, folder),
        "page": queries.page_of_documents(space, folder, asked, request.GET.get("page")),
        "form": form,
        "asked": asked,
        "shelf": queries.shelf(space.council),
        "may_add": space.may(may_speak),
        "may_animate": space.may(may_animate),
    }
    return render(request, "documents/list.html", context)
