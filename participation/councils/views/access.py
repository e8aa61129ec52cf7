"""An administrator asks to enter a private space; the members read who came in, and why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.http import writes
from participation.councils import actions
from participation.councils.forms.space import ReasonForm
from participation.councils.models import Attempt, Council
from participation.councils.space import Space, reads_space


def administrators(request: HttpRequest) -> bool:
    return isinstance(request.user, Account) and request.user.is_superuser


@writes(administrators)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a reason that the members will read, then open the space for one hour."""
    council = get_object_or_404(Council, slug=slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, Account)
        reason = form.cleaned_data["reason"]
        actions.open_exceptional_access(council, account=request.user, reason=reason)
        messages.success(request, _("L’espace vous est ouvert pendant une heure."))
        return redirect(council.space_url)
    status = 422 if form.errors else 200
    return render(
        request, "councils/ask_access.html", {"council": council, "form": form}, status=status
    )


@reads_space()
def entries(request: HttpRequest, space: Space) -> HttpResponse:
    """Say who came in by exception, and who tried the door in vain."""
    accesses = space.council.exceptional_accesses.select_related("account")[:50]
    attempts = Attempt.objects.at(space.council).select_related("public_body")[:50]
    context = {"space": space, "accesses": accesses, "attempts": attempts}
    return render(request, "councils/entries.html", context)
