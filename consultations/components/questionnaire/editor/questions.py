"""The questions as rows of a form: what is asked, how, of whom, and in which order."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.actions import (
    ConditionSpec,
    QuestionSpec,
    SectionSpec,
)
from consultations.components.questionnaire.conditions import Operator, Rule
from consultations.components.questionnaire.editor.choices import (
    Pairs,
    check_choices,
    pairs_from,
    typed_lines,
)
from consultations.components.questionnaire.questions import Asked
from consultations.components.questionnaire.questions.names import CHOSEN_KINDS, QuestionKind
from participation.base.text import folded, one_line, plain

FEWEST_ROWS = 5  # a new questionnaire offers five questions at once
MOST = 200
KIND_HELP = gettext_lazy(
    "« Un seul choix » montre des boutons ronds, « Plusieurs choix » des cases à cocher, "
    "« Échelle » des degrés en toutes lettres, « Tableau » une question par ligne."
)
PLAIN = (
    "kind",
    "help_text",
    "is_required",
    "offers_no_answer",
    "min_choices",
    "max_choices",
    "is_shuffled",
    "has_other",
    "min_value",
    "max_value",
    "unit",
    "max_length",
    "starts_page",
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
        help_text=gettext_lazy(
            "Pour un choix, une échelle, un classement, ou les colonnes d’un tableau."
        ),
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("Réponse obligatoire"),
        required=False,
        help_text=gettext_lazy("Le moins possible : chaque obligation fait partir des habitants."),
    )
    help_text = forms.CharField(
        label=gettext_lazy("Aide sous la question"), required=False, max_length=500
    )
    rows = forms.CharField(
        label=gettext_lazy("Lignes du tableau, une par ligne"), required=False, widget=area(3)
    )
    has_other = forms.BooleanField(
        label=gettext_lazy("Proposer « Autre », avec un texte"), required=False
    )
    offers_no_answer = forms.BooleanField(
        label=gettext_lazy("Proposer « Je ne sais pas ou je préfère ne pas répondre »"),
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
        help_text=gettext_lazy("Par exemple : km, €, personnes."),
    )
    decimals = forms.TypedChoiceField(
        label=gettext_lazy("Chiffres après la virgule"),
        choices=[(number, str(number)) for number in range(5)],
        coerce=int,
        empty_value=0,
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
    operator = forms.ChoiceField(label=gettext_lazy("Condition"), required=False, choices=Operator)
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
        spec: dict[str, Any] = {name: typed[name] for name in PLAIN}
        spec |= {"text": one_line(typed["text"]), "decimals": typed["decimals"] or 0}
        spec["choices"] = typed["choice_pairs"] if kind in CHOSEN_KINDS else []
        spec["rows"] = typed["row_pairs"] if kind == QuestionKind.MATRIX else []
        spec["condition_mode"] = self.stored.mode if self.stored else "all"
        if typed["key"]:
            spec["key"] = typed["key"]
        return cast("QuestionSpec", spec)


class QuestionFormSet(forms.BaseFormSet[QuestionForm]):
    """All the questions, in the order of their numbers; a button may move or copy one."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: QuestionForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[ORDERING_FIELD_NAME].label = _("Place")
        form.fields[DELETION_FIELD_NAME].label = _("Supprimer cette question")

    def written(self) -> list[QuestionForm]:
        """The questions that are kept, as they will stand."""
        kept = [
            form
            for form in self.forms
            if (form.has_changed() or form.initial) and not self._should_delete_form(form)
        ]
        kept = [form for form in kept if form.cleaned_data.get("text")]
        kept.sort(key=_place_of)  # those with the same number stay as they stand on the page
        return self._moved(kept)

    def _moved(self, kept: list[QuestionForm]) -> list[QuestionForm]:
        """Do what a button asked: `stay:up:q3`, `stay:down:q3`."""
        _stay, _colon, asked = self.data.get("then", "").partition(":")
        verb, _colon, key = asked.partition(":")
        keys = [form.cleaned_data["key"] for form in kept]
        if verb not in ("up", "down") or key not in keys:
            return kept
        place = keys.index(key)
        other = place + (-1 if verb == "up" else 1)
        if 0 <= other < len(kept):
            kept[place], kept[other] = kept[other], kept[place]
        return kept

    def clean(self) -> None:
        """Conditions look back, at choices that exist."""
        if any(self.errors):
            return
        before: dict[str, QuestionForm] = {}
        for form in self.written():
            self._check_condition(form, before)
            if form.cleaned_data["key"]:
                before[form.cleaned_data["key"]] = form
        if not before and not self.written():
            raise ValidationError(_("Écrivez au moins une question."))

    def _check_condition(self, form: QuestionForm, before: dict[str, QuestionForm]) -> None:
        source = form.cleaned_data.get("depends_on")
        if not source:
            return
        if source not in before:
            form.add_error(
                "depends_on",
                _("Placez cette question après celle dont elle dépend, ou changez la condition."),
            )
            return
        rule = condition_from(form.cleaned_data, before[source].cleaned_data)
        if rule is None:
            form.add_error(
                "expected", _("Recopiez un des choix de la question, tel qu’il est écrit.")
            )

    def sections(self) -> list[SectionSpec]:
        """Give everything as `write_questions` takes it, with keys for new questions."""
        forms_in_order = self.written()
        taken = {form.cleaned_data["key"] for form in forms_in_order}
        by_key: dict[str, dict[str, Any]] = {}
        sections: list[SectionSpec] = []
        for form in forms_in_order:
            spec = form.spec()
            if not spec.get("key") or spec["key"] in by_key:
                spec["key"] = _free_key(taken)
            taken.add(spec["key"])
            by_key[spec["key"]] = form.cleaned_data
            spec["conditions"] = _conditions(form, by_key)
            _place(sections, form.cleaned_data, spec)
            if self.data.get("then", "") == f"stay:copy:{spec['key']}":
                copied: QuestionSpec = {**spec, "key": _free_key(taken)}
                taken.add(copied["key"])
                sections[-1]["questions"].append(copied)
        return sections


