"""Proposing a statement, and correcting it before anybody votes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.actions import already_received
from consultations.components.statements import actions, queries
from consultations.components.statements.forms import StatementForm, fresh
from consultations.components.statements.views.person import ask_proof
from consultations.errors import AlreadyReceived, Refused, TooLate
from consultations.models import Contribution, Step
from consultations.receipts import holds_secret, receipt_path
from participation.base.clock import arrival
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

PER_ADDRESS = Limit("affirmations-proposer", times=60, seconds=3600)
PAGE = "statements/write.html"


@writes(everyone)
def write(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The form for a statement of one's own."""
    step = get_object_or_404(queries.conversation_steps(request.user, slug), pk=step_id)
    if not step.conversation.takes_statements:
        raise Http404
    if request.method == "POST":
        return _receive(request, step, StatementForm(request.POST, step=step))
    form = StatementForm(initial=fresh(request, step), step=step)
    return render(request, PAGE, {"step": step, "form": form, "contribution": None})


def _receive(request: HttpRequest, step: Step, form: StatementForm) -> HttpResponse:
    """Take the form in and lead to its receipt; or show again what was typed, and why."""
    if (again := _already(form)) is not None:
        return again
    context = {"step": step, "form": form, "contribution": None}
    if not form.is_valid():
        return render(request, PAGE, context, status=422)
    if not PER_ADDRESS.allows(address_of(request)):
        form.add_error(None, _("Trop d’envois d’ici. Attendez un peu, puis renvoyez votre texte."))
        return render(request, PAGE, context, status=429)
    kept = [(name, str(request.POST.get(name, ""))) for name in form.fields]
    asks_proof = ask_proof(request, step, kept=kept, words=form.cleaned_data["text"])
    if asks_proof is not None:
        return asks_proof
    try:
        contribution = actions.write(step, form.cleaned_data["text"], form.submission(request))
    except AlreadyReceived as received:
        return redirect(receipt_path(received.contribution, is_new=True))
    except TooLate as late:
        return _late(request, step, form, late)
    return redirect(receipt_path(contribution, is_new=True))


def _already(form: StatementForm) -> HttpResponse | None:
    """Lead the second of two equal forms to the receipt of the first."""
    key = form.key_given()
    received = already_received(key) if key else None
    return redirect(receipt_path(received, is_new=True)) if received is not None else None


def _late(request: HttpRequest, step: Step, form: StatementForm, late: Refused) -> HttpResponse:
    """Give the text back, to copy or to print: it is not taken, and not lost."""
    context = {"step": step, "late": late.message, "kept": form.cleaned_data["text"], "vote": ""}
    return render(request, "statements/late.html", context, status=409)


@writes(everyone)
def correct(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> HttpResponse:
    """The same form, with one's own words in it; the receipt's secret opens it."""
    contribution = _own(request, slug, step_id, code, secret)
    step, own = contribution.step, contribution.statement
    form = StatementForm(request.POST or None, initial={"text": own.text}, step=step, own=own)
    context = {"step": step, "form": form, "contribution": contribution}
    if request.method != "POST":
        return render(request, PAGE, context)
    if not form.is_valid():
        return render(request, PAGE, context, status=422)
    text = form.cleaned_data["text"]
    try:
        actions.rewrite(contribution, text, actor=request.user, arrived_at=arrival(request))
    except TooLate as late:
        return _late(request, step, form, late)
    except Refused as refused:
        form.add_error("text", str(refused.message))
        return render(request, PAGE, context, status=409)
    return redirect(receipt_path(contribution))


def _own(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> Contribution:
    step = get_object_or_404(queries.conversation_steps(request.user, slug), pk=step_id)
    rows = Contribution.objects.counted().filter(step=step, statement__is_erased=False)
    own = get_object_or_404(
        rows.select_related("statement__conversation", "consultation"), tracking_code=code
    )
    if not holds_secret(own, secret):
        raise Http404
    own.step = step
    return own
