"""Where a body reads the sheets one by one, takes their codes, and publishes their words."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultations.components.questionnaire.models import AnswerSheet
from consultations.components.questionnaire.queries import (
    answers_of,
    asked_questions,
    sheets_with_answers,
)
from consultations.components.questionnaire.questions import kind_of
from consultations.models import Contribution
from consultations.views.publishing import publish_one, step_to_read
from participation.base.http import everyone, writes

PER_PAGE = 20


@writes(everyone)
def reading(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Every sheet that was sent, oldest first; for officers of the body, absent to others."""
    step = step_to_read(request, slug, step_id, kind="questionnaire")
    if request.method == "POST":
        return publish_one(request, step)
    counted = Contribution.objects.counted().filter(step=step)
    sheets = sheets_with_answers().filter(contribution__in=counted).select_related("contribution")
    ordered = sheets.order_by("contribution__received_at", "pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    sheets_read = list(page.object_list)
    for sheet in sheets_read:
        sheet.contribution.step = step
    context = {"step": step, "page": page, "sheets": _told(sheets_read)}
    return render(request, "questionnaire/reading.html", context)


def _told(sheets: list[AnswerSheet]) -> list[dict[str, Any]]:
    """Say each sheet in questions and answers; the questions of a version are read once."""
    versions = {sheet.version_id: sheet.version for sheet in sheets}
    questions = {pk: asked_questions(version) for pk, version in versions.items()}
    return [
        {
            "contribution": sheet.contribution,
            "may_publish": sheet.contribution.state == Contribution.State.RECEIVED,
            "public_url": sheet.contribution.component.public_url(sheet.contribution),
            "rows": [
                {"label": asked.text, "value": kind_of(asked).line(asked, said)}
                for asked, said in answers_of(sheet, questions[sheet.version_id])
            ],
        }
        for sheet in sheets
    ]
