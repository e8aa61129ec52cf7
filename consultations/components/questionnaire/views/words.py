"""Published words: all those given to one question, and those of one sheet alone."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.components.questionnaire.models import Question
from consultations.components.questionnaire.queries import (
    asked_questions,
    questionnaire_steps,
    sheets_with_answers,
    words_of,
)
from consultations.components.questionnaire.results.texts import PER_PAGE, words_given_to
from consultations.models import Consultation, Contribution, Step
from consultations.queries import fates_of, steps_with_results
from participation.base.clock import local
from participation.base.http import everyone, reads
from participation.base.text import paragraphs


@reads(everyone)
def texts(request: HttpRequest, slug: str, step_id: int, key: str) -> HttpResponse:
    """Hidden like the results themselves until they are published."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    shown = [step.pk for step in steps_with_results(consultation, request.user)]
    step = get_object_or_404(Step, pk=step_id, pk__in=shown)
    wordings = Question.objects.filter(version__questionnaire__step=step, key=key)
    question = get_object_or_404(wordings.order_by("-version__number")[:1])
    words = words_given_to(step, key).values_list("text", "sheet__contribution__tracking_code")
    page = Paginator(words, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "consultation": consultation,
        "step": step,
        "question": question,
        "page": page,
        "texts": [(paragraphs(text), code) for text, code in page],
    }
    return render(request, "questionnaire/texts.html", context)


@reads(everyone)
def published(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """The words of one published sheet, and what became of them; no name, no other answer.

    The same for everybody: what is not published is absent, even to those who may read it.
    """
    step = get_object_or_404(questionnaire_steps(request.user, slug), pk=step_id)
    rows = Contribution.objects.published().filter(step=step, tracking_code=code)
    sheets = sheets_with_answers().select_related("contribution").filter(contribution__in=rows)
    sheet = get_object_or_404(sheets)
    contribution = sheet.contribution
    assert contribution.received_at is not None
    words = words_of(sheet, asked_questions(sheet.version))
    context = {
        "step": step,
        "consultation": step.consultation,
        "contribution": contribution,
        "received_on": local(contribution.received_at, step.consultation.zone).date(),
        "words": [(asked.text, paragraphs(text)) for asked, text in words],
        "fates": fates_of([contribution]).get(contribution.pk, []),
    }
    return render(request, "questionnaire/published.html", context)
