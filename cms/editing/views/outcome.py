"""Writing the synthesis and the reasoned answer; the forms are those of the outcome."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.editing.access import editors, own_consultation
from cms.editing.views.attempts import attempt
from cms.editing.views.promise import wants
from consultations.models import Consultation
from consultations.outcomes import actions
from consultations.outcomes.forms import ErratumForm, SynthesisForm, response_formset
from participation.base.http import writes


@writes(editors)
def synthesis(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was received, what was read, and what residents said."""
    consultation = own_consultation(request, pk)
    form = SynthesisForm(consultation, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.save(actor=request.user) is not None:
        done = _("Synthèse publiée.")
        return _after(request, consultation, "synthesis", actions.publish_synthesis, done)
    return render(
        request, "cms/editing/synthesis.html", {"form": form, "consultation": consultation}
    )


@writes(editors)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer theme by theme: what was said, what is decided, why."""
    consultation = own_consultation(request, pk)
    forms = response_formset(consultation, request.POST if request.method == "POST" else None)
    if forms.is_bound and forms.is_valid() and forms.save(actor=request.user):
        done = _("Réponse publiée. Les habitants qui ont laissé une adresse sont prévenus.")
        return _after(request, consultation, "answer", actions.publish_answer, done)
    context = {"forms": forms, "consultation": consultation}
    return render(request, "cms/editing/answer.html", context)


@writes(editors)
def erratum(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a published answer in the open: dated, beside it."""
    consultation = own_consultation(request, pk)
    form = ErratumForm(consultation, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.save(actor=request.user) is not None:
        messages.success(request, _("Erratum publié. Il s’affiche à côté du texte, avec sa date."))
        return redirect("editing:workbench", consultation.pk)
    return render(request, "cms/editing/erratum.html", {"form": form, "consultation": consultation})


def _after(
    request: HttpRequest,
    consultation: Consultation,
    place: str,
    publish: Callable[..., Any],
    done: str,
) -> HttpResponse:
    """Publish when asked; otherwise the text is kept and may be written on."""
    if not wants(request, "publish"):
        messages.success(request, _("Texte enregistré. Il n’est pas encore publié."))
        return redirect(f"editing:{place}", consultation.pk)
    if not attempt(request, publish, consultation, done):
        return redirect(f"editing:{place}", consultation.pk)
    return redirect("editing:workbench", consultation.pk)
