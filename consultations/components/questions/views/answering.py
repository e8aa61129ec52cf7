"""Where a body reads the questions that wait, answers them, and corrects its answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.components.questions import actions
from consultations.components.questions.forms import AnswerForm, CorrectionForm
from consultations.components.questions.models import Answer, Question
from consultations.components.questions.queries import page_of, place
from consultations.components.questions.queries import to_answer as waiting_in
from consultations.errors import Refused
from consultations.models import Step
from consultations.views.publishing import publish_one, step_to_read
from participation.base.http import everyone, writes


@writes(everyone)
def to_answer(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The questions without an answer, most pressing first, with the days left; for officers."""
    step = step_to_read(request, slug, step_id, kind="questions")
    if request.method == "POST":
        return publish_one(request, step)
    page = page_of(waiting_in(step), request.GET.get("page"), step)
    return render(request, "questions/to_answer.html", {"step": step, "page": page})


@writes(everyone)
def answer(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """The form of an answer; once there is one, the form that corrects it in the open."""
    step = step_to_read(request, slug, step_id, kind="questions")
    rows = Question.objects.of(step).published().with_envelope()
    question = place(get_object_or_404(rows, contribution__tracking_code=code), step)
    given = question.given_answer
    return _answer(request, step, question) if given is None else _correct(request, step, given)


def _answer(request: HttpRequest, step: Step, question: Question) -> HttpResponse:
    start = {"signed_by": step.consultation.public_body.name}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            actions.answer(question, actor=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("La réponse est publiée."))
            return redirect(step.component.public_url(question.contribution))
    context = {"step": step, "question": question, "form": form, "answer": None}
    return render(request, "questions/answer.html", context, status=422 if form.errors else 200)


def _correct(request: HttpRequest, step: Step, given: Answer) -> HttpResponse:
    question = given.question
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, initial={"text": given.text})
    if form.is_valid():
        try:
            actions.correct_answer(given, actor=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("La correction est publiée, avec sa raison."))
            return redirect(step.component.public_url(question.contribution))
    context = {"step": step, "question": question, "form": form, "answer": given}
    return render(request, "questions/answer.html", context, status=422 if form.errors else 200)
