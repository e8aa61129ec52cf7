"""Public bodies and their officers: an administrator registers and appoints, by actions alone."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms import actions as site
from cms.editing.forms import AppointForm, PublicBodyForm
from participation.accounts import actions
from participation.accounts.models import Account, Officer, PublicBody
from participation.accounts.rules import is_administrator
from participation.base.http import reads, writes


def _self(request: HttpRequest) -> Account:
    """Give who acts: `administrators` let nobody pass without an account."""
    return cast("Account", request.user)


def administrators(request: HttpRequest) -> bool:
    return bool(is_administrator(request.user))


@reads(administrators)
def public_bodies(request: HttpRequest) -> HttpResponse:
    """List the public bodies, with who acts for each."""
    bodies = PublicBody.objects.prefetch_related("officers__account").order_by("name")
    return render(request, "cms/editing/public_bodies.html", {"bodies": bodies})


@writes(administrators)
def new_public_body(request: HttpRequest) -> HttpResponse:
    """Register a public body; its section, its group and its files' place come with it."""
    form = PublicBodyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.create_public_body(actor=_self(request), **form.cleaned_data)
        messages.success(request, _("Organisme créé, avec sa section."))
        return redirect("editing:public_bodies")
    return render(request, "cms/editing/public_body.html", {"form": form})


@writes(administrators)
def officers(request: HttpRequest, pk: int) -> HttpResponse:
    """Appoint somebody by their address; the account is made when there is none."""
    public_body = get_object_or_404(PublicBody, pk=pk)
    form = AppointForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        site.invite_officer(form.cleaned_data["email"], public_body, actor=_self(request))
        messages.success(request, _("C’est fait : cette personne agit pour l’organisme."))
        return redirect("editing:officers", pk)
    found = public_body.officers.select_related("account").order_by("account__email")
    context = {"public_body": public_body, "form": form, "officers": found}
    return render(request, "cms/editing/officers.html", context)


@writes(administrators)
def remove_officer(request: HttpRequest, pk: int, officer_id: int) -> HttpResponse:
    """Take the role back; it holds from the next page on."""
    officer = get_object_or_404(Officer, pk=officer_id, public_body_id=pk)
    if request.method == "POST":
        actions.remove_officer(officer, actor=_self(request))
        messages.success(request, _("Cette personne n’agit plus pour l’organisme."))
    return redirect("editing:officers", pk)
