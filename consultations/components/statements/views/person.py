"""Who is voting: a verified person, an account, or a browser; never named to anybody."""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultations import identity
from consultations.components.statements.forms import ProofForm
from consultations.errors import Refused
from consultations.models import Anonymity, IdentityLevel, Step
from participation.base.clock import arrival
from participation.base.codes import keyed_digest, secret
from participation.base.http import DRAFT_COOKIE

COOKIE_LASTS = 120 * 24 * 3600


@dataclass(frozen=True)
class Person:
    """`key` stands for the person in this conversation; `token` proves the browser's to itself.

    The token goes into the form before there is a cookie, so that two clicks are one person.
    """

    key: str
    token: str = ""
    is_new: bool = False

    def remember(self, request: HttpRequest, response: HttpResponse, step: Step) -> HttpResponse:
        """Let the browser keep its key: once something was sent, never before."""
        if self.token:
            response.set_cookie(
                _cookie(step),
                self.token,
                max_age=COOKIE_LASTS,
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response


def person_of(request: HttpRequest, step: Step) -> Person:
    """Say who asks. Reading changes nothing: a browser that is new gets a key it may send back."""
    consultation = step.consultation
    if consultation.identity_level >= IdentityLevel.EMAIL_CODE:
        proven = identity.verified_identity(request, step)
        return Person(_key(step, f"identity:{proven}") if proven else "", is_new=not proven)
    is_anonymous = consultation.anonymity == Anonymity.ANONYMOUS
    if request.user.is_authenticated and not is_anonymous:
        return Person(_key(step, f"account:{request.user.pk}"))
    for token in (request.COOKIES.get(_cookie(step), ""), request.POST.get("who", "")):
        if drawn := _read(step, token):
            return Person(_key(step, f"browser:{drawn}"), token)
    drawn = secret()
    return Person(_key(step, f"browser:{drawn}"), signing.dumps(drawn, salt=_salt(step)), True)


def forget(request: HttpRequest, response: HttpResponse, step: Step) -> HttpResponse:
    """Let the browser forget who voted: the next person at this computer starts afresh."""
    identity.forget_identity(request, step)
    response.delete_cookie(_cookie(step), samesite="Lax")
    return response


def ask_proof(
    request: HttpRequest, step: Step, *, kept: list[tuple[str, str]], words: str
) -> HttpResponse | None:
    """Ask for an address, then for the code sent there, keeping on the page what was sent.

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
        "words": words,
        "is_sent": is_sent or bool(request.POST.get("proof")),
    }
    return render(request, "statements/prove.html", context, status=422 if proof.errors else 200)


def _key(step: Step, what: str) -> str:
    return keyed_digest(f"{step.pk}:{what}", step.consultation.participant_secret)


def _cookie(step: Step) -> str:
    return f"{DRAFT_COOKIE}votes-{step.pk}"


def _salt(step: Step) -> str:
    return f"participation.votes.{step.pk}"


def _read(step: Step, token: str) -> str:
    try:
        return str(signing.loads(token, salt=_salt(step))) if token else ""
    except signing.BadSignature:
        return ""
