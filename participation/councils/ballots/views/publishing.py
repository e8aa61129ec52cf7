"""Letting everyone read a decision, after a last look for names; saying that it holds no more."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from participation.councils.ballots import actions
from participation.councils.ballots.forms.deciding import PublishForm, WithdrawForm
from participation.councils.ballots.views.finding import decision_of
from participation.councils.errors import Refused
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate


@writes_space(may_coordinate)
def publish(request: HttpRequest, space: Space, year: int, number: int) -> HttpResponse:
    """Show what the public will read, then publish it."""
    decision = decision_of(space, year, number)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if decision.is_withdrawn:
        raise Http404
    if request.method == "POST" and form.is_valid():
        actions.publish_decision(decision, actor=space.person)
        return redirect(decision)
    context = {"space": space, "decision": decision, "form": form}
    return render(request, "ballots/publish.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def unpublish(request: HttpRequest, space: Space, year: int, number: int) -> HttpResponse:
    """Keep the decision for the members again."""
    decision = decision_of(space, year, number)
    if request.method == "POST":
        actions.unpublish_decision(decision, actor=space.person)
    return redirect(decision)


@writes_space(may_coordinate)
def withdraw(request: HttpRequest, space: Space, year: int, number: int) -> HttpResponse:
    """Ask why, then say that the decision no longer holds."""
    decision = decision_of(space, year, number)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_decision(decision, actor=space.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(decision)
    context = {"space": space, "decision": decision, "form": form}
    return render(request, "ballots/withdraw.html", context, status=422 if form.errors else 200)
