"""One council in the register: where it stands, who it is, in which state."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.councils import queries
from cms.councils.access import keepers, kept_council
from cms.councils.forms.council import ActivityForm, CouncilForm
from cms.councils.views.acting import done, typed
from participation.base.http import reads, writes
from participation.councils import actions
from participation.councils.choices import Activity
from participation.councils.models import Council


@reads(keepers)
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where a council stands, and each thing that may be done with it."""
    council = kept_council(request, pk)
    return _show(request, council, ActivityForm(council=council))


def _show(request: HttpRequest, council: Council, form: ActivityForm) -> HttpResponse:
    context = {"desk": queries.desk(council), "council": council, "activity_form": form}
    status = 422 if form.errors else 200
    return render(request, "cms/councils/desk.html", context, status=status)


@writes(keepers)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a council in the register, then invite who will coordinate it."""
    form = CouncilForm(typed(request), person=request.user)
    made: list[Council] = []
    if done(form, lambda: made.append(_found(request, form))):
        messages.success(request, _("Conseil créé. Invitez maintenant qui le coordonnera."))
        return redirect("keeping:invite", made[0].pk)
    return _form_page(request, form, None)


def _found(request: HttpRequest, form: CouncilForm) -> Council:
    return actions.found_council(actor=request.user, activity=Activity.BEING_SET_UP, **form.given)


@writes(keepers)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the register says of a council."""
    council = kept_council(request, pk)
    form = CouncilForm(typed(request), instance=copy(council), person=request.user)
    if done(form, lambda: actions.edit_council(council, actor=request.user, **form.given)):
        messages.success(request, _("C’est enregistré. La page du conseil le montre déjà."))
        return redirect("keeping:desk", pk)
    return _form_page(request, form, council)


def _form_page(request: HttpRequest, form: CouncilForm, council: Council | None) -> HttpResponse:
    suggestions = form.fields["commune"].suggestions()  # type: ignore[attr-defined]
    context = {"form": form, "council": council, "territories": suggestions}
    status = 422 if form.errors else 200
    return render(request, "cms/councils/council.html", context, status=status)


@writes(keepers)
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in which state a council is now, and why."""
    council = kept_council(request, pk)
    if request.method != "POST":
        return redirect("keeping:desk", pk)
    form = ActivityForm(request.POST, council=council)

    def change() -> None:
        told = form.cleaned_data
        actions.change_activity(
            council,
            Activity(told["activity"]),
            on=told["on"],
            reason=told["reason"],
            actor=request.user,
        )

    if done(form, change):
        messages.success(request, _("État changé. La raison est sur la page du conseil."))
        return redirect("keeping:desk", pk)
    return _show(request, council, form)
