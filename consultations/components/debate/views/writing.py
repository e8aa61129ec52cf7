"""Writing in a debate, answering, and correcting what one wrote."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.actions import already_received
from consultations.components.debate import actions
from consultations.components.debate.forms import CorrectingForm, WordsForm, WritingForm, fresh
from consultations.components.debate.models import Argument
from consultations.components.debate.views.finding import published, step_of
from consultations.components.debate.views.proving import prove
from consultations.errors import Refused, TooLate
from consultations.identity import voter_of
from consultations.models import Contribution, Step
from consultations.receipts import holds_secret, receipt_path
from participation.base.clock import arrival
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

# High, because a town hall's visitors share one address.
PER_ADDRESS = Limit("debat-ecrire", times=100, seconds=3600)
BREATH = Limit("debat-lent", times=1, seconds=120)  # for each person, where a debate is slow


@writes(everyone)
def write(request: HttpRequest, slug: str, step_id: int, code: str = "") -> HttpResponse:
    """The form for a message, or for an answer to the one named by `code`."""
    step = step_of(request, slug, step_id)
    parent = published(step, code) if code else None
    if request.method == "POST":
        form = WritingForm(request.POST, step=step, person=request.user)
        return _receive(request, step, form, parent)
    form = WritingForm(initial=fresh(request, step), step=step, person=request.user)
    context = {"step": step, "form": form, "parent": parent, "contribution": None}
    return render(request, "debate/write.html", context)


def _receive(
    request: HttpRequest, step: Step, form: WritingForm, parent: Argument | None
) -> HttpResponse:
    """Take the form in and lead to its receipt; or show again all that was typed, and why."""
    again = _sent_before(form)
    if again is not None:
        return redirect(receipt_path(again, is_new=True))
    context = {"step": step, "form": form, "parent": parent, "contribution": None}
    if not form.is_valid():
        return render(request, "debate/write.html", context, status=422)
    if refusal := _too_often(request, step):
        form.add_error(None, refusal)
        return render(request, "debate/write.html", context, status=429)
    asks_proof = prove(request, step, form)
    if asks_proof is not None:
        return asks_proof
    try:
        contribution = actions.write(step, form.words(), form.submission(request), parent=parent)
    except TooLate as late:
        return _late(request, step, form, late)
    except Refused as refused:
        again = _sent_before(form)  # the second of two equal forms
        if again is not None:
            return redirect(receipt_path(again, is_new=True))
        form.add_error(None, str(refused.message))
        return render(request, "debate/write.html", context, status=409)
    return redirect(receipt_path(contribution, is_new=True))


def _sent_before(form: WritingForm) -> Contribution | None:
    key = form.key_given()
    return already_received(key) if key else None


def _too_often(request: HttpRequest, step: Step) -> str:
    """Say what to do to who writes too much; nothing to others."""
    if not PER_ADDRESS.allows(address_of(request)):
        return _("Trop d’envois d’ici. Attendez un peu, puis renvoyez votre texte.")
    is_slow = step.debate.is_slow and not step.debate.is_paused  # a pause refuses by itself
    if is_slow and not BREATH.allows(f"{step.pk}:{voter_of(request, step)}"):
        return _("Ce débat est ralenti. Attendez deux minutes, puis renvoyez votre message.")
    return ""


def _late(request: HttpRequest, step: Step, form: WordsForm, late: Refused) -> HttpResponse:
    """Give the text back, to copy or to print: it is not taken, and not lost."""
    context = {"step": step, "form": form, "late": late.message}
    return render(request, "debate/late.html", context, status=409)


@writes(everyone)
def correct(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> HttpResponse:
    """One's own words, to change within fifteen minutes, to correct later; by the receipt."""
    contribution = _own(request, slug, step_id, code, secret)
    step, argument = contribution.step, contribution.argument
    is_fresh = argument.may_be_rewritten or argument.number is None
    initial = {"text": argument.text} if is_fresh else {}
    form = CorrectingForm(request.POST or None, initial=initial)
    context = {
        "step": step,
        "form": form,
        "parent": argument.parent,
        "contribution": contribution,
        "argument": argument,
        "is_fresh": is_fresh,
    }
    if request.method != "POST":
        return render(request, "debate/write.html", context)
    if not form.is_valid():
        return render(request, "debate/write.html", context, status=422)
    text = form.cleaned_data["text"]
    try:
        actions.rewrite(contribution, text, actor=request.user, arrived_at=arrival(request))
    except TooLate as late:
        return _late(request, step, form, late)
    return redirect(receipt_path(contribution))


def _own(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> Contribution:
    step = step_of(request, slug, step_id)
    rows = Contribution.objects.counted().filter(step=step)
    related = rows.select_related("argument__parent__contribution", "consultation")
    own = get_object_or_404(related, tracking_code=code)
    if not holds_secret(own, secret):
        raise Http404
    own.step = step
    own.argument.debate = step.debate
    own.argument.contribution = own
    return own