def _place_of(form: QuestionForm) -> int:
    return form.cleaned_data.get(ORDERING_FIELD_NAME) or MOST


def _place(sections: list[SectionSpec], typed: dict[str, Any], spec: QuestionSpec) -> None:
    title = one_line(typed.get("part", ""))
    if not sections or sections[-1]["title"] != title:
        intro = plain(typed.get("part_intro", ""))
        sections.append({"title": title, "intro": intro, "questions": []})
    sections[-1]["questions"].append(spec)


def _free_key(taken: set[str]) -> str:
    return next(key for key in (f"q{n}" for n in range(1, 10_000)) if key not in taken)


def _conditions(form: QuestionForm, by_key: dict[str, dict[str, Any]]) -> list[ConditionSpec]:
    """The condition typed, then those that the form does not show and that still hold."""
    typed, stored = form.cleaned_data, form.stored
    shown = []
    if typed.get("depends_on"):
        rule = condition_from(typed, by_key[typed["depends_on"]])
        shown = [rule] if rule else []
    hidden = [_spec_of(rule) for rule in stored.rules[1:]] if stored and shown else []
    return [*shown, *(rule for rule in hidden if rule["depends_on"] in by_key)]


def _spec_of(rule: Rule) -> ConditionSpec:
    return {
        "depends_on": rule.key,
        "operator": rule.operator,
        "choices": sorted(rule.choices),
        "text": rule.text,
    }


def condition_from(typed: dict[str, Any], source: dict[str, Any]) -> ConditionSpec | None:
    """Read the condition typed on a question, given the one it looks at; None if it says nothing.

    Expected answers are found among the choices by their words; accents and case do not matter.
    """
    spec: ConditionSpec = {"depends_on": typed["depends_on"], "operator": typed["operator"]}
    expected = typed_lines(typed.get("expected", ""))
    if typed["operator"] == Operator.ANSWERED:
        return spec
    if source["kind"] not in CHOSEN_KINDS:
        return {**spec, "text": expected[0]} if expected else None
    keys = {folded(label): key for key, label in _choosable(source)}
    found = [keys.get(folded(line)) for line in expected]
    if not found or None in found:
        return None
    return {**spec, "choices": [key for key in found if key]}


YES_NO = (("yes", "Oui"), ("no", "Non"))


def _choosable(source: dict[str, Any]) -> Pairs:
    choices: Pairs = source["choice_pairs"]
    if source["kind"] == QuestionKind.YES_NO and not choices:
        choices = list(YES_NO)
    if source["kind"] == QuestionKind.MATRIX:
        return [
            (f"{row}:{key}", f"{line} : {label}")
            for row, line in source["row_pairs"]
            for key, label in choices
        ]
    return [*choices, ("__other", _("Autre"))] if source.get("has_other") else choices


def question_forms(asked: list[Asked], data: Any = None) -> QuestionFormSet:
    """Give the rows of a step's questions, with room for more: five in all at first."""
    made = forms.formset_factory(
        QuestionForm,
        formset=QuestionFormSet,
        extra=max(1, FEWEST_ROWS - len(asked)),
        can_order=True,
        can_delete=True,
        max_num=MOST,
        absolute_max=MOST,
    )
    initial = [_initial(question, asked) for question in asked]
    formset: QuestionFormSet = made(
        data, initial=initial, prefix="questions", form_kwargs={"asked": asked}
    )
    return formset


def _initial(question: Asked, asked: list[Asked]) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(question, name) for name in PLAIN}
    values |= {
        "key": question.key,
        "text": question.text,
        "decimals": question.decimals,
        "choices": "\n".join(option.label for option in question.options),
        "rows": "\n".join(row.label for row in question.rows),
        "part": question.section,
        "part_intro": question.section_intro,
    }
    for name in ("min_value", "max_value"):
        if values[name] is not None:
            values[name] = values[name].normalize() + 0
    if question.rules:
        values |= _shown_rule(question.rules[0], {one.key: one for one in asked})
    return values


def _shown_rule(rule: Rule, known: dict[str, Asked]) -> dict[str, Any]:
    source = known.get(rule.key)
    labels = [rule.text] if rule.text else []
    if source is not None:
        pairs = _choosable(
            {
                "kind": source.kind,
                "choice_pairs": [(one.key, one.label) for one in source.options],
                "row_pairs": [(one.key, one.label) for one in source.rows],
                "has_other": source.has_other,
            }
        )
        labels += [label for key, label in pairs if key in rule.choices]
    return {"depends_on": rule.key, "operator": rule.operator, "expected": "\n".join(labels)}
