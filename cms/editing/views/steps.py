"""Steps: adding, editing what residents will be asked, removing, publishing results."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.editing import queries
from cms.editing.access import editors, own_consultation, own_step
from cms.editing.forms import StepForm
from cms.editing.views.attempts import attempt
from cms.editing.views.promise import publish, wants
from consultations import actions
from consultations.errors import Refused
from consultations.models import Step
from consultations.registry import components
from participation.base.http import writes

Forms = dict[str, Any]


@writes(editors)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one more step on the timeline, with the content its kind starts with."""
    consultation = own_consultation(request, pk)
    kind = request.POST.get("kind", "")
    if request.method != "POST" or kind not in components():
        return redirect("editing:workbench", pk)
    try:
        title = str(components()[kind].label)
        step = actions.add_step(
            consultation, kind=kind, title=title, template=consultation.rung, actor=request.user
        )
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect("editing:workbench", pk)
    return redirect("editing:step", pk, step.pk)


@writes(editors)
def edit(request: HttpRequest, pk: int, step_id: int) -> HttpResponse:
    """Edit a step: what it says of itself, and its content by its component's own forms."""
    step = own_step(request, pk, step_id)
    data = request.POST if request.method == "POST" else None
    form, forms = StepForm(data, instance=step), _content_forms(step, request, data)
    errors: list[str] = []
    if data is not None and form.is_valid() and all(part.is_valid() for part in forms.values()):
        try:
            _save(own_step(request, pk, step_id), form, forms, actor=request.user)
        except Refused as refusal:
            errors.append(str(refusal.message))
        else:
            return _after_saving(request, step)
    elif data is not None:
        errors.append(_("Rien n’est enregistré. Corrigez ce qui est signalé plus bas."))
    context = {
        "step": step,
        "consultation": step.consultation,
        "step_form": form,
        "forms": forms,
        "errors": errors,
        "editor_template": _editor_template(step),
        "links": queries.step_links(step),
    }
    return render(request, "cms/editing/step.html", context)


def _after_saving(request: HttpRequest, step: Step) -> HttpResponse:
    if wants(request, "publish"):
        return publish(request, own_consultation(request, step.consultation_id))
    messages.success(request, _("Étape enregistrée."))
    if request.POST.get("then", "").startswith("stay"):
        return redirect("editing:step", step.consultation_id, step.pk)
    return redirect("editing:workbench", step.consultation_id)


def _editor_template(step: Step) -> str:
    return step.component.editor.template if step.component.editor else ""


def _content_forms(step: Step, request: HttpRequest, data: Any) -> Forms:
    if not _editor_template(step):
        return {}
    assert step.component.editor is not None
    return step.component.editor.forms(step, data, request.FILES if data else None)


@transaction.atomic
def _save(step: Step, form: StepForm, forms: Forms, *, actor: Any) -> None:
    named = set(form.changed_data) - {"reason"}
    changed = {name: form.cleaned_data[name] for name in named}
    reason = form.cleaned_data.get("reason", "")
    actions.edit_step(step, actor=actor, reason=reason, **changed)
    if forms:
        assert step.component.editor is not None
        step.component.editor.save(step, forms, actor=actor)


@writes(editors)
def remove(request: HttpRequest, pk: int, step_id: int) -> HttpResponse:
    """Take a step away, as long as nothing was promised."""
    step = own_step(request, pk, step_id)
    if request.method == "POST":
        attempt(request, actions.remove_step, step, _("Étape retirée."))
    return redirect("editing:workbench", pk)


@writes(editors)
def publish_results(request: HttpRequest, pk: int, step_id: int) -> HttpResponse:
    """Show the results of a step to everybody, once it has ended."""
    step = own_step(request, pk, step_id)
    if request.method == "POST":
        attempt(request, actions.publish_results, step, _("Résultats publiés."))
    return redirect("editing:workbench", pk)
