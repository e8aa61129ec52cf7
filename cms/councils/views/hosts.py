"""The host organisations: entered by who keeps councils, renamed by who keeps all of theirs."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.councils import queries
from cms.councils.access import keepers
from cms.councils.forms.register import HostForm
from cms.councils.views.acting import done, typed
from participation.base.http import reads, writes
from participation.councils import actions
from participation.councils.models import HostOrganisation


@reads(keepers)
def hosts(request: HttpRequest) -> HttpResponse:
    """List the host organisations, with how many councils each carries."""
    return render(request, "cms/councils/hosts.html", {"hosts": queries.hosts(request.user)})


@writes(keepers)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a host organisation."""
    form = HostForm(typed(request))
    if done(form, lambda: actions.create_host(actor=request.user, **form.cleaned_data)):
        messages.success(request, _("Structure inscrite."))
        return redirect("keeping:hosts")
    return _page(request, form, None)


@writes(keepers)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a host organisation, or change how it is reached."""
    host = get_object_or_404(HostOrganisation.objects.kept_by(request.user), pk=pk)
    form = HostForm(typed(request), instance=copy(host))
    if done(form, lambda: actions.edit_host(host, actor=request.user, **form.cleaned_data)):
        messages.success(request, _("Structure enregistrée."))
        return redirect("keeping:hosts")
    return _page(request, form, host)


def _page(request: HttpRequest, form: HostForm, host: HostOrganisation | None) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "cms/councils/host.html", {"form": form, "host": host}, status=status)
