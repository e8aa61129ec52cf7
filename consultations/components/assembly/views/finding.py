"""Loading a meeting for whoever asks, and knowing one browser from another."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from consultations.components.assembly.models import Assembly, Question
from consultations.components.assembly.queries import assembly_steps
from consultations.models import Consultation
from consultations.views.publishing import step_to_read
from participation.base.codes import keyed_digest

COOKIE = "salle"
SALT = "participation.assembly.browser"
LASTS = 60 * 60 * 24 * 30  # seconds: a meeting and what is asked before it


def assembly_of(request: HttpRequest, slug: str, step_id: int) -> Assembly:
    """Load a meeting for whoever may see its consultation; absent (404) for others."""
    step = get_object_or_404(assembly_steps(request.user, slug), pk=step_id)
    assembly: Assembly = step.assembly
    assembly.step = step
    return assembly


def assembly_run_by(request: HttpRequest, slug: str, step_id: int) -> Assembly:
    """Load a meeting for the officers of its body; absent (404) to anybody else."""
    step = step_to_read(request, slug, step_id, kind="assembly")
    assembly = Assembly.objects.select_related("item").get(step=step)
    assembly.step = step
    return assembly


def question_of(request: HttpRequest, assembly: Assembly, code: str) -> Question:
    """Load a question by its tracking code, if the person may read it."""
    rows = assembly.questions.visible_to(request.user).filter(is_erased=False)
    question: Question = get_object_or_404(
        rows.with_envelope().with_support(), contribution__tracking_code=code
    )
    question.assembly, question.contribution.step = assembly, assembly.step
    return question


def voter_of(request: HttpRequest, consultation: Consultation) -> str:
    """Give what stands for this person in this consultation; nothing for a browser not known yet.

    An account, else a random number that this browser keeps in a signed cookie, under the
    consultation's own secret: nobody is followed from one consultation to another.
    """
    if request.user.is_authenticated:
        return keyed_digest(f"compte {request.user.pk}", consultation.participant_secret)
    token = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    return keyed_digest(f"navigateur {token}", consultation.participant_secret) if token else ""


def known_voter(request: HttpRequest, consultation: Consultation) -> tuple[str, str]:
    """The same for somebody who acts now; a new browser gets its number, to send back with
    `remember`.
    """
    found = voter_of(request, consultation)
    if found:
        return found, ""
    token = secrets.token_urlsafe(16)
    return keyed_digest(f"navigateur {token}", consultation.participant_secret), token


def remember(response: HttpResponse, token: str) -> HttpResponse:
    """Let a new browser keep its number."""
    if token:
        response.set_signed_cookie(
            COOKIE,
            token,
            salt=SALT,
            max_age=LASTS,
            httponly=True,
            samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )
    return response
