"""A new vote: its words, its hours and its rules, which its opening freezes."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.councils.ballots.choices import (
    MAJORITIES,
    CollegeRule,
    CountBy,
    Kind,
    Majority,
    Reasons,
    ResultsShown,
)
from participation.councils.ballots.forms.when import beginning, day_field, end, hour_field
from participation.councils.ballots.forms.wording import WordingForm
from participation.councils.models import Council

HOURS = ("closes_on", "closes_hour", "opens_on", "opens_hour")


class OpeningForm(WordingForm):
    """Everything of a vote of one kind; what is left alone follows the council's framework."""

    closes_on = day_field(gettext_lazy("Dernier jour pour voter"))
    closes_hour = hour_field(
        gettext_lazy("Jusqu’à quelle heure"),
        help_text=gettext_lazy("Laissez vide pour toute la journée."),
    )
    opens_on = day_field(
        gettext_lazy("Premier jour pour voter"),
        required=False,
        help_text=gettext_lazy("Laissez vide pour ouvrir le vote tout de suite."),
    )
    opens_hour = hour_field(gettext_lazy("À partir de quelle heure"))
    is_anonymous = forms.BooleanField(
        label=gettext_lazy("Vote secret"),
        required=False,
        help_text=gettext_lazy(
            "Personne ne saura qui a voté quoi, et un vote secret le reste. "
            "Le résultat ne se voit qu’à la clôture."
        ),
    )
    majority = forms.ChoiceField(label=gettext_lazy("Majorité"), widget=forms.RadioSelect)
    most_choices = forms.IntegerField(
        label=gettext_lazy("Combien de réponses chacun peut-il choisir, au plus ?"),
        min_value=1,
        max_value=20,
        initial=1,
    )
    count_by = forms.ChoiceField(
        label=gettext_lazy("Décompte"),
        choices=CountBy,
        widget=forms.RadioSelect,
        initial=CountBy.PERSON,
    )
    college_rule = forms.ChoiceField(
        label=gettext_lazy("Si les collèges comptent à part"),
        choices=CollegeRule,
        widget=forms.RadioSelect,
        initial=CollegeRule.EVERY,
    )
    quorum_percent = forms.IntegerField(
        label=gettext_lazy("Quorum, en pour cent"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("La part des membres qui doivent voter pour que le vote décide."),
    )
    results_shown = forms.ChoiceField(
        label=gettext_lazy("Quand voit-on le résultat ?"),
        choices=ResultsShown,
        widget=forms.RadioSelect,
        initial=ResultsShown.WHEN_CLOSED,
        help_text=gettext_lazy("Un résultat caché jusqu’à la clôture le reste."),
    )
    reasons = forms.ChoiceField(
        label=gettext_lazy("Demander une raison ?"),
        choices=Reasons,
        widget=forms.RadioSelect,
        initial=Reasons.OPTIONAL,
    )
    most_proxies = forms.IntegerField(
        label=gettext_lazy("Procurations par personne, au plus"),
        min_value=0,
        max_value=5,
        initial=1,
        help_text=gettext_lazy("0 : ce vote n’en admet pas."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: Kind, council: Council, **kwargs: Any) -> None:
        fresh = {"key": uuid4(), "quorum_percent": council.framework.quorum_percent}
        super().__init__(*args, kind=kind, council=council, initial=fresh, **kwargs)
        majorities = MAJORITIES[kind]
        choices = [(majority.value, majority.label) for majority in majorities]
        self.fields["majority"].choices = choices  # type: ignore[attr-defined]
        self.fields["majority"].initial = majorities[0]
        if len(majorities) == 1:
            del self.fields["majority"]
        if kind != Kind.CHOOSE:
            del self.fields["most_choices"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        zone = self.council.zone
        for name, read in (("closes", end), ("opens", beginning)):
            day, hour = cleaned.get(f"{name}_on"), cleaned.get(f"{name}_hour")
            if day is None:
                cleaned[f"{name}_at"] = None
                continue
            try:
                cleaned[f"{name}_at"] = read(day, hour, zone)
            except ValidationError as problem:
                self.add_error(f"{name}_hour", problem)
        options, most = cleaned.get("options"), cleaned.get("most_choices")
        if options and most and most > len(options):
            self.add_error(
                "most_choices", _("On ne peut pas choisir plus de réponses qu’il n’y en a.")
            )
        return cleaned

    def given(self) -> dict[str, Any]:
        """Give what `open_ballot` takes."""
        said = self.cleaned_data
        return {
            **self.words(),
            "kind": self.kind,
            "closes_at": said["closes_at"],
            "opens_at": said["opens_at"],
            "majority": Majority(said["majority"]) if "majority" in said else None,
            "most_choices": said.get("most_choices", 1),
            "count_by": CountBy(said["count_by"]),
            "college_rule": CollegeRule(said["college_rule"]),
            "quorum_percent": said["quorum_percent"],
            "is_anonymous": said["is_anonymous"],
            "results_shown": ResultsShown(said["results_shown"]),
            "reasons": Reasons(said["reasons"]),
            "most_proxies": said["most_proxies"],
            "key": said["key"],
        }

    @property
    def word_fields(self) -> list[Any]:
        """What everybody fills, in order."""
        rules = {*RULES, *HOURS, "key"}
        names = [name for name in self.fields if name not in rules]
        return [self[name] for name in (*names, "closes_on", "closes_hour", "is_anonymous")]

    @property
    def rule_fields(self) -> list[Any]:
        """What most leave as it is."""
        return [
            self[name] for name in ("opens_on", "opens_hour", *RULES[1:]) if name in self.fields
        ]

    @property
    def has_rule_errors(self) -> bool:
        return any(field.errors for field in self.rule_fields)


RULES = (
    *("is_anonymous", "majority", "most_choices", "count_by", "college_rule", "quorum_percent"),
    *("results_shown", "reasons", "most_proxies"),
)


class CancelForm(forms.Form):
    """Why a vote is cancelled."""

    reason = forms.CharField(
        label=gettext_lazy("Pourquoi ce vote est-il annulé ?"),
        max_length=300,
        help_text=gettext_lazy("Les membres lisent cette raison. Rien n’est compté."),
        error_messages={"required": gettext_lazy("Écrivez la raison, en une phrase.")},
    )
