"""How officers set up a step that takes questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.components.questions.actions import edit_desk
from consultations.components.questions.models import Desk, Publication
from consultations.models import Step
from consultations.registry import Editor


class DeskForm(forms.ModelForm[Desk]):
    """When questions appear, and within how many days each is answered."""

    publication = forms.ChoiceField(
        label=_("Les questions paraissent"),
        choices=Publication,
        widget=forms.RadioSelect,
        help_text=_("Ce choix est dit aux habitants avant qu’ils écrivent."),
    )

    class Meta:
        model = Desk
        fields = ("publication", "answer_days")
        labels = {"answer_days": _("Vous répondez à chaque question en combien de jours ?")}
        help_texts = {
            "answer_days": _("C’est une promesse : elle reste la même, et tout retard se voit.")
        }


class DeskEditor(Editor):
    """One short form."""

    template = "questions/_editor.html"

    def forms(self, step: Step, data: Any = None, files: Any = None) -> dict[str, Any]:
        return {"desk": DeskForm(data, instance=step.question_desk, prefix="desk")}

    def save(self, step: Step, forms: dict[str, Any], *, actor: Any) -> None:
        edit_desk(Desk.objects.get(step=step), actor=actor, **forms["desk"].cleaned_data)
