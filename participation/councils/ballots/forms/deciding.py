"""A decision as it is written in the register."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.text import folded, one_line, plain
from participation.councils.ballots.forms.when import day_field
from participation.councils.ballots.models import Decision
from participation.councils.models import Council

LONGEST_TEXT = 10_000


class DecisionForm(forms.Form):
    """What was decided, when, where, and until when."""

    title = forms.CharField(
        label=gettext_lazy("Décision, en une phrase"),
        max_length=150,
        error_messages={"required": gettext_lazy("Écrivez la décision, en une phrase.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Ce qui est décidé"),
        strip=False,
        widget=forms.Textarea({"rows": 8, "data-most": LONGEST_TEXT}),
        help_text=gettext_lazy(
            "Quoi, pour quand, avec quels moyens. Ce texte ne change plus ensuite."
        ),
        error_messages={"required": gettext_lazy("Écrivez ce qui est décidé.")},
    )
    decided_on = day_field(gettext_lazy("Décidé le"))
    meeting = forms.CharField(
        label=gettext_lazy("Lors de quelle réunion ?"), max_length=150, required=False
    )
    review_on = day_field(
        gettext_lazy("À revoir le"),
        required=False,
        help_text=gettext_lazy("Ce jour-là, la coordination et l’animation en sont averties."),
    )
    replaces = forms.ModelChoiceField(
        label=gettext_lazy("Remplace une décision d’avant"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=gettext_lazy("Aucune"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        fresh = {"key": uuid4(), "decided_on": council.today}
        kwargs["initial"] = {**fresh, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.council = council
        rows = Decision.objects.filter(
            council=council, superseded_by=None, withdrawn_at=None
        ).latest_first()
        self.fields["replaces"].queryset = rows  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_text(self) -> str:
        text = plain(self.cleaned_data["text"])
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                _("Votre texte fait %(length)d signes. Ramenez-le à %(most)d signes."),
                params={"length": len(text), "most": LONGEST_TEXT},
            )
        return text


class PublishForm(forms.Form):
    """Whoever publishes has looked for names first."""

    is_checked = forms.BooleanField(
        label=gettext_lazy("J’ai relu : ce texte ne nomme personne qui ne l’a pas accepté"),
        error_messages={"required": gettext_lazy("Relisez le texte, puis cochez cette case.")},
    )


class WithdrawForm(forms.Form):
    """Why a decision no longer holds."""

    reason = forms.CharField(
        label=gettext_lazy("Pourquoi cette décision est-elle retirée ?"),
        max_length=300,
        help_text=gettext_lazy("Cette raison reste au registre, à côté de la décision."),
        error_messages={"required": gettext_lazy("Écrivez la raison, en une phrase.")},
    )


class ReviewForm(forms.Form):
    """When to look at it again, if ever."""

    review_on = day_field(
        gettext_lazy("La revoir encore le"),
        required=False,
        help_text=gettext_lazy("Laissez vide si elle n’a plus à être revue."),
    )


class SearchForm(forms.Form):
    """Words to look for in the register, by GET."""

    q = forms.CharField(
        label=gettext_lazy("Mots cherchés"),
        required=False,
        max_length=150,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )

    def words(self) -> list[str]:
        self.is_valid()
        return folded(self.cleaned_data.get("q", "")).split()[:8]
