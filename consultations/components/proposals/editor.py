"""How officers set up a step that takes proposals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.components.proposals.actions import edit_box
from consultations.components.proposals.models import Box, Publication
from consultations.models import Step
from consultations.registry import Editor


class BoxForm(forms.ModelForm[Box]):
    """When proposals appear."""

    publication = forms.ChoiceField(
        label=_("Les propositions paraissent"),
        choices=Publication,
        widget=forms.RadioSelect,
        help_text=_("Ce choix est dit aux habitants avant qu’ils écrivent."),
    )

    class Meta:
        model = Box
        fields = ("publication",)


class BoxEditor(Editor):
    """One short form."""

    template = "proposals/_editor.html"

    def forms(self, step: Step, data: Any = None, files: Any = None) -> dict[str, Any]:
        return {"box": BoxForm(data, instance=step.proposal_box, prefix="box")}

    def save(self, step: Step, forms: dict[str, Any], *, actor: Any) -> None:
        edit_box(Box.objects.get(step=step), actor=actor, **forms["box"].cleaned_data)
