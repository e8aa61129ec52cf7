"""What is typed of links, and reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line
from participation.councils.library.models import UsefulLink


class ReasonForm(forms.Form):
    """Why something is sent back, or taken off."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=500,
        error_messages={"required": _("Écrivez la raison en une phrase.")},
    )

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])


class LinkForm(forms.ModelForm[UsefulLink]):
    """A useful link."""

    url = forms.URLField(
        label=_("Adresse"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Elle commence par https://"),
    )
    field_order = ("title", "url", "note", "organisation")

    class Meta:
        model = UsefulLink
        fields = ("title", "url", "note", "organisation")

    def given(self) -> dict[str, Any]:
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {name: one_line(value) for name, value in fields.items()}
