"""Registering a public body, and appointing who acts for it."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.editing.forms.widgets import area
from participation.accounts.models import PublicBody


class PublicBodyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who opens consultations and must answer."""

    class Meta:
        model = PublicBody
        fields: ClassVar[list[str]] = [
            "name",
            "slug",
            "kind",
            "summary",
            "contact_email",
            "contact_phone",
            "contact_address",
        ]
        widgets: ClassVar[dict[str, Any]] = {"contact_address": area(3)}
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("Comme les habitants l’appellent : « Ville de Vermonde »."),
            "slug": _("Le nom dans l’adresse de sa page : des lettres, des chiffres, des tirets."),
        }


class AppointForm(forms.Form):
    """Whom to appoint."""

    email = forms.EmailField(
        label=_("Adresse électronique professionnelle"),
        help_text=_("La personne se connecte avec un code reçu à cette adresse, puis se protège."),
        error_messages={
            "required": _("Écrivez l’adresse de la personne."),
            "invalid": _("Cette adresse n’est pas complète. Exemple : nom@exemple.fr"),
        },
    )
