"""Entrusting a council that nobody coordinates: one invitation at a time, from outside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.councils.access import keepers, kept_council
from cms.councils.forms.register import InviteForm
from cms.councils.queries import desk
from cms.councils.views.acting import done, typed
from participation.base.http import writes
from participation.councils import actions
from participation.councils.choices import Way


@writes(keepers)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link that lets somebody coordinate the council."""
    council = kept_council(request, pk)
    form = InviteForm(typed(request), council=council)

    def send() -> None:
        told = form.cleaned_data
        actions.invite_first_coordinator(
            council,
            email=told["email"],
            college=told["college"],
            way=Way(told["way"]),
            words=told["words"],
            actor=request.user,
        )

    if done(form, send):
        messages.success(request, _("L’invitation part par courriel."))
        return redirect("keeping:desk", pk)
    context = {"council": council, "desk": desk(council), "form": form}
    return render(request, "cms/councils/invite.html", context, status=422 if form.errors else 200)


@writes(keepers)
def revoke(request: HttpRequest, pk: int, invitation_id: int) -> HttpResponse:
    """Take back an invitation to coordinate; its link stops at once."""
    council = kept_council(request, pk)
    pending = council.invitations.pending().from_outside()
    invitation = get_object_or_404(pending, pk=invitation_id)
    if request.method == "POST":
        actions.revoke_invitation(invitation, actor=request.user)
        messages.success(request, _("Invitation retirée : son lien ne marche plus."))
    return redirect("keeping:desk", pk)
