"""Writing a plan or a contract, and naming the levels of its tree."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.commitments import actions
from consultations.commitments.choices import PlanKind, Rhythm
from consultations.commitments.forms.base import ActionForm, long_text
from consultations.commitments.models import Plan
from participation.accounts.models import PublicBody
from participation.ui.forms import DayMonthYearField

KEPT = ("title", "summary", "starts_on", "ends_on", "rhythm_days", "referent_role")


class PlanForm(ActionForm):
    """What a plan says of itself; once published, each change needs a reason everybody reads."""

    public_body = forms.ModelChoiceField(
        label=_("Organisme"), queryset=PublicBody.objects.none(), empty_label=None
    )
    territory = forms.CharField(label=_("Territoire"))  # the editors' face puts its own field here
    kind = forms.ChoiceField(label=_("Nature"), choices=PlanKind.choices)
    title = forms.CharField(label=_("Titre"), max_length=150)
    summary = forms.CharField(label=_("De quoi s’agit-il ?"), required=False, widget=long_text())
    levels = forms.CharField(
        label=_("Noms des niveaux"),
        help_text=_(
            "Un par ligne, du plus large à la mesure : « Axe / axes », « Mesure / mesures »."
        ),
        initial="Axe / axes\nMesure / mesures",
        widget=long_text(),
    )
    starts_on = DayMonthYearField(label=_("Commence le"), required=False)
    ends_on = DayMonthYearField(label=_("Se termine le"), required=False)
    rhythm_days = forms.TypedChoiceField(
        label=_("Des nouvelles de chaque mesure"),
        help_text=_("Au-delà, la page dit « sans nouvelle depuis… »."),
        coerce=int,
        choices=Rhythm.choices,
        initial=Rhythm.QUARTERLY,
    )
    referent_role = forms.CharField(label=_("Service référent"), max_length=150, required=False)
    reason = forms.CharField(
        label=_("Pourquoi ce changement"),
        help_text=_("Le plan est publié : ce qui était écrit reste lisible, avec cette raison."),
        required=False,
        widget=long_text(2),
    )

    def __init__(
        self, data: Any = None, *, person: Any, territory: forms.Field, plan: Plan | None = None
    ) -> None:
        super().__init__(data)
        self.plan = plan
        self.fields["territory"] = territory
        body = self.fields["public_body"]
        assert isinstance(body, forms.ModelChoiceField)
        body.queryset = PublicBody.objects.of(person)
        if plan is None:
            del self.fields["reason"]
            return
        for name in ("public_body", "territory", "kind"):
            del self.fields[name]
        if not plan.is_published:
            del self.fields["reason"]
        self.initial = {name: getattr(plan, name) for name in KEPT}
        self.initial["levels"] = "\n".join(" / ".join(names) for names in plan.levels)

    def clean_levels(self) -> list[list[str]]:
        lines = self.cleaned_data["levels"].splitlines()
        return [[part.strip() for part in line.split("/")] for line in lines if line.strip()]

    def act(self, actor: Any) -> Plan:
        if self.plan is None:
            return actions.create_plan(actor=actor, **self.cleaned_data)
        return actions.edit_plan(self.plan, actor=actor, **self.cleaned_data)
