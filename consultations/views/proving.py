"""Asking for an address and the code sent there, before a form is taken."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultations import identity
from consultations.errors import Refused
from consultations.forms import ProofForm
from consultations.models import Step
from participation.base.clock import arrival


def prove(request: HttpRequest, step: Step, form: Form, template: str) -> HttpResponse | None:
    """Ask for an address, then for the code sent there, keeping the words on the page.

    Gives nothing once the person is proven, or where nobody has to be, or after the closing.
    """
    if not step.is_open_at(arrival(request)) or not identity.needs_proof(request, step):
        return None
    is_asked = "email" in request.POST
    proof = ProofForm(request.POST if is_asked else None)
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
        "kept": form,
        "is_sent": is_sent or bool(request.POST.get("proof")),
    }
    status = 422 if proof.errors else 200
    return render(request, template, context, status=status)
