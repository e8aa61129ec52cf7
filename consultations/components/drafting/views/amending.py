"""Amending an article, and correcting an amendment nobody has read yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.actions import already_received
from consultations.components.drafting import actions
from consultations.components.drafting.forms import AmendingForm, WordsForm, fresh
from consultations.components.drafting.models import Wording
from consultations.components.drafting.views.finding import step_of, wording_of
from consultations.errors import Refused, TooLate
from consultations.models import Contribution, Step
from consultations.receipts import holds_secret, receipt_path
from consultations.views.proving import prove
from participation.base.clock import arrival
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

# High, because a town hall's visitors share one address.
PER_ADDRESS = Limit("amender", times=100, seconds=3600)
FORM = "drafting/amend.html"


@writes(everyone)
def amend(request: HttpRequest, slug: str, step_id: int, number: int) -> HttpResponse:
    """The article to rewrite, and why; what the person read first is what they amend."""
    step = step_of(request, slug, step_id)
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 7 else None
    wording = wording_of(step, number, version=version)
    if request.method == "POST":
        form = AmendingForm(request.POST, step=step, person=request.user, wording=wording)
        return _receive(request, step, form)
    start = fresh(request, step, wording)
    form = AmendingForm(initial=start, step=step, person=request.user, wording=wording)
    return render(request, FORM, _context(step, form))


def _context(step: Step, form: WordsForm) -> dict[str, object]:
    return {
        "step": step,
        "text": step.shared_text,
        "form": form,
        "wording": form.wording,
        "contribution": None,
    }


def _receive(request: HttpRequest, step: Step, form: AmendingForm) -> HttpResponse:
    """Take the form in and lead to its receipt; or show again all that was typed, and why."""
    again = _sent_before(form)
    if again is not None:
        return redirect(receipt_path(again, is_new=True))
    if not form.is_valid():
        return render(request, FORM, _context(step, form), status=422)
    if not PER_ADDRESS.allows(address_of(request)):
        form.add_error(None, _("Trop d’envois d’ici. Attendez un peu, puis renvoyez votre texte."))
        return render(request, FORM, _context(step, form), status=429)
    asks_proof = prove(request, step, form, "drafting/prove.html")
    if asks_proof is not None:
        return asks_proof
    return _take_in(request, step, form, form.wording)


def _take_in(
    request: HttpRequest, step: Step, form: AmendingForm, wording: Wording
) -> HttpResponse:
    try:
        contribution = actions.amend(step, form.words(), form.submission(request), wording=wording)
    except TooLate as late:
        return _late(request, step, form, late)
    except Refused as refused:
        again = _sent_before(form)  # the second of two equal forms
        if again is not None:
            return redirect(receipt_path(again, is_new=True))
        form.add_error(None, str(refused.message))
        return render(request, FORM, _context(step, form), status=409)
    return redirect(receipt_path(contribution, is_new=True))


def _sent_before(form: AmendingForm) -> Contribution | None:
    key = form.key_given()
    return already_received(key) if key else None


def _late(request: HttpRequest, step: Step, form: WordsForm, late: Refused) -> HttpResponse:
    """Give the text back, to copy or to print: it is not taken, and not lost."""
    context = {"step": step, "form": form, "late": late.message}
    return render(request, "drafting/late.html", context, status=409)


@writes(everyone)
def correct(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> HttpResponse:
    """One's own amendment, to change until it is published; by the receipt."""
    contribution = _own(request, slug, step_id, code, secret)
    step, amendment = contribution.step, contribution.amendment
    initial = {"body": amendment.body, "reason": amendment.reason}
    form = WordsForm(request.POST or None, initial=initial, wording=amendment.wording)
    context = {**_context(step, form), "contribution": contribution}
    if request.method != "POST":
        return render(request, FORM, context)
    if not form.is_valid():
        return render(request, FORM, context, status=422)
    try:
        actions.rewrite(contribution, form.words(), actor=request.user, arrived_at=arrival(request))
    except Refused as late:  # the closing, or a publication meanwhile
        return _late(request, step, form, late)
    return redirect(receipt_path(contribution))


def _own(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> Contribution:
    step = step_of(request, slug, step_id)
    rows = Contribution.objects.counted().filter(step=step)
    related = rows.select_related(
        "amendment__wording__article", "amendment__wording__version", "consultation"
    )
    own = get_object_or_404(related, tracking_code=code)
    if not holds_secret(own, secret):
        raise Http404
    own.step = step
    own.amendment.contribution = own
    return own
