"""One document: its page, its place, its end."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.documents import actions, queries, rules
from participation.councils.documents.forms import ArrangeForm
from participation.councils.documents.views.finding import find_document
from participation.councils.errors import Refused
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_coordinate, may_speak


@reads_space()
def document(request: HttpRequest, space: Space, document_id: int) -> HttpResponse:
    """The document, who added it, and each of its versions."""
    found = find_document(space, document_id)
    versions = queries.history_of(found)
    for version in versions:
        version.may_be_withdrawn = version.is_kept and rules.may_withdraw(space, version)
    context = {
        "space": space,
        "document": found,
        "trail": queries.trail_to(found.folder),
        "versions": versions,
        "current": next((version for version in versions if version.is_kept), None),
        "may_add": space.may(may_speak),
        "may_arrange": rules.may_arrange(space, found),
        "may_delete": rules.may_delete(space, found),
        "may_publish": space.may(may_coordinate),
    }
    return render(request, "documents/document.html", context)


@writes_space(may_speak)
def arrange(request: HttpRequest, space: Space, document_id: int) -> HttpResponse:
    """Rename a document, say what it is, move it."""
    found = find_document(space, document_id)
    if not rules.may_arrange(space, found):
        raise Http404
    form = ArrangeForm(
        request.POST if request.method == "POST" else None, space=space, document=found
    )
    if form.is_valid():
        try:
            actions.arrange_document(found, actor=space.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, _("C’est rangé."))
            return redirect(found)
    context = {"space": space, "document": found, "form": form}
    return render(request, "documents/arrange.html", context, status=422 if form.errors else 200)


@writes_space(may_speak)
def delete(request: HttpRequest, space: Space, document_id: int) -> HttpResponse:
    """Delete a document and all its versions, once it was confirmed."""
    found = find_document(space, document_id)
    if not rules.may_delete(space, found):
        raise Http404
    context = {"space": space, "document": found}
    if request.method != "POST":
        return render(request, "documents/delete.html", context)
    folder = found.folder
    try:
        actions.delete_document(found, actor=space.person)
    except Refused as refused:
        return render(request, "documents/delete.html", {**context, "refused": refused}, status=409)
    messages.success(request, _("Document supprimé."))
    if folder is None:
        return redirect("documents:top", space.council.slug)
    return redirect("documents:folder", space.council.slug, folder.pk)
