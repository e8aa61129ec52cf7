"""The workbench of a consultation: where it stands, and each thing that may be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin

from cms import actions as site
from cms import queries as site_queries
from cms.editing import queries
from cms.editing.access import editors, own_consultation
from cms.editing.forms import ExtendForm, ReasonForm
from cms.editing.views.attempts import attempt
from cms.editing.views.promise import publish
from consultations import actions
from consultations.errors import Refused
from consultations.models import Consultation
from participation.base.http import reads, writes

Act = Callable[..., Any]


@reads(editors)
def workbench(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, own_consultation(request, pk))


def _show(request: HttpRequest, consultation: Consultation, **forms: Any) -> HttpResponse:
    """Show the workbench; a form that was refused comes with what was typed."""
    context = {
        "suspend_form": ReasonForm(prefix="suspend"),
        "withdraw_form": ReasonForm(prefix="withdraw"),
        "extend_form": ExtendForm(consultation=consultation),
        **queries.workbench(consultation),
        **forms,
    }
    return render(request, "cms/editing/workbench.html", context)


@writes(editors)
def publish_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the consultation, or announce it when its opening is still to come."""
    consultation = own_consultation(request, pk)
    if request.method != "POST":
        return redirect("editing:workbench", pk)
    return publish(request, consultation)


def _with_reason(name: str, act: Act, done: Any) -> Callable[[HttpRequest, int], HttpResponse]:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        consultation = own_consultation(request, pk)
        form = ReasonForm(request.POST or None, prefix=name)
        if form.is_valid():
            try:
                act(consultation, actor=request.user, reason=form.cleaned_data["reason"])
            except Refused as refusal:
                form.add_error(None, str(refusal.message))
                consultation.refresh_from_db()
            else:
                messages.success(request, str(done))
                return redirect("editing:workbench", pk)
        return _show(request, consultation, **{f"{name}_form": form})

    view.__module__ = __name__
    view.__name__ = name
    return writes(editors)(view)  # type: ignore[return-value]


suspend = _with_reason(
    "suspend", actions.suspend, gettext_lazy("Démarche suspendue. Le motif est sur sa page.")
)
withdraw = _with_reason(
    "withdraw",
    actions.withdraw_consultation,
    gettext_lazy("Démarche abandonnée. Le motif est sur sa page."),
)


def _at_once(act: Act, done: Any) -> Callable[[HttpRequest, int], HttpResponse]:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        consultation = own_consultation(request, pk)
        if request.method == "POST":
            attempt(request, act, consultation, done)
        return redirect("editing:workbench", pk)

    view.__module__ = __name__
    view.__name__ = act.__name__
    return writes(editors)(view)  # type: ignore[return-value]


resume = _at_once(actions.resume, gettext_lazy("La démarche reprend là où elle en était."))
follow_up = _at_once(actions.follow_up, gettext_lazy("Le suivi des engagements commence."))
archive = _at_once(actions.archive, gettext_lazy("Démarche archivée. Elle reste lisible."))


@writes(editors)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Push a date back, with a reason everybody reads."""
    consultation = own_consultation(request, pk)
    form = ExtendForm(request.POST or None, consultation=consultation)
    if form.is_valid():
        try:
            actions.extend(consultation, actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            consultation = own_consultation(request, pk)
        else:
            messages.success(request, _("Date repoussée. Le motif est publié."))
            return redirect("editing:workbench", pk)
    return _show(request, consultation, extend_form=form)


@writes(editors)
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Start again from the same promise, steps and questions; dates are left to choose."""
    consultation = own_consultation(request, pk)
    if request.method != "POST":
        return redirect("editing:workbench", pk)
    copy = site.duplicate_consultation(consultation, actor=request.user)
    messages.success(request, _("Copie faite. Donnez-lui un titre et des dates."))
    return redirect("editing:promise", copy.pk)


@reads(editors)
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page as residents read it, with what is written but not yet published."""
    consultation = own_consultation(request, pk)
    page = site.page_as_written(consultation)
    context = site_queries.consultation_page(consultation, page, request.user)
    return render(request, "cms/consultation.html", {**context, "is_preview": True})


@reads(editors)
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Show that page in the width of a telephone."""
    consultation = own_consultation(request, pk)
    return render(request, "cms/editing/phone.html", {"consultation": consultation})
