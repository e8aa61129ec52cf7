"""Naming a guarantor, publishing the report, answering it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Consultation
from consultations.outcomes import actions
from consultations.outcomes.models import Guarantor
from participation.base.clock import now
from participation.ui.forms import DayMonthYearField

NUMBER = forms.TextInput(attrs={"inputmode": "numeric"})


class GuarantorForm(forms.Form):
    """Who guarantees, who designated them, and in how long they report and are answered."""

    name = forms.CharField(label=_("Nom du garant ou de la garante"), max_length=150)
    designated_by = forms.CharField(
        label=_("Qui l’a désigné"),
        help_text=_("Par exemple : la Commission nationale du débat public."),
        max_length=200,
    )
    basis = forms.ChoiceField(label=_("D’où viennent les délais"), choices=Guarantor.Basis.choices)
    legal_reference = forms.CharField(
        label=_("Texte qui fixe les délais"),
        help_text=_("À remplir si un texte les fixe : l’article que vous avez vérifié."),
        max_length=200,
        required=False,
    )
    report_months = forms.IntegerField(
        label=_("Mois pour le bilan, après la clôture"), min_value=1, max_value=12, widget=NUMBER
    )
    answer_months = forms.IntegerField(
        label=_("Mois pour y répondre, après le bilan"), min_value=1, max_value=12, widget=NUMBER
    )
    reason = forms.CharField(
        label=_("Pourquoi maintenant"),
        help_text=_("La démarche est annoncée : tout le monde lira cette raison."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data)
        self.consultation = consultation
        found = Guarantor.objects.filter(consultation=consultation).first()
        shown = found or Guarantor(basis=Guarantor.Basis.BODY)
        self.initial = {name: getattr(shown, name) for name in self.fields if name != "reason"}
        if consultation.is_draft:
            del self.fields["reason"]

    def save(self, *, actor: Any) -> Guarantor | None:
        """Name the guarantor; None when it was refused, with the reason among the errors."""
        try:
            return actions.name_guarantor(self.consultation, actor=actor, **self.cleaned_data)
        except Refused as refusal:
            self.add_error(None, str(refusal.message))
            return None


class ReportForm(forms.Form):
    """The report as the guarantor wrote it, or the address where it is read."""

    report = forms.CharField(
        label=_("Le bilan du garant"),
        help_text=_("Recopiez-le sans le changer, ou donnez son adresse."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    report_url = forms.URLField(
        label=_("Adresse du bilan"), required=False, max_length=500, assume_scheme="https"
    )
    reported_on = DayMonthYearField(label=_("Rendu le"))

    def __init__(self, guarantor: Guarantor, data: Any = None) -> None:
        super().__init__(data, initial={"reported_on": guarantor.consultation.day_of(now())})
        self.guarantor = guarantor

    def save(self, *, actor: Any) -> Guarantor | None:
        try:
            return actions.publish_report(self.guarantor, actor=actor, **self.cleaned_data)
        except Refused as refusal:
            self.add_error(None, str(refusal.message))
            return None


class GuarantorAnswerForm(forms.Form):
    """What the body answers to the report."""

    answer = forms.CharField(
        label=_("Votre réponse au garant"),
        help_text=_("Ce que vous suivez, ce que vous ne suivez pas, et pourquoi."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, guarantor: Guarantor, data: Any = None) -> None:
        super().__init__(data)
        self.guarantor = guarantor

    def save(self, *, actor: Any) -> Guarantor | None:
        try:
            return actions.answer_guarantor(self.guarantor, actor=actor, **self.cleaned_data)
        except Refused as refusal:
            self.add_error(None, str(refusal.message))
            return None
