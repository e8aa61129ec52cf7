"""Correcting spelling once residents answer: the words alone, with a reason everybody reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.actions import Wording
from consultations.components.questionnaire.questions import Asked
from participation.base.text import one_line


class WordingForm(forms.Form):
    """The words of each question and choice, as they stand; what is changed needs a reason."""

    prefix = "wording"

    def __init__(self, asked: list[Asked], data: Any = None) -> None:
        super().__init__(data)
        self.asked = asked
        for number, question in enumerate(asked, start=1):
            self._add_question(number, question)
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Motif de la correction"),
            required=False,
            max_length=300,
            help_text=gettext_lazy("Il sera lu par tous, avec la date et l’ancien texte."),
        )

    def _add_question(self, number: int, question: Asked) -> None:
        self.fields[f"{question.key}-text"] = forms.CharField(
            label=_("Question %(number)s") % {"number": number},
            initial=question.text,
            max_length=500,
        )
        self.fields[f"{question.key}-help"] = forms.CharField(
            label=_("Question %(number)s : aide") % {"number": number},
            initial=question.help_text,
            required=False,
            max_length=500,
        )
        for axis, options in (("choice", question.options), ("row", question.rows)):
            for rank, option in enumerate(options, start=1):
                words = {"number": number, "rank": rank}
                label = _("Question %(number)s : choix %(rank)s") % words
                if axis == "row":
                    label = _("Question %(number)s : ligne %(rank)s") % words
                self.fields[f"{question.key}-{axis}-{option.key}"] = forms.CharField(
                    label=label, initial=option.label, max_length=300
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        changed = set(self.changed_data) - {"reason"}
        if changed and not one_line(cleaned.get("reason", "")):
            self.add_error("reason", _("Donnez le motif de la correction. Il sera lu par tous."))
        return cleaned

    def words(self) -> dict[str, Wording]:
        """Give the words typed, by question key, as `mend_wording` takes them."""
        typed = self.cleaned_data
        return {
            question.key: {
                "text": typed[f"{question.key}-text"],
                "help_text": typed[f"{question.key}-help"],
                "choices": {
                    o.key: typed[f"{question.key}-choice-{o.key}"] for o in question.options
                },
                "rows": {o.key: typed[f"{question.key}-row-{o.key}"] for o in question.rows},
            }
            for question in self.asked
        }
