"""How officers set a debate up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.components.debate.actions import edit_debate
from consultations.components.debate.models import Debate, Publication
from consultations.models import Step
from consultations.registry import Editor


class DebateForm(forms.ModelForm[Debate]):
    """When messages appear."""

    publication = forms.ChoiceField(
        label=_("Les messages paraissent"),
        choices=Publication,
        widget=forms.RadioSelect,
        help_text=_("Ce choix est dit aux habitants avant qu’ils écrivent."),
    )

    class Meta:
        model = Debate
        fields = ("publication",)


class DebateEditor(Editor):
    """One short form."""

    template = "debate/_editor.html"

    def forms(self, step: Step, data: Any = None, files: Any = None) -> dict[str, Any]:
        return {"debate": DebateForm(data, instance=step.debate, prefix="debate")}

    def save(self, step: Step, forms: dict[str, Any], *, actor: Any) -> None:
        edit_debate(step.debate, actor=actor, **forms["debate"].cleaned_data)
