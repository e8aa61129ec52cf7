"""Where a body reads the sheets one by one, takes their codes, and publishes their words."""

from contextlib import suppress
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from consultations.actions import publish
from consultations.components.questionnaire.models import AnswerSheet
from consultations.components.questionnaire.queries import (
    answers_of,
    asked_questions,
    sheets_with_answers,
)
from consultations.components.questionnaire.questions import kind_of
from consultations.errors import Refused
from consultations.models import Consultation, Contribution, Step
from participation.base.http import everyone, writes

PER_PAGE = 20


@writes(everyone)
def reading(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Every sheet that was sent, oldest first; for officers of the body, absent to others."""
    mine = Consultation.objects.editable_by(request.user).filter(slug=slug)
    steps = Step.objects.select_related("consultation__public_body")
    step = get_object_or_404(steps, pk=step_id, kind="questionnaire", consultation__in=mine)
    if request.method == "POST":
        return _publish(request, step)
    counted = Contribution.objects.counted().filter(step=step)
    sheets = sheets_with_answers().filter(contribution__in=counted).select_related("contribution")
    ordered = sheets.order_by("contribution__received_at", "pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {"step": step, "page": page, "sheets": _told(list(page.object_list))}
    return render(request, "questionnaire/reading.html", context)


def _told(sheets: list[AnswerSheet]) -> list[dict[str, Any]]:
    """Say each sheet in questions and answers; the questions of a version are read once."""
    versions = {sheet.version_id: sheet.version for sheet in sheets}
    questions = {pk: asked_questions(version) for pk, version in versions.items()}
    return [
        {
            "contribution": sheet.contribution,
            "may_publish": sheet.contribution.state == Contribution.State.RECEIVED,
            "rows": [
                {"label": asked.text, "value": kind_of(asked).line(asked, said)}
                for asked, said in answers_of(sheet, questions[sheet.version_id])
            ],
        }
        for sheet in sheets
    ]


def _publish(request: HttpRequest, step: Step) -> HttpResponse:
    """Publish one; a colleague may have done so, or its author withdrawn it, meanwhile."""
    counted = Contribution.objects.counted().filter(step=step)
    contribution = get_object_or_404(counted, tracking_code=request.POST.get("code", ""))
    with suppress(Refused):
        publish(contribution, actor=request.user)
    return redirect(request.get_full_path())
