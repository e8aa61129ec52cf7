"""What coordinators note once a referral is on its way, and correct in sight of everyone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Side, State
from participation.councils.referrals.forms.following import ErratumForm, StepForm
from participation.councils.referrals.views.finding import referral_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate


@writes_space(may_coordinate)
def step(request: HttpRequest, space: Space, referral_id: int, state: State) -> HttpResponse:
    referral = referral_of(space, referral_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StepForm(*sent, referral=referral, state=state)
    if sent and form.is_valid():
        try:
            actions.record_step(referral, state, actor=space.person, **form.cleaned_data)
        except Refused as problem:
            form.refuse(str(problem))
        else:
            messages.success(request, _("L’étape est notée. Tout le monde peut la lire."))
            return redirect(referral.space_url)
    context = {"space": space, "referral": referral, "state": state, "form": form}
    return render(request, "referrals/step.html", context, status=422 if form.errors else 200)


@writes_space(may_coordinate)
def correct(request: HttpRequest, space: Space, referral_id: int, number: int) -> HttpResponse:
    referral = referral_of(space, referral_id)
    found = get_object_or_404(referral.steps.filter(side=Side.COUNCIL), number=number)
    form = ErratumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_erratum(found, text=form.cleaned_data["text"], actor=space.person)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La correction est publiée sous l’étape."))
            return redirect(referral.space_url)
    context = {"space": space, "referral": referral, "step": found, "form": form}
    return render(request, "referrals/correct.html", context, status=422 if form.errors else 200)
