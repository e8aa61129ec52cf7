"""Receipts: find one by its code, read it, and with its secret half correct or take back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations import actions
from consultations.errors import Refused
from consultations.forms import FindReceiptForm, FollowForm
from consultations.models import Contribution
from consultations.queries import receipt_page, receipt_summary
from consultations.receipts import holds_secret
from participation.base.clock import arrival
from participation.base.codes import tidy_code
from participation.base.http import everyone, reads, writes
from participation.base.limits import Limit, address_of

LOOKUPS = Limit("recus", times=60, seconds=600)
FOLLOWS = Limit("suivre", times=20, seconds=3600)


def _sent(code: str) -> Contribution:
    """Find a sent contribution by its code as typed, or answer that the page does not exist."""
    rows = Contribution.objects.filter(tracking_code=tidy_code(code)).exclude(
        state=Contribution.State.DRAFT
    )
    return get_object_or_404(rows.select_related("consultation__public_body", "step"))


def _own(code: str, secret: str) -> Contribution:
    contribution = _sent(code)
    if not holds_secret(contribution, secret):
        raise Http404
    contribution.step.consultation = contribution.consultation
    return contribution


def _too_many(request: HttpRequest) -> HttpResponse | None:
    if LOOKUPS.allows(address_of(request)):
        return None
    return render(request, "429.html", status=429)


@reads(everyone)
def find(request: HttpRequest) -> HttpResponse:
    """Ask for a code; the answer to a wrong one is the same whatever the reason."""
    form = FindReceiptForm(request.GET if "code" in request.GET else None)
    if not form.is_bound:
        return render(request, "consultations/find_receipt.html", {"form": form})
    if refused := _too_many(request):
        return refused
    if form.is_valid():
        return redirect("consultations:receipt", form.cleaned_data["code"])
    return render(request, "consultations/find_receipt.html", {"form": form}, status=404)


@reads(everyone)
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The date, the state and what became of it; never the words."""
    if refused := _too_many(request):
        return refused
    return render(request, "consultations/receipt.html", receipt_summary(_sent(code)))


@reads(everyone)
def receipt_with_secret(request: HttpRequest, code: str, secret: str) -> HttpResponse:
    """The whole receipt, for who holds the link."""
    contribution = _own(code, secret)
    context = receipt_page(contribution, secret, now_open=arrival(request))
    context["is_new"] = "envoye" in request.GET
    context["follow_form"] = FollowForm()
    response = render(request, "consultations/receipt_with_secret.html", context)
    return _kept_to_itself(response)


@writes(everyone)
def withdraw(request: HttpRequest, code: str, secret: str) -> HttpResponse:
    """Ask once more, then take the contribution back and erase its words."""
    contribution = _own(code, secret)
    context = {"contribution": contribution, "secret": secret, "refusal": ""}
    if request.method != "POST":
        return _kept_to_itself(render(request, "consultations/withdraw.html", context))
    try:
        actions.withdraw(contribution, actor=request.user, arrived_at=arrival(request))
    except Refused as refusal:
        context["refusal"] = str(refusal.message)
        return render(request, "consultations/withdraw.html", context, status=409)
    messages.success(request, _("Votre contribution est retirée. Vos réponses sont effacées."))
    return redirect("consultations:receipt", contribution.tracking_code)


@writes(everyone)
def follow(request: HttpRequest, code: str, secret: str) -> HttpResponse:
    """Leave an address, to be told when the answer is published."""
    contribution = _own(code, secret)
    form = FollowForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not FOLLOWS.allows(address_of(request)):
        return render(request, "429.html", status=429)
    if form.is_valid():
        try:
            actions.follow(contribution, email=form.cleaned_data["email"], actor=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(
                request, _("C’est noté. Nous vous écrirons quand la réponse paraîtra.")
            )
            return redirect("consultations:receipt_with_secret", code, secret)
    context = {"form": form, "contribution": contribution, "secret": secret}
    status = 422 if form.errors else 200
    return _kept_to_itself(render(request, "consultations/follow.html", context, status=status))


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    """The address is a key: no cache, no search engine, and no site it leads to sees it.

    Not `no-referrer`: browsers would then send `Origin: null`, and no form could be posted.
    """
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
