"""Adding to what is published, in the open: a correction, or the vote that enacts a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.models import Consultation
from consultations.outcomes import actions
from consultations.outcomes.models import (
    Deliberation,
    Erratum,
    Guarantor,
    OfficialResponse,
    Synthesis,
)
from participation.ui.forms import DayMonthYearField


class ErratumForm(forms.Form):
    """A correction added beside one published fact of the consultation."""

    subject = forms.ChoiceField(
        label=_("Que corrigez-vous ?"),
        error_messages={"required": _("Choisissez ce que vous corrigez.")},
    )
    text = forms.CharField(
        label=_("Correction"),
        help_text=_("Elle s’affiche à côté du texte, avec sa date. Le texte publié reste."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écrivez la correction.")},
    )

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data)
        self.subjects = dict(_subjects(consultation))
        choices = [(key, label) for key, (label, _row) in self.subjects.items()]
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choisissez")), *choices]

    def save(self, *, actor: Any) -> Erratum | None:
        """Add the correction; None when it was refused, with the reason among the errors."""
        _label, subject = self.subjects[self.cleaned_data["subject"]]
        try:
            return actions.add_erratum(subject, text=self.cleaned_data["text"], actor=actor)
        except Refused as refusal:
            self.add_error(None, str(refusal.message))
            return None


def _subjects(consultation: Consultation) -> Any:
    """Give what is published: its key, how it is named, and the row."""
    for response in OfficialResponse.objects.filter(consultation=consultation):
        if consultation.is_answered:
            words = _now("La réponse : %(heading)s") % {"heading": response.heading}
            yield f"response-{response.pk}", (words, response)
    for synthesis in Synthesis.objects.filter(
        consultation=consultation, published_at__isnull=False
    ):
        yield "synthesis", (_now("La synthèse"), synthesis)
    for guarantor in Guarantor.objects.filter(consultation=consultation, reported_on__isnull=False):
        yield "guarantor", (_now("Le bilan du garant, ou sa réponse"), guarantor)


class DeliberationForm(forms.Form):
    """The vote of the assembly that enacts a decision."""

    response = forms.ModelChoiceField(
        label=_("Décision"),
        queryset=OfficialResponse.objects.none(),
        empty_label=_("Choisissez"),
        error_messages={"required": _("Choisissez la décision.")},
    )
    delib_id = forms.CharField(label=_("Numéro de la délibération"), max_length=60)
    delib_on = DayMonthYearField(label=_("Adoptée le"))
    delib_object = forms.CharField(label=_("Objet"), max_length=300, required=False)
    delib_url = forms.URLField(
        label=_("Adresse du texte"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, consultation: Consultation, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["response"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = OfficialResponse.objects.filter(consultation=consultation)

    def save(self, *, actor: Any) -> Deliberation | None:
        try:
            return actions.link_deliberation(actor=actor, **self.cleaned_data)
        except Refused as refusal:
            self.add_error(None, str(refusal.message))
            return None
