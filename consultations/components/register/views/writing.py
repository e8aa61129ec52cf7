"""Writing in a register, answering, and correcting what one wrote."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations import identity
from consultations.actions import already_received
from consultations.components.register import actions
from consultations.components.register.forms import (
    WordsForm,
    WritingForm,
    fresh,
    words_of,
)
from consultations.components.register.models import Entry
from consultations.components.register.queries import register_steps
from consultations.errors import AlreadyContributed, AlreadyReceived, Refused, TooLate
from consultations.models import Contribution, Step
from consultations.receipts import holds_secret, receipt_path
from consultations.views.proving import prove
from participation.base.clock import arrival
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

# High, because a town hall's visitors share one address.
PER_ADDRESS = Limit("registre-ecrire", times=100, seconds=3600)


@writes(everyone)
def write(request: HttpRequest, slug: str, step_id: int, code: str = "") -> HttpResponse:
    """The form for a contribution, or for an answer to the one named by `code`."""
    step = get_object_or_404(register_steps(request.user, slug), pk=step_id)
    parent = _answered(step, code) if code else None
    is_answer = parent is not None
    if request.method == "POST":
        form = WritingForm(request.POST, step=step, is_answer=is_answer, person=request.user)
        return _receive(request, step, form, parent)
    start = fresh(request, step)
    form = WritingForm(initial=start, step=step, is_answer=is_answer, person=request.user)
    context = {"step": step, "form": form, "parent": parent, "contribution": None}
    return render(request, "register/write.html", context)


def _answered(step: Step, code: str) -> Entry:
    rows = Entry.objects.of(step).published().select_related("contribution", "root")
    parent = get_object_or_404(rows, contribution__tracking_code=code)
    if not step.register.takes_answers:
        raise Http404
    parent.contribution.step = step
    return parent


def _receive(
    request: HttpRequest, step: Step, form: WritingForm, parent: Entry | None
) -> HttpResponse:
    """Take the form in and lead to its receipt; or show again all that was typed, and why."""
    key = form.key_given()
    received = already_received(key) if key else None
    if received is not None:
        return redirect(receipt_path(received, is_new=True))
    context = {"step": step, "form": form, "parent": parent, "contribution": None}
    if not form.is_valid():
        return render(request, "register/write.html", context, status=422)
    if not PER_ADDRESS.allows(address_of(request)):
        form.add_error(None, _("Trop d’envois d’ici. Attendez un peu, puis renvoyez votre texte."))
        return render(request, "register/write.html", context, status=429)
    asks_proof = prove(request, step, form, "register/prove.html")
    if asks_proof is not None:
        return asks_proof
    try:
        contribution = actions.write(step, form.words(), form.submission(request), parent=parent)
    except (AlreadyReceived, AlreadyContributed) as again:
        return _again(request, form, again, context)
    except TooLate as late:
        return _late(request, step, form, late)
    identity.forget_identity(request, step)
    return redirect(receipt_path(contribution, is_new=True))


def _again(
    request: HttpRequest, form: WritingForm, again: Refused, context: dict[str, object]
) -> HttpResponse:
    """The second of two equal forms leads to the receipt of the first."""
    key = form.key_given()
    received = already_received(key) if key else None
    if received is not None:
        return redirect(receipt_path(received, is_new=True))
    form.add_error(None, str(again.message))
    return render(request, "register/write.html", context, status=409)


def _late(request: HttpRequest, step: Step, form: WordsForm, late: Refused) -> HttpResponse:
    """Give the text back, to copy or to print: it is not taken, and not lost."""
    context = {"step": step, "form": form, "late": late.message}
    return render(request, "register/late.html", context, status=409)


@writes(everyone)
def correct(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> HttpResponse:
    """The same form, with one's own words in it; the receipt's secret opens it."""
    contribution = _own(request, slug, step_id, code, secret)
    step, entry = contribution.step, contribution.entry
    is_answer = entry.depth > 0
    form = WordsForm(request.POST or None, initial=words_of(entry), step=step, is_answer=is_answer)
    context = {"step": step, "form": form, "parent": entry.parent, "contribution": contribution}
    if request.method != "POST":
        return render(request, "register/write.html", context)
    if not form.is_valid():
        return render(request, "register/write.html", context, status=422)
    try:
        actions.rewrite(contribution, form.words(), actor=request.user, arrived_at=arrival(request))
    except TooLate as late:
        return _late(request, step, form, late)
    return redirect(receipt_path(contribution))


def _own(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> Contribution:
    step = get_object_or_404(register_steps(request.user, slug), pk=step_id)
    rows = Contribution.objects.counted().filter(step=step)
    own = get_object_or_404(
        rows.select_related("entry__parent__contribution", "consultation"), tracking_code=code
    )
    if not holds_secret(own, secret):
        raise Http404
    own.step = step
    return own
