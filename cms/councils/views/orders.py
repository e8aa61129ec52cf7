"""The recognition orders of a council: recorded, corrected in public, annulled."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.councils.access import keepers, kept_council
from cms.councils.forms.register import AnnulForm, OrderForm
from cms.councils.views.acting import done, typed
from participation.base.http import writes
from participation.councils import actions
from participation.councils.models import Council, RecognitionOrder


@writes(keepers)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an order that was signed."""
    council = kept_council(request, pk)
    form = OrderForm(typed(request))

    def enter() -> None:
        actions.record_order(council, actor=request.user, **form.cleaned_data)

    if done(form, enter):
        messages.success(request, _("Arrêté inscrit. Il est sur la page du conseil."))
        return redirect("keeping:desk", pk)
    context = {"council": council, "order": None, "form": form, "annul_form": None}
    return render(request, "cms/councils/order.html", context, status=422 if form.errors else 200)


@writes(keepers)
def correct(request: HttpRequest, pk: int, order_id: int) -> HttpResponse:
    """Correct an order that was entered wrongly; the page says that it was corrected."""
    council, order = _order(request, pk, order_id)
    form = OrderForm(typed(request), instance=copy(order))
    if done(form, lambda: actions.correct_order(order, actor=request.user, **form.cleaned_data)):
        messages.success(request, _("Arrêté corrigé."))
        return redirect("keeping:desk", pk)
    return _page(request, council, order, form, AnnulForm(prefix="annul"))


@writes(keepers)
def annul(request: HttpRequest, pk: int, order_id: int) -> HttpResponse:
    """Say that an order no longer holds, since when and why."""
    council, order = _order(request, pk, order_id)
    if request.method != "POST":
        return redirect("keeping:order", pk, order_id)
    form = AnnulForm(request.POST, prefix="annul")
    if done(form, lambda: actions.annul_order(order, actor=request.user, **form.cleaned_data)):
        messages.success(request, _("Arrêté annulé. Il reste dans l’histoire du conseil."))
        return redirect("keeping:desk", pk)
    return _page(request, council, order, OrderForm(instance=order), form)


def _order(request: HttpRequest, pk: int, order_id: int) -> tuple[Council, RecognitionOrder]:
    council = kept_council(request, pk)
    order = get_object_or_404(council.recognition_orders, pk=order_id)
    order.council = council
    return council, order


def _page(
    request: HttpRequest,
    council: Council,
    order: RecognitionOrder,
    form: OrderForm,
    annul_form: AnnulForm,
) -> HttpResponse:
    context = {"council": council, "order": order, "form": form, "annul_form": annul_form}
    status = 422 if form.errors or annul_form.errors else 200
    return render(request, "cms/councils/order.html", context, status=status)
