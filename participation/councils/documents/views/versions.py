"""One version: its file, and its withdrawal."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.base.downloads import attachment
from participation.councils.documents import actions, rules
from participation.councils.documents.forms import WithdrawForm
from participation.councils.documents.views.finding import find_version
from participation.councils.space import Space, reads_space, writes_space
from participation.councils.standing import may_speak


@reads_space()
def file(request: HttpRequest, space: Space, document_id: int, number: int) -> HttpResponseBase:
    """Give the file of a version; the right to it is asked anew each time."""
    version = find_version(space, document_id, number)
    return attachment(version.file, name=version.name, content_type=version.content_type)


@writes_space(may_speak)
def withdraw(request: HttpRequest, space: Space, document_id: int, number: int) -> HttpResponse:
    """Take the file of a version away; the reason stays."""
    version = find_version(space, document_id, number)
    if not rules.may_withdraw(space, version):
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.withdraw_version(version, actor=space.person, reason=form.cleaned_data["reason"])
        messages.success(request, _("Version %(number)d retirée.") % {"number": number})
        return redirect(version.document)
    context = {"space": space, "version": version, "document": version.document, "form": form}
    return render(request, "documents/withdraw.html", context, status=422 if form.errors else 200)
