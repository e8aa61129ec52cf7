"""Writing a referral, together, until the vote."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils.errors import Refused
from participation.councils.referrals import actions
from participation.councils.referrals.forms.writing import ReferralForm
from participation.councils.referrals.rules import may_delete
from participation.councils.referrals.views.finding import referral_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_speak


@writes_space(may_speak)
def draft(request: HttpRequest, space: Space) -> HttpResponse:
    form = ReferralForm(request.POST or None, space=space)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        try:
            made = actions.draft_referral(
                space.council, actor=space.person, key=key, **form.given()
            )
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Le brouillon est enregistré. Les membres le voient."))
            return redirect(made.space_url)
    context = {"space": space, "form": form}
    return render(request, "referrals/write.html", context, status=422 if form.errors else 200)


@writes_space(may_speak)
def edit(request: HttpRequest, space: Space, referral_id: int) -> HttpResponse:
    referral = referral_of(space, referral_id)
    form = ReferralForm(request.POST or None, space=space, referral=referral)
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        try:
            actions.edit_draft(referral, actor=space.person, edition=edition, **form.given())
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Le brouillon est enregistré."))
            return redirect(referral.space_url)
    context = {"space": space, "form": form, "referral": referral}
    return render(request, "referrals/write.html", context, status=422 if form.errors else 200)


@writes_space(may_speak)
def delete(request: HttpRequest, space: Space, referral_id: int) -> HttpResponse:
    """Ask once more, then delete a draft; who began it, or who coordinates."""
    referral = referral_of(space, referral_id)
    if not may_delete(space, referral):
        raise Http404
    if request.method == "POST":
        try:
            actions.delete_draft(referral, actor=space.person)
        except Refused as problem:
            messages.error(request, str(problem))
            return redirect(referral.space_url)
        messages.success(request, _("Le brouillon est supprimé."))
        return redirect("referrals:referrals", space.council.slug)
    return render(request, "referrals/delete.html", {"space": space, "referral": referral})
