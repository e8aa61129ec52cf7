"""Other sites whose councils stand beside ours: administrators follow, question and leave them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.editing.forms import SiteForm
from cms.editing.views.people import administrators
from participation.base.http import reads, writes
from participation.councils.directory import actions, signing
from participation.councils.directory.actions.asking import Offer
from participation.councils.directory.choices import Problem
from participation.councils.directory.errors import Unheard
from participation.councils.directory.models import RemoteInstance
from participation.councils.errors import Refused


@reads(administrators)
def sites(request: HttpRequest) -> HttpResponse:
    """List the other sites, with what became of asking them."""
    rows = RemoteInstance.objects.annotate(count=Count("councils")).order_by("name", "pk")
    context = {"sites": rows, "fingerprint": signing.fingerprint(signing.public_key())}
    return render(request, "cms/editing/sites.html", context)


@reads(administrators)
def site(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one: its key, its last news, and which councils were left out, and why."""
    rows = RemoteInstance.objects.annotate(count=Count("councils"))
    return render(request, "cms/editing/site.html", {"site": get_object_or_404(rows, pk=pk)})


@writes(administrators)
def add(request: HttpRequest) -> HttpResponse:
    """Ask a site what it offers, show it, and follow it once its key was confirmed."""
    form = SiteForm(request.POST if request.method == "POST" else None)
    offer = _offered(form) if form.is_valid() else None
    if offer and "confirm" in request.POST and form.cleaned_data["key"]:
        try:
            made = _follow(offer, request)
        except Refused as refusal:
            form.add_error("site", str(refusal))
            offer = None
        else:
            messages.success(request, _("Les conseils de ce site sont dans l’annuaire."))
            return redirect("editing:site", made.pk)
    fingerprint = signing.fingerprint(offer.key) if offer else ""
    context = {"form": form, "offer": offer, "fingerprint": fingerprint}
    return render(request, "cms/editing/add_site.html", context)


def _offered(form: SiteForm) -> Offer | None:
    """Ask the site; what is wrong is said at the field that it is about."""
    try:
        offer = actions.discover(form.cleaned_data["site"])
    except Unheard as refusal:
        form.add_error("site", Problem(refusal.problem).label)
        return None
    if form.cleaned_data["key"] not in ("", offer.key):
        form.add_error("key", _("Ce site signe avec une autre clé que celle-ci. Ne l’ajoutez pas."))
        return None
    return offer


def _follow(offer: Offer, request: HttpRequest) -> RemoteInstance:
    made = actions.add_instance(
        site=offer.site,
        register_url=offer.register_url,
        name=offer.register.name,
        key=offer.key,
        actor=request.user,
    )
    actions.take_over(made, offer.register, actor=request.user)
    return made


ACTS: dict[str, Callable[..., Any]] = {
    "suspendre": actions.pause,
    "reprendre": actions.resume,
    "retirer": actions.remove,
}


@writes(administrators)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it now; the page tells what became of it."""
    instance = get_object_or_404(RemoteInstance, pk=pk)
    if request.method == "POST":
        actions.ask(instance)
    return redirect("editing:site", pk)


@writes(administrators)
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Pause it, resume it, or remove it."""
    instance = get_object_or_404(RemoteInstance, pk=pk)
    if what not in ACTS:
        raise Http404
    if request.method == "POST":
        ACTS[what](instance, actor=request.user)
        if what == "retirer":
            messages.success(request, _("Ce site est retiré, avec ses conseils."))
            return redirect("editing:sites")
    return redirect("editing:site", pk)


@writes(administrators)
def accept_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Believe the new key that the person saw, and ask the site at once."""
    instance = get_object_or_404(RemoteInstance, pk=pk)
    if request.method == "POST":
        try:
            actions.accept_key(instance, request.POST.get("key", ""), actor=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            actions.ask(instance)
    return redirect("editing:site", pk)
