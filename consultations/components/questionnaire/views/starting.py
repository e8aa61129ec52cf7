"""The first page: what it is for, what is promised, how to answer otherwise, and the way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from consultations.components.questionnaire.questions import Asked
from consultations.components.questionnaire.views.desk import SENT, Desk
from consultations.components.questionnaire.views.giving_back import late as given_back
from consultations.components.questionnaire.views.opening import open_desk
from consultations.models import Consultation, Contribution, IdentityLevel, Step
from consultations.receipts import receipt_path
from participation.base.clock import arrival
from participation.base.codes import spaced_code
from participation.base.http import everyone, reads
from participation.ui import typography

SECONDS = {
    "short_text": 25,
    "long_text": 75,
    "several_choices": 20,
    "ranking": 40,
    "number": 15,
    "date": 15,
    "file": 60,
}


@reads(everyone)
def start(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """What one reads before the first question; nothing is asked for here."""
    desk = open_desk(request, slug, step_id)
    step, consultation = desk.step, desk.step.consultation
    pages = desk.walk.pages
    context = {
        "desk": desk,
        "step": step,
        "consultation": consultation,
        "is_open": step.is_open_at(arrival(request)),
        "is_to_come": _is_to_come(step, request),
        "is_preview": consultation.is_draft,
        "first_url": desk.url("question", pages[0].key) if pages else "",
        "minutes": minutes(desk.questions),
        "access_points": list(consultation.access_points.all()),
        "asks_proof": consultation.identity_level >= IdentityLevel.EMAIL_CODE,
        "promise": promise(consultation),
        **_already(desk),
    }
    return render(request, "questionnaire/start.html", context)


def _is_to_come(step: Step, request: HttpRequest) -> bool:
    starts = step.starts_at
    return not step.has_ended and (starts is None or arrival(request) < starts)


def minutes(questions: list[Asked]) -> int:
    """Estimate the time from the kinds of questions, in whole minutes, until it is measured."""
    seconds = sum(
        10 * max(1, len(asked.rows)) if asked.kind == "matrix" else SECONDS.get(asked.kind, 12)
        for asked in questions
    )
    return max(1, round(seconds / 60))


def promise(consultation: Consultation) -> dict[str, object]:
    """Give what the promise component shows, in the order people ask it."""
    items = [
        (_("Qui décide"), consultation.decision_maker, True),
        (_("Ce qui peut changer"), consultation.negotiable, True),
        (_("Ce qui ne changera pas"), consultation.non_negotiable, True),
        (_("Quand vous aurez la réponse"), _answer_day(consultation), False),
    ]
    return {
        "rung": consultation.rung,
        "lede": consultation.ladder_rung.terms.promise,
        "items": [
            {"label": label, "text": text, "is_written": is_written}
            for label, text, is_written in items
            if text
        ],
    }


def _answer_day(consultation: Consultation) -> str:
    if consultation.response_due_on is None:
        return ""
    return _("Le %(day)s au plus tard.") % {"day": typography.day(consultation.response_due_on)}


def _already(desk: Desk) -> dict[str, object]:
    """Say whether this person, or this browser, has answered already."""
    person = desk.request.user
    sent: Contribution | None = None
    if person.is_authenticated:
        counted = Contribution.objects.counted().filter(step=desk.step, author=person)
        sent = counted.order_by("-received_at", "-pk").first()
    if sent is not None:
        sent.step, sent.consultation = desk.step, desk.step.consultation
        return {"sent": sent, "receipt_url": receipt_path(sent), "sent_code": ""}
    value = desk.request.COOKIES.get(desk.cookie, "")
    code = value.removeprefix(SENT) if value.startswith(SENT) else ""
    return {"sent": None, "receipt_url": "", "sent_code": spaced_code(code[:8])}


@reads(everyone)
def late(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """What was typed and not sent in time, to copy or print."""
    desk = open_desk(request, slug, step_id)
    return given_back(desk)
