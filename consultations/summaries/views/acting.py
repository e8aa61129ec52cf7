"""What the buttons of the workbench do: one act each, told in one sentence, then the page again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.errors import Refused
from consultations.summaries import actions
from consultations.summaries.models import Summary, Topic
from consultations.summaries.views.access import own_consultation, own_summary
from participation.base.http import everyone, writes


def _attempt(request: HttpRequest, slug: str, act: Callable[[], str]) -> HttpResponse:
    """Do it, say so or say why not, and lead back to the workbench."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    return redirect("consultations:desk", slug)


def _on_summary(act: Callable[[HttpRequest, Summary], str], name: str) -> Callable[..., Any]:
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        summary = own_summary(request, slug)
        if request.method != "POST":
            return redirect("consultations:desk", slug)
        return _attempt(request, slug, lambda: act(request, summary))

    view.__module__, view.__name__ = __name__, name
    return writes(everyone)(view)


@writes(everyone)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the themes of what has arrived."""
    consultation = own_consultation(request, slug)
    if request.method != "POST":
        return redirect("consultations:desk", slug)

    def act() -> str:
        wants_ai = bool(request.POST.get("ai"))
        actions.ask_summary(consultation, actor=request.user, wants_ai=wants_ai)
        return _("Le calcul est lancé. Vous pouvez quitter cette page.")

    return _attempt(request, slug, act)


@writes(everyone)
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop the computation under way."""
    consultation = own_consultation(request, slug)
    if request.method != "POST":
        return redirect("consultations:desk", slug)
    under_way = Summary.objects.filter(consultation=consultation, state__in=Summary.UNDER_WAY)
    summary = get_object_or_404(under_way.order_by("-pk")[:1])

    def act() -> str:
        actions.cancel_summary(summary, actor=request.user)
        return _("Calcul arrêté.")

    return _attempt(request, slug, act)


def _merge(request: HttpRequest, summary: Summary) -> str:
    keys = request.POST.getlist("topic")
    topics = list(Topic.objects.filter(summary=summary, key__in=keys, is_gone=False))
    into = next((row for row in topics if row.key == request.POST.get("into")), None)
    largest = next((row for row in topics if not row.is_other), None)
    target = into or largest
    if target is None:
        raise Refused(_("Choisissez au moins deux thèmes à réunir."))
    actions.merge(topics, into=target, actor=request.user)
    return _("Thèmes réunis sous « %(name)s ».") % {"name": target.title}


def _undo(request: HttpRequest, summary: Summary) -> str:
    change = actions.undo(summary, actor=request.user)
    return _("Annulé : %(what)s.") % {"what": change.get_kind_display().lower()}


def _place(request: HttpRequest, summary: Summary) -> str:
    placed = actions.place_arrivals(summary, actor=request.user)
    return ngettext(
        "%(n)d nouvelle contribution placée.", "%(n)d nouvelles contributions placées.", placed
    ) % {"n": placed}


def _sign(request: HttpRequest, summary: Summary) -> str:
    actions.sign(summary, name=request.POST.get("signed_name", ""), actor=request.user)
    return _("Thèmes signés. Tout le monde peut les lire.")


def _draw(request: HttpRequest, summary: Summary) -> str:
    size = actions.draw_sample(summary, actor=request.user)
    return _("Échantillon tiré : %(n)d contributions. Une autre personne peut les relire.") % {
        "n": size
    }


merge = _on_summary(_merge, "merge")
undo = _on_summary(_undo, "undo")
place = _on_summary(_place, "place")
sign = _on_summary(_sign, "sign")
draw = _on_summary(_draw, "draw")
