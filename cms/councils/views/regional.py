"""Who answers for the councils of a territory: an administrator names them and ends their role."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.councils import queries
from cms.councils.access import administrators
from cms.councils.forms.register import CoordinatorForm
from cms.councils.views.acting import done, typed
from participation.base.clock import now
from participation.base.http import reads, writes
from participation.councils import actions
from participation.councils.models import RegionalCoordinator


@reads(administrators)
def coordinators(request: HttpRequest) -> HttpResponse:
    """List who answers for which territory, and until when."""
    context = {"coordinators": queries.coordinators(), "today": timezone.localdate(now())}
    return render(request, "cms/councils/coordinators.html", context)


@writes(administrators)
def new(request: HttpRequest) -> HttpResponse:
    """Entrust somebody with the councils of a territory."""
    form = CoordinatorForm(typed(request), initial={"starts_on": timezone.localdate(now())})

    def name() -> None:
        actions.name_regional_coordinator(actor=request.user, **form.given)

    if done(form, name):
        messages.success(
            request, _("C’est fait. Cette personne se connecte avec un code reçu à son adresse.")
        )
        return redirect("keeping:coordinators")
    return _page(request, form, None)


@writes(administrators)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the role, its public contact or its days."""
    rows = RegionalCoordinator.objects.select_related("territory", "account")
    coordinator = get_object_or_404(rows, pk=pk)
    form = CoordinatorForm(typed(request), instance=copy(coordinator))

    def save() -> None:
        actions.edit_regional_coordinator(coordinator, actor=request.user, **form.given)

    if done(form, save):
        messages.success(request, _("C’est enregistré."))
        return redirect("keeping:coordinators")
    return _page(request, form, coordinator)


def _page(
    request: HttpRequest, form: CoordinatorForm, coordinator: RegionalCoordinator | None
) -> HttpResponse:
    field = form.fields.get("territory")
    suggestions = field.suggestions() if field else []  # type: ignore[attr-defined]
    context = {"form": form, "coordinator": coordinator, "territories": suggestions}
    status = 422 if form.errors else 200
    return render(request, "cms/councils/coordinator.html", context, status=status)


@writes(administrators)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role today; from the next page on, the person keeps nothing there."""
    coordinator = get_object_or_404(RegionalCoordinator, pk=pk)
    if request.method == "POST":
        actions.end_regional_coordination(coordinator, actor=request.user)
        messages.success(request, _("Ce rôle est terminé."))
    return redirect("keeping:coordinators")
