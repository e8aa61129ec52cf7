"""Reading questions: the list, and one with its answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.components.questions.forms import SearchForm
from consultations.components.questions.models import Question
from consultations.components.questions.queries import (
    browse,
    page_of,
    place,
    question_steps,
    standing,
)
from consultations.components.questions.rules import may_answer
from consultations.queries import fates_of
from participation.base.http import everyone, reads


@reads(everyone)
def questions(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The list, with how the promise of an answer is kept."""
    step = get_object_or_404(question_steps(request.user, slug), pk=step_id)
    form = SearchForm(request.GET)
    asked = form.asked()
    context = {
        "step": step,
        "search": form,
        "asked": asked,
        "standing": standing(step),
        "page": page_of(browse(step, asked), request.GET.get("page"), step),
        "may_answer": may_answer(request.user, step.consultation),
    }
    return render(request, "questions/list.html", context)


@reads(everyone)
def question(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """One question, its answer and the corrections of it, and what became of it."""
    step = get_object_or_404(question_steps(request.user, slug), pk=step_id)
    rows = Question.objects.of(step).visible_to(request.user).filter(is_erased=False)
    found = get_object_or_404(rows.with_envelope(), contribution__tracking_code=code)
    place(found, step)
    answer = found.given_answer
    context = {
        "step": step,
        "question": found,
        "contribution": found.contribution,
        "answer": answer,
        "errata": list(answer.errata.order_by("written_at", "pk")) if answer else [],
        "fates": fates_of([found.contribution]).get(found.contribution.pk, []),
        "may_answer": may_answer(request.user, step.consultation),
    }
    return render(request, "questions/question.html", context)
