"""Ending a vote: cancelled for a reason, or closed early once all have voted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from participation.councils.ballots import actions
from participation.councils.ballots.forms.opening import CancelForm
from participation.councils.ballots.views.finding import ballot_of
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate


@writes_space(may_animate)
def cancel(request: HttpRequest, space: Space, ballot_id: int) -> HttpResponse:
    """Ask why, then end the vote uncounted."""
    ballot = ballot_of(space, ballot_id)
    if not ballot.is_planned and not ballot.is_open:
        raise Http404
    form = CancelForm(request.POST if request.method == "POST" else None)
    context = {"space": space, "ballot": ballot, "form": form}
    if request.method != "POST":
        return render(request, "ballots/cancel.html", context)
    if not form.is_valid():
        return render(request, "ballots/cancel.html", context, status=422)
    try:
        actions.cancel_ballot(ballot, reason=form.cleaned_data["reason"], actor=space.person)
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "ballots/cancel.html", context, status=409)
    return redirect(ballot)


@writes_space(may_animate)
def close(request: HttpRequest, space: Space, ballot_id: int) -> HttpResponse:
    """Close a vote in which everybody has voted."""
    ballot = ballot_of(space, ballot_id)
    if request.method == "POST":
        try:
            actions.close_ballot(ballot, actor=space.person)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect(ballot)
