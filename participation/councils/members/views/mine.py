"""One's own mandate: how one is named, and leaving."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from participation.councils import actions
from participation.councils.choices import EndReason
from participation.councils.members.forms.joining import LeaveForm, OneselfForm
from participation.councils.members.views.acting import done, form_page, typed
from participation.councils.models import Membership
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_vote


def my_mandate(space: Space) -> Membership:
    """Give the person's mandate here; 404 for whoever came in otherwise."""
    membership = space.standing.membership
    if membership is None:
        raise Http404
    membership.council = space.council
    return membership


@writes_space(may_vote)
def mandate(request: HttpRequest, space: Space) -> HttpResponse:
    """Show one's mandate, and change how one is named."""
    membership = my_mandate(space)
    form = OneselfForm(typed(request), membership=membership)
    if done(form, lambda: _describe(membership, form)):
        messages.success(request, _("C’est enregistré."))
        return redirect("members:mine", space.council.slug)
    context = {"space": space, "membership": membership, "form": form}
    return render(request, "members/mine.html", context, status=422 if form.errors else 200)


def _describe(membership: Membership, form: OneselfForm) -> None:
    actions.describe_oneself(membership, actor=membership.account, **form.cleaned_data)


@writes_space(may_vote)
def leave(request: HttpRequest, space: Space) -> HttpResponse:
    """Leave the council today, once it is sure."""
    membership = my_mandate(space)
    form = LeaveForm(typed(request))
    return form_page(
        request,
        form,
        lambda: actions.end_mandate(
            membership, reason=EndReason(form.cleaned_data["reason"]), actor=request.user
        ),
        to=space.council.get_absolute_url(),
        said=_("Vous avez quitté le conseil. Merci pour votre engagement."),
        template="members/leave.html",
        space=space,
    )
