"""How somebody wants to be told, and all they follow."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.http import signed_in, writes
from participation.notifications import actions, sms
from participation.notifications.forms import RhythmForm
from participation.notifications.models import Mailbox
from participation.notifications.queries import followed_by


@writes(signed_in)
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose a rhythm for each subject, and one of its own for each thing that is followed."""
    person = request.user
    assert isinstance(person, Account)
    followed = followed_by(person)
    form = RhythmForm(request.POST or None, person=person, followed=followed)
    if request.method == "POST" and "reessayer" in request.POST:
        actions.try_mailbox_again(person.email)
        messages.success(request, _("C’est noté. Nous vous écrirons de nouveau."))
        return redirect("notifications:preferences")
    if request.method == "POST" and form.is_valid():
        actions.choose_rhythms(person, form.rhythms)
        for found, rhythm in form.rhythms_of_things():
            actions.choose_rhythm(found.follow, rhythm)
        actions.choose_zone(person, form.cleaned_data["zone"])
        messages.success(request, _("Vos réglages sont enregistrés."))
        return redirect("notifications:preferences")
    mailbox = Mailbox.objects.filter(email=person.email).exclude(disabled_at=None).first()
    context = {"form": form, "mailbox": mailbox, "has_sms": sms.is_offered()}
    status = 422 if form.errors else 200
    return render(request, "notifications/preferences.html", context, status=status)
