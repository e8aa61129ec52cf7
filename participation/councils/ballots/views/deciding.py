"""Writing in the register, and looking at a decision again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from participation.councils.ballots import actions
from participation.councils.ballots.forms.deciding import DecisionForm, ReviewForm
from participation.councils.ballots.models import Ballot
from participation.councils.ballots.queries.reading import seen_by
from participation.councils.ballots.views.finding import ballot_of, decision_of
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_animate


@writes_space(may_animate)
def write(request: HttpRequest, space: Space) -> HttpResponse:
    """A decision taken otherwise than by a vote here: in a meeting, by agreement."""
    form = DecisionForm(request.POST if request.method == "POST" else None, council=space.council)
    return _take(request, space, form, None)


@writes_space(may_animate)
def from_ballot(request: HttpRequest, space: Space, ballot_id: int) -> HttpResponse:
    """What a vote decided, in the words of the register."""
    ballot = ballot_of(space, ballot_id)
    result = getattr(ballot, "result", None)
    if result is None or not result.decides:
        raise Http404
    if made := getattr(ballot, "decision", None):
        return redirect(made)
    seen = seen_by(space, ballot)
    sentence = seen.shown.sentence if seen.shown else ""
    initial = {"title": ballot.title, "text": sentence}
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, council=space.council, initial=initial)
    return _take(request, space, form, ballot)


def _take(
    request: HttpRequest, space: Space, form: DecisionForm, ballot: Ballot | None
) -> HttpResponse:
    context: dict[str, Any] = {"space": space, "form": form, "ballot": ballot}
    if request.method != "POST":
        return render(request, "ballots/write.html", context)
    if not form.is_valid():
        return render(request, "ballots/write.html", context, status=422)
    try:
        decision = actions.record_decision(
            space.council, actor=space.person, ballot=ballot, **form.cleaned_data
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "ballots/write.html", context, status=409)
    return redirect(decision)


@writes_space(may_animate)
def review(request: HttpRequest, space: Space, year: int, number: int) -> HttpResponse:
    """Note that the decision was looked at again, and when to do so next."""
    decision = decision_of(space, year, number)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    context = {"space": space, "decision": decision, "form": form}
    if request.method != "POST":
        return render(request, "ballots/review.html", context)
    if not form.is_valid():
        return render(request, "ballots/review.html", context, status=422)
    try:
        actions.review_decision(decision, actor=space.person, **form.cleaned_data)
    except Refused as refused:
        form.add_error("review_on", str(refused))
        return render(request, "ballots/review.html", context, status=422)
    return redirect(decision)
