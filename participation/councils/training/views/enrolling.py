"""Asking to attend, giving up, and the paper that says one came."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.http import reads, signed_in, writes
from participation.councils.training import actions
from participation.councils.training.errors import NotPossible
from participation.councils.training.forms import EnrolForm
from participation.councils.training.models import Enrolment
from participation.councils.training.queries import memberships_of
from participation.councils.training.views.public import session_or_404


@writes(signed_in)
def enrol(request: HttpRequest, session_id: int) -> HttpResponse:
    """Ask to attend; only who sits in a council may."""
    session = session_or_404(session_id)
    memberships = memberships_of(request.user)
    if not memberships:
        raise Http404
    assert isinstance(request.user, Account)
    form = EnrolForm(request.POST or None, memberships=memberships)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enrol(session, form.cleaned_data["membership"], actor=request.user)
        except NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Votre demande est enregistrée."))
        return redirect(session)
    context = {"session": session, "form": form}
    return render(request, "training/enrol.html", context, status=422 if form.errors else 200)


@writes(signed_in)
def give_up(request: HttpRequest, session_id: int) -> HttpResponse:
    """Give up one's request or one's place, after a confirmation."""
    session = session_or_404(session_id)
    mine = Enrolment.objects.filter(account=request.user.pk, session=session).still_in()
    enrolment = get_object_or_404(mine)
    if request.method != "POST":
        return render(request, "training/give_up.html", {"session": session})
    try:
        actions.cancel_enrolment(enrolment, actor=request.user)
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Votre inscription est annulée. Merci d’avoir prévenu."))
    return redirect(session)


@reads(signed_in)
def certificate(request: HttpRequest, session_id: int) -> HttpResponse:
    """A page to print that says one attended."""
    mine = Enrolment.objects.filter(account=request.user.pk, session=session_id).attended()
    rows = mine.select_related("session__programme", "council")
    enrolment = get_object_or_404(rows)
    context = {"enrolment": enrolment, "modules": enrolment.session.programme.modules.all()}
    return render(request, "training/certificate.html", context)
