"""The questions of a step as rows of a form: which are kept, and in which order."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext as _

from consultations.components.questionnaire.actions import (
    ConditionSpec,
    QuestionSpec,
    SectionSpec,
)
from consultations.components.questionnaire.editor.conditions import (
    condition_from,
    shown_rule,
    spec_of,
)
from consultations.components.questionnaire.editor.row import MOST, QuestionForm
from consultations.components.questionnaire.models import SETTINGS
from consultations.components.questionnaire.questions import Asked
from participation.base.text import one_line, plain

FEWEST_ROWS = 5  # a new questionnaire offers five questions at once


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
            if (form.has_changed() or form.initial) and not self._should_delete_form(form)  # type: ignore[attr-defined]
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
    hidden = [spec_of(rule) for rule in stored.rules[1:]] if stored and shown else []
    return [*shown, *(rule for rule in hidden if rule["depends_on"] in by_key)]


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
    formset = made(data, initial=initial, prefix="questions", form_kwargs={"asked": asked})
    return cast("QuestionFormSet", formset)


def _initial(question: Asked, asked: list[Asked]) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(question, name) for name in SETTINGS}
    values |= {
        "key": question.key,
        "choices": "\n".join(option.label for option in question.options),
        "rows": "\n".join(row.label for row in question.rows),
        "part": question.section,
        "part_intro": question.section_intro,
    }
    for name in ("min_value", "max_value"):
        if values[name] is not None:
            values[name] = values[name].normalize() + 0
    if question.rules:
        values |= shown_rule(question.rules[0], {one.key: one for one in asked})
    return values
