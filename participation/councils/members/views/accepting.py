"""The way in: a link that serves once, for the address that received it.

The secret of the link goes into the visitor's session and out of the address at once, so that it
stands in no page, no `Referer`, no log of refused forms, and follows the person through sign-in.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.http import everyone, reads, writes
from participation.councils import actions
from participation.councils.members.forms.joining import AcceptForm
from participation.councils.members.views.acting import done, typed
from participation.councils.models import Invitation
from participation.councils.queries.obstacles import why_not_this_invitation

KEPT = "council-invitation"


@reads(everyone)
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address; a link that nobody sent is a page that does not exist."""
    if not Invitation.objects.with_token(token).exists():
        raise Http404
    request.session[KEPT] = token
    return redirect("members:accept")


@writes(everyone)
def accept(request: HttpRequest) -> HttpResponse:
    """Show what the invitation is for; accept it once signed in with the invited address."""
    invitation = _kept(request)
    if invitation is None:
        return render(request, "members/reopen.html")
    person = request.user if isinstance(request.user, Account) else None
    form = AcceptForm(typed(request) if person else None, invitation=invitation)
    obstacle = why_not_this_invitation(invitation, person)
    if person and done(form, lambda: _enter(invitation, person, form)):
        del request.session[KEPT]
        messages.success(request, _("Bienvenue ! Vous faites partie du conseil."))
        return redirect(_next_page(invitation))
    context = {
        "council": invitation.council,
        "invitation": invitation,
        "form": form,
        "obstacle": obstacle,
    }
    status = 422 if form.errors else 200
    return render(request, "members/accept.html", context, status=status)


def _kept(request: HttpRequest) -> Invitation | None:
    rows = Invitation.objects.select_related("council__framework", "college", "seat", "host")
    return rows.with_token(request.session.get(KEPT, "")).first()


def _enter(invitation: Invitation, person: Account, form: AcceptForm) -> None:
    actions.accept_invitation(invitation, account=person, **form.given())


def _next_page(invitation: Invitation) -> str:
    """The space, or the public page for a substitute, who waits outside."""
    if invitation.kind == Invitation.Kind.SUBSTITUTE:
        return invitation.council.get_absolute_url()
    return invitation.council.space_url
