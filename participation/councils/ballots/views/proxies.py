"""Giving one's voice to another member for one vote, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.ballots import actions
from participation.councils.ballots.forms.voting import ProxyForm
from participation.councils.ballots.models import Ballot
from participation.councils.ballots.queries.reading import givers_on_paper, holders_for, seen_by
from participation.councils.ballots.views.finding import ballot_of
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate, may_vote


@writes_space(may_vote)
def give(request: HttpRequest, space: Space, ballot_id: int) -> HttpResponse:
    """Choose who votes for me."""
    ballot = ballot_of(space, ballot_id)
    seen = seen_by(space, ballot)
    if seen.voter is None or not ballot.is_open or not ballot.most_proxies:
        return redirect(ballot)
    data = request.POST if request.method == "POST" else None
    form = ProxyForm(data, holders=holders_for(ballot, seen.voter))
    return _take(request, space, ballot, form, giver=seen.voter)


@writes_space(may_animate)
def give_on_paper(request: HttpRequest, space: Space, ballot_id: int) -> HttpResponse:
    """Write down the paper that a member without an account has signed."""
    ballot = ballot_of(space, ballot_id)
    givers = givers_on_paper(ballot)
    if not ballot.is_open or not ballot.most_proxies or not givers.exists():
        return redirect(ballot)
    data = request.POST if request.method == "POST" else None
    form = ProxyForm(data, holders=holders_for(ballot, None), givers=givers)
    return _take(request, space, ballot, form)


def _take(
    request: HttpRequest, space: Space, ballot: Ballot, form: ProxyForm, giver: Any = None
) -> HttpResponse:
    context = {"space": space, "ballot": ballot, "form": form, "is_paper": giver is None}
    if request.method != "POST":
        return render(request, "ballots/proxy.html", context)
    if not form.is_valid():
        return render(request, "ballots/proxy.html", context, status=422)
    said = form.cleaned_data
    try:
        actions.give_proxy(
            ballot,
            giver=giver or said["giver"],
            holder=said["holder"],
            actor=space.person,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "ballots/proxy.html", context, status=409)
    messages.success(request, _("La procuration est donnée à %(name)s.") % {"name": said["holder"]})
    return redirect(ballot)


@writes_space(may_vote)
def take_back(request: HttpRequest, space: Space, ballot_id: int) -> HttpResponse:
    """Vote for myself after all."""
    ballot = ballot_of(space, ballot_id)
    seen = seen_by(space, ballot)
    if request.method == "POST" and seen.voter is not None:
        try:
            actions.take_back_proxy(ballot, giver=seen.voter, actor=space.person)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(ballot)
