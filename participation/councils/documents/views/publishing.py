"""What coordinators show to everybody, and take back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.documents import actions, queries
from participation.councils.documents.forms import PublishForm
from participation.councils.documents.views.finding import find_document
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate


@writes_space(may_coordinate)
def publish(request: HttpRequest, space: Space, document_id: int) -> HttpResponse:
    """Ask whether somebody is named, then make the last version public."""
    found = find_document(space, document_id)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.publish_document(found, actor=space.person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Document publié : tout le monde peut le lire."))
            return redirect(found)
    [document] = queries.with_current(space.council, [found])
    context = {"space": space, "document": document, "form": form}
    return render(request, "documents/publish.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def unpublish(request: HttpRequest, space: Space, document_id: int) -> HttpResponse:
    """Take a document off the public page."""
    found = find_document(space, document_id)
    if request.method != "POST":
        return render(request, "documents/unpublish.html", {"space": space, "document": found})
    actions.unpublish_document(found, actor=space.person)
    messages.success(request, _("Document retiré de la page publique."))
    return redirect(found)
