"""Asking the same as somebody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.components.questions import actions
from consultations.components.questions.forms import SupportForm
from consultations.components.questions.models import Question
from consultations.components.questions.queries import place, question_steps
from consultations.errors import Refused
from consultations.identity import voter_of
from consultations.models import Step
from consultations.views.proving import prove
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

PER_ADDRESS = Limit("questions-soutenir", times=200, seconds=3600)


@writes(everyone)
def support(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """Say that one asks it too; a second time takes it back. Reading the page sets no cookie."""
    step = get_object_or_404(question_steps(request.user, slug), pk=step_id)
    rows = Question.objects.of(step).published().with_envelope()
    question = place(get_object_or_404(rows, contribution__tracking_code=code), step)
    back = step.component.public_url(question.contribution)
    form = SupportForm(request.POST if request.method == "POST" else None, step=step)
    context = {"step": step, "question": question, "form": form}
    if request.method != "POST":
        return render(request, "questions/support.html", context)
    if not form.is_valid():
        return render(request, "questions/support.html", context, status=422)
    if not PER_ADDRESS.allows(address_of(request)):
        form.add_error(None, _("Trop de soutiens d’ici. Attendez un peu, puis recommencez."))
        return render(request, "questions/support.html", context, status=429)
    asks_proof = prove(request, step, form, "questions/prove.html")
    if asks_proof is not None:
        return asks_proof
    try:
        counts = _change(request, step, question, form)
    except Refused as refused:
        messages.warning(request, str(refused.message))
        return redirect(back)
    told = _("C’est compté : vous posez aussi cette question.") if counts else _("Soutien retiré.")
    messages.success(request, told)
    return redirect(back)


def _change(request: HttpRequest, step: Step, question: Question, form: SupportForm) -> bool:
    person = request.user if request.user.is_authenticated else None
    return actions.change_support(
        question,
        voter=voter_of(request, step),
        email=form.cleaned_data.get("contact", ""),
        account=person,
        language=getattr(request, "LANGUAGE_CODE", "fr"),
    )
