"""Writing what a consultation promises: a new one, or one that exists."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cms import actions as site
from cms.editing import queries
from cms.editing.access import editors, own_consultation
from cms.editing.forms import AccessPointFormSet, PromiseForm, access_points
from consultations import actions
from consultations.errors import NotReady, Refused
from consultations.ladder import Rung
from consultations.models import Consultation
from participation.base.http import writes


@writes(editors)
def new(request: HttpRequest, rung: str) -> HttpResponse:
    """Make a consultation on the chosen rung, with the steps it usually has."""
    if rung not in Rung.values:
        raise Http404
    consultation = Consultation(rung=rung)
    data = request.POST if request.method == "POST" else None
    form = PromiseForm(
        data,
        instance=consultation,
        initial=queries.defaults_for(request.user, Rung(rung)),
        person=request.user,
    )
    points = access_points(data, queries.last_access_points(request.user))
    if wants(request, "preview"):
        return preview(request, form, points)
    if data is None or not (form.is_valid() and points.is_valid()):
        return _page(request, form, points)
    return _create(request, form, points)


def _create(request: HttpRequest, form: PromiseForm, points: AccessPointFormSet) -> HttpResponse:
    fields = {"public_body": queries.defaults_for(request.user, Rung.INFORMATION)["public_body"]}
    try:
        consultation = site.create_consultation(
            actor=request.user,
            rung=form.instance.rung,
            access_points=points.rows,
            **{**fields, **form.changes},
        )
    except Refused as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, form, points)
    messages.success(request, _("Brouillon enregistré. Personne ne le voit encore."))
    return after_saving(request, consultation)


@writes(editors)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is still free to change; after the announcement each change gives its reason."""
    consultation = own_consultation(request, pk)
    data = request.POST if request.method == "POST" else None
    form = PromiseForm(data, instance=consultation, person=request.user)
    written = queries.points_of(consultation)
    points = access_points(data, written)
    if wants(request, "preview"):
        return preview(request, form, points)
    if data is None or not (form.is_valid() and points.is_valid()):
        return _page(request, form, points)
    try:
        _save(own_consultation(request, pk), form, points, written, actor=request.user)
    except NotReady as refusal:
        for missing in refusal.missing:
            field = missing.field if missing.field in form.fields else None
            form.add_error(field, str(missing.message))
        return _page(request, form, points)
    except Refused as refusal:
        field = "reason" if "reason" in form.fields else None
        form.add_error(field, str(refusal.message))
        return _page(request, form, points)
    messages.success(request, " ".join([_("Modifications enregistrées."), *form.kept_dates]))
    return after_saving(request, own_consultation(request, pk))


@transaction.atomic
def _save(
    consultation: Consultation,
    form: PromiseForm,
    points: AccessPointFormSet,
    written: list[dict[str, str]],
    *,
    actor: Any,
) -> None:
    reason = form.cleaned_data.get("reason", "")
    actions.edit_consultation(consultation, actor=actor, reason=reason, **form.changes)
    if list(points.rows) != written:
        actions.set_access_points(consultation, points.rows, actor=actor, reason=reason)


def after_saving(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Go where the button that was pressed says: publish, the questions, or the workbench."""
    if wants(request, "publish"):
        return publish(request, consultation)
    step = consultation.steps.order_by("position", "pk").first()
    if wants(request, "questions") and step is not None:
        return redirect("editing:step", consultation.pk, step.pk)
    return redirect("editing:workbench", consultation.pk)


def publish(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Open or announce; when something is missing, the workbench lists it."""
    try:
        site.publish_consultation(consultation, actor=request.user)
    except NotReady as refusal:
        messages.warning(request, str(refusal.message))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("C’est publié. Voici la page que lisent les habitants."))
    return redirect("editing:workbench", consultation.pk)


def wants(request: HttpRequest, what: str) -> bool:
    """Which button was pressed; `stay:…` also tells the component's editor what to do."""
    return request.method == "POST" and request.POST.get("then", "").partition(":")[0] == what


def preview(request: HttpRequest, form: PromiseForm, points: AccessPointFormSet) -> HttpResponse:
    """Show the promise as residents will read it, before anything is saved."""
    form.is_valid()
    points.is_valid()
    context = {"consultation": form.instance, "points": points}
    document = render_to_string("cms/editing/promise_preview.html", context, request)
    if getattr(request, "htmx", False):
        return render(request, "cms/editing/_preview.html", {"document": document})
    return _page(request, form, points, document)


def _page(
    request: HttpRequest, form: PromiseForm, points: AccessPointFormSet, document: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "points": points,
        "consultation": form.instance,
        "rung": Rung(form.instance.rung),
        "document": document,
        "territories": form.fields["territory"].suggestions() if "territory" in form.fields else [],  # type: ignore[attr-defined]
    }
    return render(request, "cms/editing/promise.html", context)
