"""Who signs a contract, and what is changed since."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cms.commitments.access import own_plan
from cms.commitments.views.showing import one_form, posted
from cms.editing.access import editors
from consultations.commitments.forms.contracts import AmendmentForm, RevisionForm, SignatoryForm
from consultations.commitments.models import Signatory
from participation.base.http import writes


@writes(editors)
def signatory(request: HttpRequest, pk: int, signatory_id: int | None = None) -> HttpResponse:
    plan = own_plan(request, pk)
    known = get_object_or_404(Signatory, plan=plan, pk=signatory_id) if signatory_id else None
    return one_form(
        request,
        plan,
        SignatoryForm(plan, posted(request), signatory=known),
        heading=_("Signataire du contrat"),
        button=_("Enregistrer"),
        done=_("Signataire enregistré."),
    )


@writes(editors)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    plan = own_plan(request, pk)
    return one_form(
        request,
        plan,
        AmendmentForm(plan, posted(request)),
        heading=_("Écrire un avenant, ou proroger le contrat"),
        button=_("Enregistrer l’avenant"),
        done=_("Avenant enregistré."),
    )


@writes(editors)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a revision: the consultation it opens is completed next."""
    plan = own_plan(request, pk)
    return one_form(
        request,
        plan,
        RevisionForm(plan, posted(request)),
        heading=_("Réviser le contrat avec les habitants"),
        button=_("Préparer la démarche"),
        done=_("Démarche créée en brouillon. Complétez-la : elle ouvre la révision."),
        lede=_("Une révision ouvre une démarche : habitants et conseils sont consultés d’abord."),
        to=lambda made: ("editing:promise", made.consultation_id),
    )
