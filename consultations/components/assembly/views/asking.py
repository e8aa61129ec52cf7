"""What people in the hall send: a question, a support, an answer to a poll."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations import identity
from consultations.actions import already_received
from consultations.components.assembly import actions
from consultations.components.assembly.forms import QuestionForm, VoteForm, fresh
from consultations.components.assembly.models import Assembly, Poll, Support, Vote
from consultations.components.assembly.views.finding import (
    assembly_of,
    known_voter,
    question_of,
    remember,
    voter_of,
)
from consultations.errors import AlreadyReceived, Refused
from consultations.receipts import receipt_path
from consultations.views.proving import prove
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

# High, because a whole hall may share one address.
QUESTIONS = Limit("reunion-questions", times=300, seconds=3600)
GESTURES = Limit("reunion-gestes", times=3000, seconds=3600)
TOO_MANY = gettext_lazy("Trop d’envois d’ici. Attendez un peu, puis recommencez.")


@writes(everyone)
def ask(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The form for a question, with an account or without."""
    assembly = assembly_of(request, slug, step_id)
    if request.method == "POST":
        return _receive(request, assembly, QuestionForm(request.POST, assembly=assembly))
    form = QuestionForm(
        initial={**fresh(request, assembly.step), "item": assembly.item_id}, assembly=assembly
    )
    return _show(request, assembly, form)


def _show(
    request: HttpRequest, assembly: Assembly, form: QuestionForm, status: int = 200
) -> HttpResponse:
    context = {"assembly": assembly, "step": assembly.step, "form": form}
    return render(request, "assembly/ask.html", context, status=status)


def _receive(request: HttpRequest, assembly: Assembly, form: QuestionForm) -> HttpResponse:
    """Take the form in and lead to its receipt; or show again all that was typed, and why."""
    key = form.key_given()
    received = already_received(key) if key else None
    if received is not None:
        return redirect(receipt_path(received, is_new=True))
    if not form.is_valid():
        return _show(request, assembly, form, 422)
    if not QUESTIONS.allows(address_of(request)):
        form.add_error(None, _("Trop d’envois d’ici. Attendez un peu, puis renvoyez votre texte."))
        return _show(request, assembly, form, 429)
    asks_proof = prove(request, assembly.step, form, "assembly/prove.html")
    if asks_proof is not None:
        return asks_proof
    given = form.cleaned_data
    try:
        contribution = actions.ask(
            assembly, given["text"], form.submission(request), item=given["item"]
        )
    except AlreadyReceived as again:
        return redirect(receipt_path(again.contribution, is_new=True))
    except Refused as refused:
        context = {"assembly": assembly, "step": assembly.step, "form": form}
        context["late"] = refused.message
        return render(request, "assembly/late.html", context, status=409)
    identity.forget_identity(request, assembly.step)
    return redirect(receipt_path(contribution, is_new=True))


@writes(everyone)
def support(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """Support a question or take one's support back; the page's script asks without leaving."""
    assembly = assembly_of(request, slug, step_id)
    found = question_of(request, assembly, code)
    consultation = assembly.step.consultation
    if request.method != "POST":
        voter = voter_of(request, consultation)
        is_mine = Support.objects.filter(question=found, voter_key=voter).exists()
        context = {"assembly": assembly, "step": assembly.step, "question": found}
        return render(request, "assembly/support.html", {**context, "is_mine": bool(is_mine)})
    voter, token = known_voter(request, consultation)
    refusal = "" if GESTURES.allows(address_of(request)) else TOO_MANY
    try:
        if not refusal and request.POST.get("do") == "withdraw":
            actions.withdraw_support(found, voter=voter)
        elif not refusal:
            actions.support(found, voter=voter)
    except Refused as refused:
        refusal = str(refused.message)
    if request.headers.get("X-Live"):
        return remember(HttpResponse(status=409 if refusal else 204), token)
    if refusal:
        messages.error(request, refusal)
    return remember(redirect(f"{assembly.step.get_absolute_url()}#q{found.pk}"), token)


@writes(everyone)
def poll(request: HttpRequest, slug: str, step_id: int, poll_id: int) -> HttpResponse:
    """Answer a poll, once; its page says so afterwards."""
    assembly = assembly_of(request, slug, step_id)
    rows = Poll.objects.filter(assembly=assembly).exclude(state=Poll.State.DRAFT)
    found = get_object_or_404(rows.prefetch_related("choices"), pk=poll_id)
    found.assembly = assembly
    consultation = assembly.step.consultation
    form = VoteForm(request.POST if request.method == "POST" else None, poll=found)
    if request.method != "POST" or not form.is_valid():
        voter = voter_of(request, consultation)
        has_voted = Vote.objects.filter(poll=found, voter_key=voter).exists()
        context = {
            "assembly": assembly,
            "step": assembly.step,
            "poll": found,
            "form": form,
            "has_voted": has_voted,
        }
        return render(request, "assembly/vote.html", context, status=422 if form.errors else 200)
    voter, token = known_voter(request, consultation)
    if not GESTURES.allows(address_of(request)):
        messages.error(request, str(TOO_MANY))
        return redirect(request.path)
    try:
        actions.vote(found, choices=form.chosen(), voter=voter)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Votre réponse est comptée. Le résultat viendra à l’écran."))
    return remember(redirect(assembly.step.get_absolute_url()), token)
