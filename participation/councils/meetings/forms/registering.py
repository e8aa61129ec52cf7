"""Who says that they come to a public meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line


class _ComingForm(forms.Form):
    name = forms.CharField(
        label=_("Nom ou prénom"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Écrivez un nom : un prénom suffit.")},
    )
    needs = forms.CharField(
        label=_("De quoi avez-vous besoin pour venir ?"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "Une rampe, la langue des signes, une garde d’enfants… "
            "Seules les personnes qui organisent la réunion le lisent."
        ),
    )

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Écrivez un nom : un prénom suffit."))
        return name


class RegisterForm(_ComingForm):
    """Without an account: an address, which its owner will confirm."""

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        help_text=_("Elle ne sert qu’à cette réunion. Elle est effacée un mois après."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    field_order = ("name", "email", "needs")


class KnownForm(_ComingForm):
    """With an account: the address is known."""


class NoteForm(_ComingForm):
    """Somebody who called, or came by."""

    phone = forms.CharField(
        label=_("Téléphone"),
        max_length=30,
        required=False,
        help_text=_("Pour prévenir la personne si la réunion change."),
    )
    field_order = ("name", "phone", "needs")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].label = _("De quoi cette personne a-t-elle besoin pour venir ?")
