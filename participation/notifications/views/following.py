"""Following a thing: a button for who has an account, an address to confirm for others."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.http import everyone, reads, safe_next, writes
from participation.base.limits import Limit, address_of
from participation.notifications import actions
from participation.notifications.forms import AddressForm, SubscribeForm
from participation.notifications.models import Follow
from participation.notifications.queries import find_thing, follow_of, things_of
from participation.notifications.topics import Topic

REQUESTS = Limit("suivre", times=10, seconds=3600)


@writes(everyone)
def follow(request: HttpRequest, topic: str, topic_id: int) -> HttpResponse:
    """Follow a thing, or follow it no more."""
    wanted = Topic(topic, topic_id)
    found = find_thing(wanted, request.user)
    if found is None:
        raise Http404
    kind, thing = found
    if request.method == "POST" and isinstance(request.user, Account):
        return _turn(request, request.user, wanted, str(thing), kind.url(thing))
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _may_ask(request, form):
        actions.ask_to_follow(form.cleaned_data["email"], [wanted], rhythm=form.rhythm)
        return redirect("notifications:asked")
    context = {
        "kind": kind,
        "thing": thing,
        "thing_url": kind.url(thing),
        "follow": follow_of(request.user, wanted),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "notifications/follow.html", context, status=status)


def _turn(request: HttpRequest, person: Account, topic: Topic, name: str, url: str) -> HttpResponse:
    if "arreter" in request.POST:
        actions.unfollow(person, topic)
        messages.success(request, _("Vous ne suivez plus « %(name)s ».") % {"name": name})
    else:
        actions.follow(person, topic)
        messages.success(request, _("Vous suivez « %(name)s ».") % {"name": name})
    return redirect(safe_next(request, url or "/mes-avis/reglages/"))


def _may_ask(request: HttpRequest, form: AddressForm) -> bool:
    if REQUESTS.allows(address_of(request)):
        return True
    form.add_error(None, _("Trop de demandes. Réessayez dans une heure."))
    return False


@writes(everyone)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Choose themes and a territory; an account follows at once, an address confirms first."""
    person = request.user
    form = SubscribeForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        if isinstance(person, Account):
            for topic in form.topics:
                actions.follow(person, topic, rhythm=form.rhythm)
            messages.success(request, _("C’est fait. Voici tout ce que vous suivez."))
            return redirect("notifications:preferences")
        if _may_ask(request, form):
            actions.ask_to_follow(form.cleaned_data["email"], form.topics, rhythm=form.rhythm)
            return redirect("notifications:asked")
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "notifications/subscribe.html", context, status=status)


@reads(everyone)
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a message is on its way; the same words whether or not the address is known."""
    return render(request, "notifications/asked.html")


@writes(everyone)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only its POST confirms, since mail scanners follow every link."""
    follows = list(Follow.objects.with_token(token, "confirm").exclude(subscriber=None))
    if not follows:
        raise Http404
    is_done = request.method == "POST" or all(row.confirmed_at for row in follows)
    if request.method == "POST":
        actions.confirm_follows(follows)
    context = {"things": things_of(follows, request.user), "is_done": is_done}
    return render(request, "notifications/confirm.html", context)
