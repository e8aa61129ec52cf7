"""Folders: made, renamed, deleted when empty."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.documents import actions
from participation.councils.documents.forms import FolderForm
from participation.councils.documents.models import Folder
from participation.councils.documents.views.finding import find_folder
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate


@writes_space(may_animate)
def make(request: HttpRequest, space: Space) -> HttpResponse:
    """Make a folder at the top."""
    return _make(request, space, None)


@writes_space(may_animate)
def make_within(request: HttpRequest, space: Space, folder_id: int) -> HttpResponse:
    """Make a folder within another."""
    return _make(request, space, find_folder(space, folder_id))


@writes_space(may_animate)
def rename(request: HttpRequest, space: Space, folder_id: int) -> HttpResponse:
    folder = find_folder(space, folder_id)
    form = FolderForm(
        request.POST if request.method == "POST" else None, initial={"name": folder.name}
    )
    if form.is_valid():
        try:
            actions.rename_folder(folder, actor=space.person, name=form.cleaned_data["name"])
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("documents:folder", space.council.slug, folder.pk)
    return _ask(request, space, form, folder=folder)


@writes_space(may_animate)
def delete(request: HttpRequest, space: Space, folder_id: int) -> HttpResponse:
    """Delete an empty folder, once it was confirmed."""
    folder = find_folder(space, folder_id)
    context = {"space": space, "folder": folder}
    if request.method != "POST":
        return render(request, "documents/delete_folder.html", context)
    try:
        actions.delete_folder(folder, actor=space.person)
    except Refused as refused:
        context["refused"] = refused
        return render(request, "documents/delete_folder.html", context, status=409)
    messages.success(request, _("Dossier supprimé."))
    return redirect("documents:top", space.council.slug)


def _make(request: HttpRequest, space: Space, parent: Folder | None) -> HttpResponse:
    form = FolderForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            folder = actions.make_folder(
                space.council, actor=space.person, name=form.cleaned_data["name"], parent=parent
            )
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("documents:folder", space.council.slug, folder.pk)
    return _ask(request, space, form, parent=parent)


def _ask(
    request: HttpRequest,
    space: Space,
    form: FolderForm,
    *,
    folder: Folder | None = None,
    parent: Folder | None = None,
) -> HttpResponse:
    context = {"space": space, "form": form, "folder": folder, "parent": parent}
    return render(request, "documents/folder.html", context, status=422 if form.errors else 200)
