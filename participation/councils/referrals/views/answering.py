"""Where those who act for the addressee answer; for anybody else these pages do not exist."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.base.http import reads, signed_in, writes
from participation.councils.errors import Refused
from participation.councils.referrals import actions
from participation.councils.referrals.choices import BY_ADDRESSEE, Awaited, Side, State
from participation.councils.referrals.forms.following import ErratumForm, StepForm
from participation.councils.referrals.forms.promising import PromiseForm
from participation.councils.referrals.models import Referral, Step
from participation.councils.referrals.queries import offices_of, progress_of


@reads(signed_in)
def answer(request: HttpRequest, slug: str, referral_id: int) -> HttpResponse:
    """What was asked, and what can be answered now."""
    found = _held(request, slug, referral_id)
    context = {
        "council": found.council,
        "referral": found,
        "progress": progress_of(found),
        "next_states": [state for state in found.may_become if state in BY_ADDRESSEE],
        "written_by": offices_of(request.user),
    }
    return render(request, "referrals/answer.html", context)


@writes(signed_in)
def step(request: HttpRequest, slug: str, referral_id: int, state: State) -> HttpResponse:
    found = _held(request, slug, referral_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StepForm(*sent, referral=found, state=state, side=Side.ADDRESSEE)
    if sent and form.is_valid():
        try:
            actions.record_step(
                found, state, actor=request.user, side=Side.ADDRESSEE, **form.cleaned_data
            )
        except Refused as problem:
            form.refuse(str(problem))
        else:
            messages.success(request, _("Votre réponse est publiée. Le conseil est prévenu."))
            return redirect(found)
    context = {"council": found.council, "referral": found, "state": state, "form": form}
    status = 422 if form.errors else 200
    return render(request, "referrals/answer_step.html", context, status=status)


@writes(signed_in)
def promise(request: HttpRequest, slug: str, referral_id: int) -> HttpResponse:
    """The holder's own delays for this referral: set once, then changed in sight of everyone."""
    found = _held(request, slug, referral_id)
    progress = progress_of(found)
    form = PromiseForm(request.POST or None, progress=progress)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.promise_delay(
                found,
                awaited=Awaited(said["awaited"]),
                days=said["days"],
                reason=said["reason"],
                actor=request.user,
            )
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Votre délai est publié."))
            return redirect(found)
    context = {"council": found.council, "referral": found, "progress": progress, "form": form}
    status = 422 if form.errors else 200
    return render(request, "referrals/promise.html", context, status=status)


@writes(signed_in)
def correct(request: HttpRequest, slug: str, referral_id: int, number: int) -> HttpResponse:
    """Correct a step that one's organism wrote, even once the referral is in other hands."""
    rows = Step.objects.written_for(request.user).filter(referral__council__slug=slug)
    rows = rows.select_related("referral__council", "body")
    found = get_object_or_404(rows, referral=referral_id, number=number)
    form = ErratumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            actions.add_erratum(found, text=text, actor=request.user, side=Side.ADDRESSEE)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("La correction est publiée sous l’étape."))
            return redirect(found.referral)
    context = {"referral": found.referral, "step": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "referrals/answer_correct.html", context, status=status)


def _held(request: HttpRequest, slug: str, referral_id: int) -> Referral:
    rows = Referral.objects.answered_by(request.user).filter(council__slug=slug).whole()
    found: Referral = get_object_or_404(rows, pk=referral_id)
    return found
