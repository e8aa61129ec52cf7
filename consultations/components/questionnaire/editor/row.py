"""One question as a row of a form."""

from typing import Any, cast

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.actions import QuestionSpec
from consultations.components.questionnaire.conditions import Operator
from consultations.components.questionnaire.editor.choices import check_choices, pairs_from
from consultations.components.questionnaire.models import SETTINGS
from consultations.components.questionnaire.questions import Asked
from consultations.components.questionnaire.questions.names import CHOSEN_KINDS, QuestionKind
from participation.base.text import one_line

MOST = 200
KIND_HELP = gettext_lazy(
    "« Un seul choix » montre des boutons ronds, « Plusieurs choix » des cases à cocher, "
    "« Échelle » des degrés en toutes lettres, « Tableau » une question par ligne."
)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class QuestionForm(forms.Form):
    """One question. Empty ones are left aside; a key stays with its question for ever."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=500,
        help_text=gettext_lazy("Une seule idée par question, sans pousser vers une réponse."),
        error_messages={"required": gettext_lazy("Écrivez la question, ou supprimez-la.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Sorte de réponse"),
        choices=QuestionKind,
        initial=QuestionKind.LONG_TEXT,
        help_text=KIND_HELP,
    )
    choices = forms.CharField(
        label=gettext_lazy("Choix, un par ligne"),
        required=False,
        widget=area(4),
        help_text=gettext_lazy("Ou les degrés d’une échelle, ou les colonnes d’un tableau."),
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("Réponse obligatoire"),
        required=False,
        help_text=gettext_lazy("Le moins possible : chaque obligation fait partir des habitants."),
    )
    help_text = forms.CharField(
        label=gettext_lazy("Aide sous la question"), required=False, max_length=500
    )
    rows = forms.CharField(
        label=gettext_lazy("Lignes du tableau, une par ligne"), required=False, widget=area(3)
    )
    has_other = forms.BooleanField(
        label=gettext_lazy("Proposer « Autre », avec un texte"), required=False
    )
    offers_no_answer = forms.BooleanField(
        label=gettext_lazy("Proposer « Je ne sais pas ou je préfère ne pas répondre »"),
        required=False,
    )
    is_shuffled = forms.BooleanField(
        label=gettext_lazy("Montrer les choix dans un ordre au hasard"), required=False
    )
    min_choices = forms.IntegerField(
        label=gettext_lazy("Choix au moins"), required=False, min_value=0, max_value=MOST
    )
    max_choices = forms.IntegerField(
        label=gettext_lazy("Choix au plus"), required=False, min_value=1, max_value=MOST
    )
    min_value = forms.DecimalField(
        label=gettext_lazy("Nombre le plus petit"),
        required=False,
        max_digits=15,
        decimal_places=4,
        localize=True,
    )
    max_value = forms.DecimalField(
        label=gettext_lazy("Nombre le plus grand"),
        required=False,
        max_digits=15,
        decimal_places=4,
        localize=True,
    )
    unit = forms.CharField(
        label=gettext_lazy("Unité"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Par exemple : km, €, personnes."),
    )
    decimals = forms.TypedChoiceField(
        label=gettext_lazy("Chiffres après la virgule"),
        choices=[(number, str(number)) for number in range(5)],
        coerce=int,
        required=False,
        initial=0,
    )
    max_length = forms.IntegerField(
        label=gettext_lazy("Longueur du texte, en signes"),
        required=False,
        min_value=10,
        max_value=20_000,
    )
    starts_page = forms.BooleanField(
        label=gettext_lazy("Commencer une nouvelle page"), required=False
    )
    part = forms.CharField(
        label=gettext_lazy("Titre de partie"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Écrivez le même titre pour les questions d’une même partie."),
    )
    part_intro = forms.CharField(
        label=gettext_lazy("Présentation de la partie"), required=False, widget=area(2)
    )
    depends_on = forms.ChoiceField(
        label=gettext_lazy("Montrer seulement si la question"),
        required=False,
        help_text=gettext_lazy("Une question enregistrée, placée avant celle-ci."),
    )
    operator = forms.ChoiceField(
        label=gettext_lazy("Condition"), choices=Operator, initial=Operator.EQUAL, required=False
    )
    expected = forms.CharField(
        label=gettext_lazy("Réponses attendues, une par ligne"),
        required=False,
        widget=area(2),
        help_text=gettext_lazy("Recopiez les choix. Pour un texte ou un nombre, écrivez-le."),
    )

    def __init__(self, *args: Any, asked: list[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {question.key: question for question in asked}
        listed = [(one.key, f"{rank}. {one.text}") for rank, one in enumerate(asked, 1)]
        field = cast("forms.ChoiceField", self.fields["depends_on"])
        field.choices = [("", _("Toujours montrée")), *listed]

    @property
    def stored(self) -> Asked | None:
        """The question as it was saved last, if it was."""
        return self.known.get(self["key"].value() or "")

    @property
    def essential(self) -> list[forms.BoundField]:
        return [self[name] for name in ("text", "kind", "choices", "is_required")]

    @property
    def further(self) -> list[forms.BoundField]:
        """The settings shown on request."""
        shown = {"text", "kind", "choices", "is_required", "key"}
        shown |= {ORDERING_FIELD_NAME, DELETION_FIELD_NAME}
        return [field for field in self if field.name not in shown]

    @property
    def has_further_errors(self) -> bool:
        return any(field.errors for field in self.further)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        stored = self.stored
        kind = cleaned.get("kind", "")
        cleaned["key"] = stored.key if stored else ""
        cleaned["choice_pairs"] = pairs_from(
            cleaned.get("choices", ""), "c", stored.options if stored else ()
        )
        cleaned["row_pairs"] = pairs_from(
            cleaned.get("rows", ""), "r", stored.rows if stored else ()
        )
        for field, sentence in check_choices(kind, cleaned):
            self.add_error(field, sentence)
        self._check_bounds(cleaned)
        return cleaned

    def _check_bounds(self, cleaned: dict[str, Any]) -> None:
        for low, high, sentence in (
            ("min_choices", "max_choices", _("Demandez au plus autant de choix, ou davantage.")),
            ("min_value", "max_value", _("Le plus grand nombre doit dépasser le plus petit.")),
        ):
            least, most = cleaned.get(low), cleaned.get(high)
            if least is not None and most is not None and most < least:
                self.add_error(high, sentence)

    def spec(self) -> QuestionSpec:
        """Give the question as `write_questions` takes it, conditions apart."""
        typed = self.cleaned_data
        kind = typed["kind"]
        spec: dict[str, Any] = {name: typed[name] for name in SETTINGS if name in typed}
        spec |= {"text": one_line(typed["text"]), "decimals": typed["decimals"] or 0}
        spec["choices"] = typed["choice_pairs"] if kind in CHOSEN_KINDS else []
        spec["rows"] = typed["row_pairs"] if kind == QuestionKind.MATRIX else []
        if self.stored:
            spec["condition_mode"] = self.stored.condition_mode
        if typed["key"]:
            spec["key"] = typed["key"]
        return cast("QuestionSpec", spec)
