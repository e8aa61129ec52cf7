"""The charter, its figures, reporting a contribution, and asking for another reading."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.errors import Refused
from consultations.models import Consultation, Contribution
from consultations.moderation import actions, charter
from consultations.moderation.forms import AppealForm, ReportForm
from consultations.moderation.queries import appealable, counters
from consultations.receipts import holds_secret, receipt_path
from participation.base.codes import tidy_code
from participation.base.http import everyone, reads, writes
from participation.base.limits import Limit, address_of

PER_ADDRESS = Limit("signaler", times=30, seconds=3600)
PER_TARGET = Limit("signaler-un-texte", times=200, seconds=3600)
APPEALS = Limit("recours", times=20, seconds=3600)


@reads(everyone)
def rules(request: HttpRequest) -> HttpResponse:
    """The charter, what happens to what breaks it, and the figures of the whole site."""
    context = {"articles": charter.ARTICLES, "counters": counters()}
    return render(request, "moderation/charter.html", context)


@reads(everyone)
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one consultation."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    context = {"consultation": consultation, "counters": counters(consultation)}
    return render(request, "moderation/figures.html", context)


@writes(everyone)
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Say that a text one may read breaks the charter."""
    rows = Contribution.objects.visible_to(request.user).shown()
    contribution = get_object_or_404(
        rows.select_related("consultation", "step"), tracking_code=tidy_code(code)
    )
    form = ReportForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "contribution": contribution, "back": _back(contribution)}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "moderation/report.html", context, status=status)
    address = address_of(request)
    if not (PER_ADDRESS.allows(address) and PER_TARGET.allows(str(contribution.pk))):
        form.add_error(None, _("Beaucoup de signalements d’ici. Attendez une heure."))
        return render(request, "moderation/report.html", context, status=429)
    who = f"account:{request.user.pk}" if request.user.is_authenticated else f"address:{address}"
    actions.report(
        contribution,
        article=form.cleaned_data["article"],
        details=form.cleaned_data["details"],
        by=who,
        actor=request.user,
    )
    messages.success(request, _("Merci. Une personne lira ce texte et décidera."))
    return redirect(_back(contribution))


def _back(contribution: Contribution) -> str:
    url = contribution.component.public_url(contribution)
    return url or contribution.consultation.get_absolute_url()


@writes(everyone)
def appeal(request: HttpRequest, code: str, secret: str) -> HttpResponse:
    """Ask for another reading, by whoever holds the receipt of what was decided upon."""
    rows = Contribution.objects.counted().select_related("consultation", "step")
    contribution = get_object_or_404(rows, tracking_code=tidy_code(code))
    decision = appealable(contribution)
    if decision is None or not holds_secret(contribution, secret):
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)
    receipt = receipt_path(contribution)
    context = {"form": form, "decision": decision, "contribution": contribution, "back": receipt}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "moderation/appeal.html", context, status=status)
    if not APPEALS.allows(address_of(request)):
        form.add_error(None, _("Beaucoup de demandes d’ici. Attendez une heure."))
        return render(request, "moderation/appeal.html", context, status=429)
    try:
        actions.make_appeal(contribution, words=form.cleaned_data["words"], actor=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal.message))
        return render(request, "moderation/appeal.html", context, status=409)
    messages.success(request, _("Votre demande est reçue. Une autre personne va relire."))
    return redirect(receipt)
