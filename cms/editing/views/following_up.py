"""Around the answer: citations one by one, deliberations, and the guarantor."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.editing.access import editors, own_consultation
from consultations.models import Consultation
from consultations.outcomes.forms import (
    CitationsForm,
    DeliberationForm,
    GuarantorAnswerForm,
    GuarantorForm,
    ReportForm,
)
from consultations.outcomes.models import Guarantor, OfficialResponse
from participation.base.http import writes


@writes(editors)
def citations(request: HttpRequest, pk: int, response_id: int) -> HttpResponse:
    """Say what one decision does with each contribution it cites."""
    consultation = own_consultation(request, pk)
    response = get_object_or_404(OfficialResponse, consultation=consultation, pk=response_id)
    form = CitationsForm(response, _data(request))
    if form.is_valid() and form.save(actor=request.user):
        messages.success(request, _("Citations enregistrées."))
        return redirect("editing:citations", pk, response_id)
    context = {"form": form, "consultation": consultation, "response": response}
    return render(request, "cms/editing/citations.html", context)


@writes(editors)
def deliberation(request: HttpRequest, pk: int) -> HttpResponse:
    """Link a published decision to the vote that enacts it."""
    consultation = own_consultation(request, pk)
    form = DeliberationForm(consultation, _data(request))
    return _one_form(
        request,
        consultation,
        form,
        heading=_("Lier une délibération à une décision"),
        button=_("Lier la délibération"),
        done=_("Délibération liée. Elle s’affiche sous la décision."),
    )


@writes(editors)
def guarantor(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the guarantor, and the delays."""
    consultation = own_consultation(request, pk)
    form = GuarantorForm(consultation, _data(request))
    return _one_form(
        request,
        consultation,
        form,
        heading=_("Le garant de la démarche"),
        button=_("Enregistrer le garant"),
        done=_("Garant enregistré. Son nom et les délais sont publics avec la démarche."),
        lede=_("Une tierce personne, neutre, veille sur la démarche. Elle rend un bilan."),
    )


@writes(editors)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what the guarantor reports."""
    consultation = own_consultation(request, pk)
    form = ReportForm(_guarantor(consultation), _data(request))
    return _one_form(
        request,
        consultation,
        form,
        heading=_("Publier le bilan du garant"),
        button=_("Publier le bilan"),
        done=_("Bilan publié. Votre délai pour y répondre commence."),
    )


@writes(editors)
def answer_guarantor(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the report, once."""
    consultation = own_consultation(request, pk)
    form = GuarantorAnswerForm(_guarantor(consultation), _data(request))
    return _one_form(
        request,
        consultation,
        form,
        heading=_("Répondre au garant"),
        button=_("Publier la réponse au garant"),
        done=_("Réponse publiée."),
    )


def _guarantor(consultation: Consultation) -> Guarantor:
    found = get_object_or_404(Guarantor, consultation=consultation)
    found.consultation = consultation
    return found


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _one_form(
    request: HttpRequest, consultation: Consultation, form: Any, *, done: str, **words: str
) -> HttpResponse:
    """Show a form until it is taken; then say so on the workbench."""
    if form.is_valid() and form.save(actor=request.user) is not None:
        messages.success(request, done)
        return redirect("editing:workbench", consultation.pk)
    context = {"form": form, "consultation": consultation, **words}
    return render(request, "cms/editing/one_form.html", context)
