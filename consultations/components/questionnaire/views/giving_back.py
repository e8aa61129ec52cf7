"""Telling people what they typed, valid or not: to choose from, to copy, to print."""

from django.http import HttpResponse
from django.shortcuts import render

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.forms import AnswerForm
from consultations.components.questionnaire.questions import Typed, kind_of
from consultations.components.questionnaire.views.desk import Desk


def told(key: str, form: AnswerForm) -> str:
    """Say one answer in words; as it was typed when it is not well formed."""
    if form.is_valid() or key not in form.errors:
        asked = form.asked[key]
        return kind_of(asked).line(asked, form.cleaned_data[key])
    return raw_words(form.data.get(key, {}))


def raw_words(typed: Typed) -> str:
    return " ".join(value for values in typed.values() for value in values if value)


def hidden_fields(typed: dict[str, Typed]) -> list[tuple[str, str]]:
    """Give what was typed as fields to send again."""
    return [
        (f"q-{key}-{part}" if part else f"q-{key}", value)
        for key, parts in typed.items()
        for part, values in parts.items()
        if part != "file"
        for value in values
    ]


def late(desk: Desk, typed: dict[str, Typed] | None = None) -> HttpResponse:
    """Give everything back, to copy or to print: it came too late, and is not lost."""
    if desk.sheet is not None and desk.sent is None and typed:
        desk.save(actions.Writing(typed=typed, is_chosen=True))
    shown = {**desk.kept, **(typed or {})}
    form = AnswerForm(desk.questions, kept=shown, typed=shown, around=desk.around)
    rows = [
        {"label": asked.text, "value": told(asked.key, form)}
        for asked in desk.questions
        if shown.get(asked.key)
    ]
    context = {"desk": desk, "step": desk.step, "rows": rows}
    return render(desk.request, "questionnaire/late.html", context, status=409)
