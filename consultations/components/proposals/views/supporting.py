"""Supporting a proposal; counting the sheets signed on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.components.proposals import actions
from consultations.components.proposals.forms import SheetForm, SupportForm
from consultations.components.proposals.models import Proposal
from consultations.components.proposals.queries import place, proposal_steps
from consultations.errors import Refused
from consultations.identity import voter_of
from consultations.models import Step
from consultations.views.proving import prove
from consultations.views.publishing import step_to_read
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

PER_ADDRESS = Limit("propositions-soutenir", times=200, seconds=3600)


@writes(everyone)
def support(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """Say that one supports it; a second time takes it back. Reading the page sets no cookie."""
    step = get_object_or_404(proposal_steps(request.user, slug), pk=step_id)
    proposal = _published(step, code)
    form = SupportForm(request.POST if request.method == "POST" else None)
    context = {"step": step, "proposal": proposal, "form": form}
    if request.method != "POST":
        return render(request, "proposals/support.html", context)
    if not PER_ADDRESS.allows(address_of(request)):
        form.add_error(None, _("Trop de soutiens d’ici. Attendez un peu, puis recommencez."))
        return render(request, "proposals/support.html", context, status=429)
    asks_proof = prove(request, step, form, "proposals/prove.html")
    if asks_proof is not None:
        return asks_proof
    try:
        counts = actions.change_support(proposal, voter=voter_of(request, step))
    except Refused as refused:
        messages.warning(request, str(refused.message))
    else:
        told = _("Votre soutien est compté.") if counts else _("Votre soutien est retiré.")
        messages.success(request, told)
    return redirect(step.component.public_url(proposal.contribution))


@writes(everyone)
def sheets(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """Count the signatures of a paper sheet; for officers."""
    step = step_to_read(request, slug, step_id, kind="proposals")
    proposal = _published(step, code)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.enter_sheet(proposal, actor=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("La feuille est comptée."))
            return redirect(request.path)
    entered = list(proposal.sheets.order_by("entered_at", "pk"))
    context = {"step": step, "proposal": proposal, "form": form, "sheets": entered}
    return render(request, "proposals/sheets.html", context, status=422 if form.errors else 200)


def _published(step: Step, code: str) -> Proposal:
    rows = Proposal.objects.of(step).published().with_envelope()
    return place(get_object_or_404(rows, contribution__tracking_code=code), step)
