"""Adding a document, or the next version of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.base.uploads import weight
from participation.councils.documents import actions, queries
from participation.councils.documents.forms import AddForm, FileForm, VersionForm
from participation.councils.documents.models import Document
from participation.councils.documents.views.finding import find_document
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_speak


@writes_space(may_speak)
def add(request: HttpRequest, space: Space) -> HttpResponse:
    """A new document, with its first file."""
    if request.method != "POST":
        form = AddForm(space=space, initial={"folder": request.GET.get("dossier", "")})
        return _ask(request, space, form)
    form = AddForm(request.POST, request.FILES, space=space)
    if not form.is_valid():
        return _ask(request, space, form)
    given = form.cleaned_data
    try:
        document = actions.add_document(
            space.council,
            actor=space.person,
            title=given["title"],
            upload=given["file"],
            doc_type=given["doc_type"],
            folder=given["folder"],
        )
    except Refused as refused:
        form.refuse(str(refused))
        return _ask(request, space, form)
    _say_room(request, space, _("Document ajouté."))
    return redirect(document)


@writes_space(may_speak)
def add_version(request: HttpRequest, space: Space, document_id: int) -> HttpResponse:
    """The next version of a document; those before stay."""
    document = find_document(space, document_id)
    if request.method != "POST":
        return _ask(request, space, VersionForm(), document)
    form = VersionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, space, form, document)
    upload, note = form.cleaned_data["file"], form.cleaned_data["note"]
    try:
        version = actions.add_version(document, actor=space.person, upload=upload, note=note)
    except Refused as refused:
        form.refuse(str(refused))
        return _ask(request, space, form, document)
    _say_room(request, space, _("Version %(number)d ajoutée.") % {"number": version.number})
    return redirect(document)


def _ask(
    request: HttpRequest, space: Space, form: FileForm, document: Document | None = None
) -> HttpResponse:
    context = {
        "space": space,
        "form": form,
        "document": document,
        "shelf": queries.shelf(space.council),
    }
    return render(request, "documents/add.html", context, status=422 if form.errors else 200)


def _say_room(request: HttpRequest, space: Space, done: str) -> None:
    room = queries.shelf(space.council)
    words = {"used": weight(room.used), "most": weight(room.most)}
    messages.success(request, f"{done} {_('Place prise : %(used)s sur %(most)s.') % words}")
