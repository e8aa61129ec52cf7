"""Writing branches and measures, and naming the decisions a measure follows from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.commitments import actions
from consultations.commitments.forms.base import ActionForm, choose, long_text
from consultations.commitments.models import Branch, Measure, Plan
from consultations.outcomes.models import OfficialResponse
from participation.ui.forms import DayMonthYearField

WRITTEN = ("title", "summary", "branch", "responsible", "referent_role", "due_on")


class BranchForm(ActionForm):
    """One branch of the tree: what it hangs on, its number and its title."""

    parent = forms.ModelChoiceField(label=_("Dans"), queryset=Branch.objects.none(), required=False)
    external_id = forms.CharField(
        label=_("Numéro"),
        help_text=_("Laissez vide pour le suivant."),
        max_length=40,
        required=False,
    )
    title = forms.CharField(label=_("Titre"), max_length=200)
    reason = forms.CharField(label=_("Pourquoi ce changement"), required=False, widget=long_text(2))

    def __init__(self, plan: Plan, data: Any = None, *, branch: Branch | None = None) -> None:
        super().__init__(data)
        self.plan, self.branch = plan, branch
        if branch is not None:
            self.initial = {"title": branch.title}
            del self.fields["parent"], self.fields["external_id"]
        else:
            depth = len(plan.branch_levels) - 1
            parents = plan.branches.filter(depth__lt=depth)
            choose(self, "parent", parents, empty=_("Tout en haut"))
        if branch is None or not plan.is_published:
            del self.fields["reason"]

    def act(self, actor: Any) -> Branch:
        given = self.cleaned_data
        return actions.write_branch(self.plan, actor=actor, branch=self.branch, **given)


class MeasureForm(ActionForm):
    """What a measure is; in a published plan each change is an erratum, with its reason."""

    external_id = forms.CharField(
        label=_("Numéro"),
        help_text=_("Laissez vide pour le suivant. Il fait l’adresse de la mesure."),
        max_length=40,
        required=False,
    )
    title = forms.CharField(label=_("Titre"), max_length=250)
    summary = forms.CharField(label=_("En quoi elle consiste"), required=False, widget=long_text(4))
    branch = forms.ModelChoiceField(label=_("Dans"), queryset=Branch.objects.none(), required=False)
    due_on = DayMonthYearField(label=_("Échéance"), required=False)
    responsible = forms.CharField(
        label=_("Organisme responsable"),
        help_text=_("S’il n’est pas celui du plan."),
        max_length=200,
        required=False,
    )
    referent_role = forms.CharField(
        label=_("Fonction du référent"),
        help_text=_("Une fonction, comme « Direction de l’habitat » : ni adresse, ni téléphone."),
        max_length=150,
        required=False,
    )
    responses = forms.ModelMultipleChoiceField(
        label=_("Décisions dont elle vient"),
        help_text=_("Les habitants cités liront que leur contribution a mené à cette mesure."),
        queryset=OfficialResponse.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Pourquoi ce changement"),
        help_text=_("Le plan est publié : ce qui était écrit reste lisible, avec cette raison."),
        required=False,
        widget=long_text(2),
    )

    def __init__(self, plan: Plan, data: Any = None, *, measure: Measure | None = None) -> None:
        super().__init__(data)
        self.plan, self.measure = plan, measure
        choose(self, "branch", plan.branches.all(), empty=_("Tout en haut"))
        answered = OfficialResponse.objects.filter(
            consultation__public_body=plan.public_body, consultation__responded_at__isnull=False
        )
        choose(self, "responses", answered.select_related("consultation"))
        if measure is not None:
            del self.fields["external_id"]
            self.initial = {name: getattr(measure, name) for name in WRITTEN}
            self.initial["responses"] = list(measure.sources.values_list("response", flat=True))
            if plan.is_published and measure.due_on:
                del self.fields["due_on"]
        if measure is None or not plan.is_published:
            del self.fields["reason"]

    def act(self, actor: Any) -> Measure:
        given = dict(self.cleaned_data)
        responses = list(given.pop("responses"))
        measure = actions.write_measure(self.plan, actor=actor, measure=self.measure, **given)
        return actions.link_decisions(measure, responses, actor=actor)
