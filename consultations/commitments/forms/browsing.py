"""Finding measures in a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from consultations.commitments.choices import Status
from consultations.commitments.models import Plan


class BrowseForm(forms.Form):
    """Words, a state, a branch; what cannot be understood is left out."""

    q = forms.CharField(label=_("Chercher"), required=False, max_length=200)
    etat = forms.ChoiceField(label=_("État"), required=False)
    branche = forms.ChoiceField(label=_("Partie du plan"), required=False)

    def __init__(self, plan: Plan, data: Any) -> None:
        super().__init__(data)
        states = [
            ("", _now("Tous")),
            *Status.choices,
            ("late", _now("En retard")),
            ("silent", _now("Sans nouvelle")),
        ]
        self._choose("etat", states)
        branches = list(plan.branches.filter(parent=None))
        if branches:
            self.fields["branche"].label = plan.levels[0][0]
            self._choose(
                "branche",
                [("", _now("Tout le plan")), *((b.external_id, b.title) for b in branches)],
            )
        else:
            del self.fields["branche"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def criteria(self) -> dict[str, str]:
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        return {
            "words": found.get("q", ""),
            "status": found.get("etat", ""),
            "branch": found.get("branche", ""),
        }

    @property
    def is_filtered(self) -> bool:
        return any(self.criteria().values())
