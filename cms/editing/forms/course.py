"""Changing the course of a consultation: a reason everybody reads, a date pushed back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.editing.fields import MomentField
from cms.editing.forms.dates import closing
from cms.editing.forms.widgets import area
from consultations.models import Consultation


class ReasonForm(forms.Form):
    """Why it is suspended or given up."""

    reason = forms.CharField(
        label=_("Motif"),
        widget=area(2),
        help_text=_("Tous les habitants le liront sur la page."),
        error_messages={"required": _("Donnez un motif. Il sera lu par tous.")},
    )


class ExtendForm(forms.Form):
    """Which date moves, to when, and why."""

    field = forms.ChoiceField(
        label=_("Date à repousser"),
        choices=[
            ("closes_at", _("Clôture")),
            ("response_due_on", _("Réponse promise")),
            ("decision_due_on", _("Décision prévue")),
        ],
    )
    to = MomentField(
        label=_("Nouvelle date"),
        help_text=_("L’heure ne compte que pour la clôture ; vide, jusqu’à minuit."),
        error_messages={"required": _("Choisissez la nouvelle date.")},
    )
    reason = ReasonForm.base_fields["reason"]

    def __init__(self, data: Any = None, *, consultation: Consultation) -> None:
        super().__init__(data, prefix="extend")
        self.consultation = consultation

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("to") and cleaned.get("field") == "closes_at":
            try:
                cleaned["to"] = closing(cleaned["to"], self.consultation.zone)
            except forms.ValidationError as problem:
                self.add_error("to", problem)
        elif cleaned.get("to"):
            cleaned["to"] = cleaned["to"][0]
        return cleaned
