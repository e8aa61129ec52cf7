"""Writing a proposal, in two pages, and correcting it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations import identity
from consultations.actions import already_received
from consultations.components.proposals import actions
from consultations.components.proposals.forms import ProposingForm, WordsForm, fresh, words_of
from consultations.components.proposals.queries import alike, proposal_steps
from consultations.errors import AlreadyContributed, AlreadyReceived, Refused, TooLate
from consultations.models import Contribution, Step
from consultations.receipts import holds_secret, receipt_path
from consultations.views.proving import prove
from participation.base.clock import arrival
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

# High, because a town hall's visitors share one address.
PER_ADDRESS = Limit("propositions-ecrire", times=100, seconds=3600)


@writes(everyone)
def propose(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The form; then the same words to check, beside what others proposed; then it is sent."""
    step = get_object_or_404(proposal_steps(request.user, slug), pk=step_id)
    if request.method != "POST":
        form = ProposingForm(initial=fresh(request, step), step=step, person=request.user)
        return _form(request, step, form)
    form = ProposingForm(request.POST, step=step, person=request.user)
    key = form.key_given()
    received = already_received(key) if key else None
    if received is not None:
        return redirect(receipt_path(received, is_new=True))
    if not form.is_valid():
        return _form(request, step, form, status=422)
    if "checked" not in request.POST:
        near = [] if "again" in request.POST else alike(step, form.cleaned_data["title"])
        template = "write" if "again" in request.POST else "check"
        context = {"step": step, "form": form, "alike": near, "contribution": None}
        return render(request, f"proposals/{template}.html", context)
    return _receive(request, step, form)


def _form(request: HttpRequest, step: Step, form: WordsForm, *, status: int = 200) -> HttpResponse:
    context = {"step": step, "form": form, "contribution": None}
    return render(request, "proposals/write.html", context, status=status)


def _receive(request: HttpRequest, step: Step, form: ProposingForm) -> HttpResponse:
    """Take the proposal in and lead to its receipt; or show again what was typed, and why."""
    if not PER_ADDRESS.allows(address_of(request)):
        form.add_error(
            None, _("Trop d’envois d’ici. Attendez un peu, puis renvoyez votre proposition.")
        )
        return _form(request, step, form, status=429)
    asks_proof = prove(request, step, form, "proposals/prove.html")
    if asks_proof is not None:
        return asks_proof
    try:
        contribution = actions.propose(step, form.words(), form.submission(request))
    except AlreadyReceived as again:
        return redirect(receipt_path(again.contribution, is_new=True))
    except AlreadyContributed as again:
        form.add_error(None, str(again.message))
        return _form(request, step, form, status=409)
    except TooLate as late:
        return _late(request, step, form, late)
    identity.forget_identity(request, step)
    return redirect(receipt_path(contribution, is_new=True))


def _late(request: HttpRequest, step: Step, form: WordsForm, late: Refused) -> HttpResponse:
    """Give the words back, to copy or to print: they are not taken, and not lost."""
    context = {"step": step, "form": form, "late": late.message}
    return render(request, "proposals/late.html", context, status=409)


@writes(everyone)
def correct(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> HttpResponse:
    """The same form, with one's own words in it; the receipt's secret opens it."""
    contribution = _own(request, slug, step_id, code, secret)
    step, proposal = contribution.step, contribution.proposal
    form = WordsForm(request.POST or None, initial=words_of(proposal), step=step)
    context = {"step": step, "form": form, "contribution": contribution}
    if request.method != "POST":
        return render(request, "proposals/write.html", context)
    if not form.is_valid():
        return render(request, "proposals/write.html", context, status=422)
    try:
        actions.rewrite(contribution, form.words(), actor=request.user, arrived_at=arrival(request))
    except TooLate as late:
        return _late(request, step, form, late)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return render(request, "proposals/write.html", context, status=409)
    return redirect(receipt_path(contribution))


def _own(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> Contribution:
    step = get_object_or_404(proposal_steps(request.user, slug), pk=step_id)
    rows = Contribution.objects.counted().filter(step=step, proposal__is_erased=False)
    own = get_object_or_404(rows.select_related("proposal", "consultation"), tracking_code=code)
    if not holds_secret(own, secret):
        raise Http404
    own.step = step
    return own
