"""« Prévenez-moi »: an address follows a council's public meetings, without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from participation.base.http import everyone, reads, writes
from participation.base.limits import Limit, address_of
from participation.councils.meetings import actions
from participation.councils.meetings.forms.following import FollowForm
from participation.councils.meetings.models import Follower
from participation.councils.models import Council

REQUESTS = Limit("reunions-suivre", times=10, seconds=3600)


@writes(everyone)
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave an address; the answer is the same whether or not it is known here."""
    council = get_object_or_404(Council, slug=slug)
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not REQUESTS.allows(address_of(request)):
            form.add_error(None, _("Trop de demandes. Réessayez dans une heure."))
        else:
            actions.ask_to_follow(council, form.cleaned_data["email"])
            return redirect("meetings:asked", slug)
    context = {"council": council, "form": form}
    return render(request, "meetings/follow.html", context, status=422 if form.errors else 200)


@reads(everyone)
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a message is on its way, and what to do with it."""
    council = get_object_or_404(Council, slug=slug)
    return render(request, "meetings/asked.html", {"council": council})


@writes(everyone)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only its POST confirms, since mail scanners follow every link."""
    follower = get_object_or_404(Follower.objects.with_token(token).select_related("council"))
    if request.method == "POST":
        actions.confirm_follower(follower)
        messages.success(request, _("C’est fait. Nous vous écrirons à chaque réunion publique."))
        return redirect("meetings:public_list", follower.council.slug)
    return render(request, "meetings/confirm.html", {"council": follower.council})


@csrf_exempt  # a mail program sends the POST, without cookie (RFC 8058); the token is the proof
@writes(everyone)
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; its POST erases the address. Said again each time."""
    rows = Follower.objects.with_token(token).select_related("council")
    follower = rows.first()
    if follower and request.method == "POST":
        actions.stop_following(follower)
        follower = None
    return render(request, "meetings/unfollow.html", {"follower": follower})
