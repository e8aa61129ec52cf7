"""Searching among consultations."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.ladder import Rung
from consultations.models import Consultation, Theme
from participation.territories.models import Territory

LONGEST_ID = 19  # digits: more is no id
STATES = [
    ("", _("Tous les états")),
    ("open", _("Ouvertes")),
    ("announced", _("À venir")),
    ("closed", _("En attente de réponse")),
    ("answered", _("Avec une réponse")),
]


class BrowseForm(forms.Form):
    """Words and filters; a value that does not exist is ignored, never an error page."""

    q = forms.CharField(
        label=_("Chercher une démarche"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    territory = forms.ModelChoiceField(
        label=_("Territoire"),
        required=False,
        queryset=Territory.objects.none(),
        empty_label=_("Partout"),
    )
    theme = forms.ModelChoiceField(
        label=_("Thème"),
        required=False,
        queryset=Theme.objects.all(),
        to_field_name="slug",
        empty_label=_("Tous les thèmes"),
    )
    rung = forms.ChoiceField(
        label=_("Degré de participation"),
        required=False,
        choices=[("", _("Tous les degrés")), *Rung.choices],
    )
    state = forms.ChoiceField(label=_("État"), required=False, choices=STATES)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="search_%s")
        used = Q(pk__in=Consultation.objects.exclude(state="draft").values("territory_id"))
        asked = str(data.get("territory", ""))  # one that is followed may have none yet
        if asked.isdecimal() and len(asked) < LONGEST_ID:
            used |= Q(pk=asked)
        self.fields["territory"].queryset = Territory.objects.filter(used)  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs["class"] = "wide"

    @cached_property
    def _found(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def is_filtered(self) -> bool:
        return any(self._found.values())

    @property
    def chosen_theme(self) -> Theme | None:
        return self._found.get("theme")

    def criteria(self) -> dict[str, Any]:
        """Give the arguments of `consultations.queries.browse`."""
        found, theme = self._found, self.chosen_theme
        return {
            "words": found.get("q", ""),
            "territory": found.get("territory"),
            "theme": theme.slug if theme else "",
            "rung": found.get("rung", ""),
            "state": found.get("state", ""),
        }
