"""« Suivre cette saisine »: with an account, or by an address that its owner confirms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from participation.base.http import everyone, reads, writes
from participation.base.limits import Limit, address_of
from participation.councils.referrals import actions
from participation.councils.referrals.forms.subscribing import FollowForm
from participation.councils.referrals.models import Follower, Referral
from participation.councils.referrals.models.following import FollowerQuerySet
from participation.councils.referrals.queries import follows
from participation.councils.referrals.views.finding import public_referral

REQUESTS = Limit("saisines-suivre", times=10, seconds=3600)


@writes(everyone)
def follow(request: HttpRequest, slug: str, referral_id: int) -> HttpResponse:
    """Leave an address; the answer is the same whether or not it is known here."""
    referral = public_referral(slug, referral_id)
    if request.user.is_authenticated:
        return _with_account(request, referral)
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not REQUESTS.allows(address_of(request)):
            form.add_error(None, _("Trop de demandes. Réessayez dans une heure."))
        else:
            actions.ask_to_follow(referral, form.cleaned_data["email"])
            return redirect("referrals:asked", slug, referral_id)
    context = {"council": referral.council, "referral": referral, "form": form}
    return render(request, "referrals/follow.html", context, status=422 if form.errors else 200)


def _with_account(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Begin or stop at once: the address of an account is known."""
    if request.method == "POST" and "stop" in request.POST:
        actions.unfollow(referral, actor=request.user)
        messages.success(request, _("C’est fait. Nous ne vous écrirons plus sur cette saisine."))
        return redirect(referral)
    if request.method == "POST":
        actions.follow(referral, actor=request.user)
        messages.success(request, _("C’est fait. Nous vous écrirons à chaque étape."))
        return redirect(referral)
    context = {
        "council": referral.council,
        "referral": referral,
        "follows": follows(referral, request.user),
    }
    return render(request, "referrals/follow.html", context)


@reads(everyone)
def asked(request: HttpRequest, slug: str, referral_id: int) -> HttpResponse:
    """Say that a message is on its way, and what to do with it."""
    return render(request, "referrals/asked.html", {"referral": public_referral(slug, referral_id)})


@writes(everyone)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only its POST confirms, since mail scanners follow every link."""
    follower = get_object_or_404(_followers(token))
    if request.method == "POST":
        actions.confirm_follower(follower)
        messages.success(request, _("C’est fait. Nous vous écrirons à chaque étape."))
        return redirect(follower.referral)
    return render(request, "referrals/confirm.html", {"referral": follower.referral})


@csrf_exempt  # a mail program sends the POST, without cookie (RFC 8058); the token is the proof
@writes(everyone)
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; its POST ends the letters. Said again each time."""
    follower = _followers(token).filter(stopped_at=None).first()
    if follower and request.method == "POST":
        actions.stop_following(follower)
        follower = None
    return render(request, "referrals/unfollow.html", {"follower": follower})


def _followers(token: str) -> FollowerQuerySet:
    rows: FollowerQuerySet = Follower.objects.with_token(token)
    return rows.select_related("referral__council")
