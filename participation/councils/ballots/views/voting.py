"""Voting: for oneself, or for who gave a proxy; a secret vote is read over before it goes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.ballots import actions
from participation.councils.ballots.choices import Kind
from participation.councils.ballots.errors import AlreadyVoted, Reworded
from participation.councils.ballots.forms.voting import VotingForm, said_by
from participation.councils.ballots.models import Ballot, Vote, Voter
from participation.councils.ballots.queries.reading import Seen, seen_by
from participation.councils.ballots.queries.showing import told
from participation.councils.ballots.views.finding import ballot_of
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_vote


@writes_space(may_vote)
def vote(
    request: HttpRequest, space: Space, ballot_id: int, giver_id: int | None = None
) -> HttpResponse:
    """The form of a vote; without a voice to give, the page of the vote says why."""
    ballot = ballot_of(space, ballot_id)
    seen = seen_by(space, ballot)
    giver = _giver(seen, giver_id) if giver_id else None
    voter = giver or seen.voter
    if request.method == "POST":
        return _receive(request, space, ballot, giver)
    if voter is None or not ballot.is_open or (ballot.is_anonymous and voter.has_voted):
        return redirect(ballot)
    form = VotingForm(ballot=ballot, initial=_before(ballot, voter, seen))
    return render(request, "ballots/vote.html", _context(space, ballot, form, giver))


def _giver(seen: Seen, giver_id: int) -> Voter:
    for giver in seen.held:
        if giver.pk == giver_id:
            return giver
    raise Http404


def _before(ballot: Ballot, voter: Voter, seen: Seen) -> dict[str, Any]:
    """Give the first values of the form: the vote already given, where it has a name."""
    mine = Vote.objects.filter(voter=voter).select_related("ballot").first()
    said = said_by(mine, seen.options) if mine else {}
    return {"edition": ballot.edition, **said}


def _context(space: Space, ballot: Ballot, form: VotingForm, giver: Voter | None) -> dict[str, Any]:
    return {"space": space, "ballot": ballot, "form": form, "giver": giver}


def _receive(
    request: HttpRequest, space: Space, ballot: Ballot, giver: Voter | None
) -> HttpResponse:
    """Take the vote in; or show again what was typed, and why; or what a secret vote will say."""
    form = VotingForm(request.POST, ballot=ballot)
    context = _context(space, ballot, form, giver)
    if not form.is_valid():
        return render(request, "ballots/vote.html", context, status=422)
    if "back" in request.POST:
        return render(request, "ballots/vote.html", context)
    choices = form.choices_given()
    if ballot.is_anonymous and ballot.is_open and "confirmed" not in request.POST:
        lines = told(choices, Kind(ballot.kind), form.options)
        return render(request, "ballots/check.html", {**context, **_checked(request, lines)})
    try:
        actions.cast(
            ballot,
            choices,
            actor=space.person,
            reason=form.cleaned_data.get("reason", ""),
            giver=giver,
            edition=form.cleaned_data["edition"],
        )
    except AlreadyVoted as already:
        messages.info(request, str(already))
        return redirect(ballot)
    except Reworded as reworded:
        return _reread(request, space, ballot, giver, reworded)
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "ballots/vote.html", context, status=409)
    messages.success(request, _voted(ballot))
    return redirect(ballot)


def _checked(request: HttpRequest, lines: list[str]) -> dict[str, Any]:
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "back", "confirmed"}
        for value in values
    ]
    return {"lines": lines, "kept": kept, "reason": request.POST.get("reason", "").strip()}


def _reread(
    request: HttpRequest, space: Space, ballot: Ballot, giver: Voter | None, why: Reworded
) -> HttpResponse:
    """Show the new wording with what was typed of a reason: the answers may mean other things."""
    fresh = ballot_of(space, ballot.pk)
    kept = {"edition": fresh.edition, "reason": request.POST.get("reason", "")}
    form = VotingForm(ballot=fresh, initial=kept)
    context = {**_context(space, fresh, form, giver), "changed": str(why)}
    return render(request, "ballots/vote.html", context, status=409)


def _voted(ballot: Ballot) -> str:
    if ballot.is_anonymous:
        return _("Votre bulletin est dans l’urne.")
    return _("Votre vote est pris. Vous pouvez le changer jusqu’à la clôture.")
