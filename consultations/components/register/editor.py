"""How officers set a register up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.components.register.actions import edit_register
from consultations.components.register.models import Publication, Register
from consultations.models import Step
from consultations.registry import Editor
from participation.base.text import one_line

LONGEST_THEME = 150


class RegisterForm(forms.ModelForm[Register]):
    """When contributions appear, whether they are answered, and under which themes."""

    publication = forms.ChoiceField(
        label=_("Les contributions paraissent"),
        choices=Publication,
        widget=forms.RadioSelect,
        help_text=_("Ce choix est dit aux habitants avant qu’ils écrivent."),
    )

    class Meta:
        model = Register
        fields = ("publication", "takes_answers", "themes")

    def clean_themes(self) -> str:
        lines = [one_line(line) for line in self.cleaned_data["themes"].splitlines()]
        if any(len(line) > LONGEST_THEME for line in lines):
            raise forms.ValidationError(_("Un thème tient en 150 signes. Raccourcissez-le."))
        return "\n".join(dict.fromkeys(line for line in lines if line))


class RegisterEditor(Editor):
    """One short form."""

    template = "register/_editor.html"

    def forms(self, step: Step, data: Any = None, files: Any = None) -> dict[str, Any]:
        return {"register": RegisterForm(data, instance=step.register, prefix="register")}

    def save(self, step: Step, forms: dict[str, Any], *, actor: Any) -> None:
        edit_register(step.register, actor=actor, **forms["register"].cleaned_data)
