"""The list of plans, the desk of one, what it says of itself, and its branches."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.commitments.access import own_plan
from cms.commitments.views.showing import one_form, posted
from cms.editing.access import editors
from cms.editing.fields import TerritoryField
from consultations.commitments import actions, queries
from consultations.commitments.forms.measures import BranchForm
from consultations.commitments.forms.plans import PlanForm
from consultations.commitments.forms.progress import BulkForm
from consultations.commitments.models import Branch, Measure, Plan
from consultations.errors import Refused
from participation.base.http import reads, writes


@reads(editors)
def own_plans(request: HttpRequest) -> HttpResponse:
    """Every plan of an officer's bodies."""
    rows = list(Plan.objects.editable_by(request.user).select_related("public_body"))
    counted = queries.tallies(rows)
    context = {"plans": [(plan, counted[plan.pk]) for plan in rows]}
    return render(request, "cms/commitments/plans.html", context)


def _territory() -> TerritoryField:
    return TerritoryField(
        label=_("Territoire"),
        help_text=_("Son nom ou son code INSEE."),
        error_messages={"required": _("Dites quel territoire est concerné.")},
    )


@writes(editors)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan or a contract."""
    territory = _territory()
    form = PlanForm(posted(request), person=request.user, territory=territory)
    return one_form(
        request,
        None,
        form,
        heading=_("Nouveau plan ou contrat"),
        button=_("Enregistrer le brouillon"),
        done=_("Brouillon enregistré. Ajoutez ses branches et ses mesures, ou un fichier."),
        territories=territory.suggestions(),
    )


@writes(editors)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a plan says of itself."""
    plan = own_plan(request, pk)
    form = PlanForm(posted(request), person=request.user, territory=_territory(), plan=plan)
    return one_form(
        request,
        plan,
        form,
        heading=_("Modifier « %(plan)s »") % {"plan": plan},
        button=_("Enregistrer"),
        done=_("Modifications enregistrées."),
    )


@writes(editors)
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Where each measure stands; several are moved at once."""
    plan = own_plan(request, pk)
    form = BulkForm(plan, posted(request))
    if form.is_valid() and (done := form.save(actor=request.user)) is not None:
        said = _("%(number)d mesures ont changé d’état.") % {"number": done["moved"]}
        messages.success(request, said)
        return redirect("plans:desk", pk)
    rows = Measure.objects.filter(plan=plan).with_last_news().select_related("merged_into")
    measures = list(rows.order_by("rank", "pk"))
    for measure in measures:
        measure.plan = plan
    context = {
        "plan": plan,
        "form": form,
        "measures": measures,
        "ticked": request.POST.getlist("measures"),
        "paths": queries.tree_of(plan),
        "tally": queries.tallies([plan])[plan.pk],
        "signatories": plan.signatories.all() if plan.is_contract else [],
        "amendments": plan.amendments.select_related("consultation") if plan.is_contract else [],
    }
    return render(request, "cms/commitments/desk.html", context)


@writes(editors)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plan to everybody."""
    plan = own_plan(request, pk)
    if request.method == "POST":
        try:
            actions.publish_plan(plan, actor=request.user)
            messages.success(request, _("Plan publié. Désormais rien ne s’en efface."))
        except Refused as refusal:
            messages.error(request, str(refusal.message))
    return redirect("plans:desk", pk)


@writes(editors)
def branch(request: HttpRequest, pk: int, branch_id: int | None = None) -> HttpResponse:
    """Add a branch, or rename one."""
    plan = own_plan(request, pk)
    known = get_object_or_404(Branch, plan=plan, pk=branch_id) if branch_id else None
    form = BranchForm(plan, posted(request), branch=known)
    return one_form(
        request,
        plan,
        form,
        heading=_("Renommer « %(branch)s »") % {"branch": known}
        if known
        else _("Ajouter une branche"),
        button=_("Enregistrer"),
        done=_("Branche enregistrée."),
    )
