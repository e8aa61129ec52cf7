"""What coordinators do before a referral leaves: the vote, the delays, the sending."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Awaited, Basis, Means
from participation.councils.referrals.forms.following import DelayForm
from participation.councils.referrals.forms.writing import SendForm, VoteForm
from participation.councils.referrals.models import MeetingVote
from participation.councils.referrals.queries import progress_of
from participation.councils.referrals.views.finding import referral_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate


@writes_space(may_coordinate)
def vote(request: HttpRequest, space: Space, referral_id: int) -> HttpResponse:
    referral = referral_of(space, referral_id)
    form = VoteForm(request.POST or None, referral=referral)
    if request.method == "POST" and form.is_valid():
        try:
            noted = actions.note_vote(referral, actor=space.person, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            _say_what_follows(request, noted)
            return redirect(referral.space_url)
    context = {
        "space": space,
        "referral": referral,
        "form": form,
        "quorum_percent": space.council.framework.quorum_percent,
    }
    return _shown(request, "referrals/vote.html", context)


def _say_what_follows(request: HttpRequest, noted: MeetingVote) -> None:
    if noted.is_adopted:
        messages.success(request, _("La saisine est adoptée. Son texte ne change plus."))
    elif noted.has_quorum:
        messages.warning(request, _("Le vote ne l’a pas adoptée : elle reste un brouillon."))
    else:
        messages.warning(request, _("Le quorum n’est pas atteint : elle reste un brouillon."))


@writes_space(may_coordinate)
def send(request: HttpRequest, space: Space, referral_id: int) -> HttpResponse:
    referral = referral_of(space, referral_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SendForm(*sent, referral=referral)
    if sent and form.is_valid():
        said = form.cleaned_data
        means = Means(said.pop("means"))
        try:
            actions.send_referral(referral, actor=space.person, means=means, **said)
        except Refused as problem:
            form.refuse(str(problem))
        else:
            messages.success(request, _("La saisine est envoyée. Tout le monde peut la suivre."))
            return redirect(referral.space_url)
    context = {"space": space, "referral": referral, "form": form}
    return _shown(request, "referrals/send.html", context)


@writes_space(may_coordinate)
def delay(request: HttpRequest, space: Space, referral_id: int) -> HttpResponse:
    referral = referral_of(space, referral_id)
    form = DelayForm(request.POST or None, referral=referral)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.set_delay(
                referral,
                awaited=Awaited(said["awaited"]),
                days=said["days"],
                basis=Basis(said["basis"]),
                source=said["source"],
                actor=space.person,
            )
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Le délai est noté."))
            return redirect(referral.space_url)
    context = {
        "space": space,
        "referral": referral,
        "progress": progress_of(referral),
        "form": form,
    }
    return _shown(request, "referrals/delay.html", context)


@writes_space(may_coordinate)
def remove_delay(
    request: HttpRequest, space: Space, referral_id: int, delay_id: int
) -> HttpResponse:
    referral = referral_of(space, referral_id)
    found = get_object_or_404(referral.delays, pk=delay_id)
    if request.method == "POST":
        try:
            actions.remove_delay(found, actor=space.person)
        except Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Le délai est retiré."))
    return redirect("referrals:delay", space.council.slug, referral.pk)


def _shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if context["form"].errors else 200)
