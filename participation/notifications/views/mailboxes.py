"""Addresses whose letters are suspended, for who administers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.accounts.rules import is_administrator
from participation.base.http import writes
from participation.notifications.actions import try_mailbox_again
from participation.notifications.models import Letter, Mailbox


def administrators(request: HttpRequest) -> bool:
    return bool(is_administrator(request.user))


@writes(administrators)
def mailboxes(request: HttpRequest) -> HttpResponse:
    """Show which addresses refuse, and what waits; one may be tried again."""
    if request.method == "POST":
        try_mailbox_again(request.POST.get("email", ""))
        messages.success(request, _("Nous écrirons de nouveau à cette adresse."))
        return redirect("notifications:mailboxes")
    context = {
        "mailboxes": Mailbox.objects.all()[:200],
        "waiting": Letter.objects.filter(state=Letter.State.WAITING).count(),
        "failed": Letter.objects.filter(state=Letter.State.FAILED).count(),
    }
    return render(request, "notifications/mailboxes.html", context)
