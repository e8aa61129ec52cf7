"""What a facilitator does with one question, a paper, a poll: each on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.actions import already_received
from consultations.components.assembly import actions
from consultations.components.assembly.forms import (
    AnswerForm,
    GroupForm,
    PaperForm,
    PollForm,
    SetAsideForm,
    fresh,
)
from consultations.components.assembly.models import Assembly, Question
from consultations.components.assembly.queries import personal_words
from consultations.components.assembly.views.finding import assembly_run_by
from consultations.errors import AlreadyReceived, Refused
from consultations.receipts import receipt_path
from participation.base.http import everyone, writes


def _back(assembly: Assembly) -> HttpResponse:
    return redirect("assembly:desk", assembly.step.consultation.slug, assembly.step_id)


@writes(everyone)
def tend(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """Answer a question in brief, group it with another, or set it aside with a reason."""
    assembly = assembly_run_by(request, slug, step_id)
    rows = assembly.questions.counted().filter(is_erased=False).with_envelope()
    found = get_object_or_404(rows.with_support(), contribution__tracking_code=code)
    found.assembly, found.contribution.step = assembly, assembly.step
    do = request.POST.get("do", "")
    given = {name: request.POST if do == name else None for name in ("answer", "group", "aside")}
    forms: dict[str, Any] = {
        "answer": AnswerForm(given["answer"], initial={"note": found.answer}),
        "group": GroupForm(given["group"], question=found),
        "aside": SetAsideForm(given["aside"], initial={"reason": found.reason}),
    }
    if do in forms and forms[do].is_valid():
        try:
            _tend(found, do, forms[do].cleaned_data, request.user)
        except Refused as refused:
            forms[do].add_error(None, str(refused.message))
        else:
            return _back(assembly)
    context = {
        "assembly": assembly,
        "step": assembly.step,
        "question": found,
        "forms": forms,
        "form": forms.get(do),
        "found": personal_words(found.text),
    }
    return render(request, "assembly/tend.html", context, status=422 if do else 200)


def _tend(question: Question, do: str, given: dict[str, Any], person: Any) -> None:
    if do == "answer":
        actions.answer(question, note=given["note"], actor=person)
    elif do == "group":
        actions.group(question, lead=given["lead"], actor=person)
    else:
        actions.set_aside(question, reason=given["reason"], actor=person)


@writes(everyone)
def paper(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Type in a question that came on paper or aloud; it has a receipt as any other."""
    assembly = assembly_run_by(request, slug, step_id)
    start = {**fresh(request, assembly.step), "item": assembly.item_id}
    form = PaperForm(request.POST or None, initial=start, assembly=assembly)
    context = {"assembly": assembly, "step": assembly.step, "form": form}
    if request.method != "POST":
        return render(request, "assembly/paper.html", context)
    key = form.key_given()
    received = already_received(key) if key else None
    if received is None and form.is_valid():
        given = form.cleaned_data
        try:
            received = actions.ask(
                assembly, given["text"], form.submission(request), item=given["item"]
            )
        except AlreadyReceived as again:
            received = again.contribution
        except Refused as refused:
            form.add_error(None, str(refused.message))
    if received is None:
        return render(request, "assembly/paper.html", context, status=422)
    messages.success(
        request,
        _("Question enregistrée. Code à donner à la personne : %(code)s.")
        % {"code": received.tracking_code},
    )
    if "receipt" in request.POST:
        return redirect(receipt_path(received, is_new=True))
    return _back(assembly)


@writes(everyone)
def prepare(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Write a poll, to open now or later."""
    assembly = assembly_run_by(request, slug, step_id)
    form = PollForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            poll = actions.prepare_poll(assembly, actor=request.user, **form.cleaned_data)
            if "now" in request.POST:
                actions.open_poll(poll, actor=request.user)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            return _back(assembly)
    context = {"assembly": assembly, "step": assembly.step, "form": form}
    return render(request, "assembly/prepare.html", context, status=422 if form.errors else 200)
