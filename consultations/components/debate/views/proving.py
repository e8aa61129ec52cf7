"""Asking for a proven address where the consultation wants one, keeping what was typed."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultations import identity
from consultations.components.debate.forms import ProofForm
from consultations.errors import Refused
from consultations.models import Step
from participation.base.clock import arrival


def prove(request: HttpRequest, step: Step, kept: forms.Form) -> HttpResponse | None:
    """Ask for an address, then for the code sent there, keeping a form on the page.

    Gives nothing once the person is proven, or where nobody has to be, or after the closing.
    """
    if not step.is_open_at(arrival(request)) or not identity.needs_proof(request, step):
        return None
    proof = ProofForm(request.POST if "email" in request.POST else None)
    is_sent = False
    if proof.is_valid():
        email, typed = proof.cleaned_data["email"], proof.cleaned_data["proof"]
        try:
            if typed:
                identity.confirm_code(request, step, email, typed)
                return None
            identity.request_code(request, step, email)
            is_sent = True
        except Refused as refused:
            proof.add_error("proof" if typed else "email", str(refused.message))
    context = {
        "step": step,
        "form": proof,
        "kept": kept,
        "is_sent": is_sent or bool(request.POST.get("proof")),
    }
    return render(request, "debate/prove.html", context, status=422 if proof.errors else 200)
