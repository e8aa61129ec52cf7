"""Following another site, by its address and the key that an administrator saw."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.councils.directory.reading import host_of
from participation.councils.directory.signing import tidy_key


class SiteForm(forms.Form):
    """Which site; and its key, when somebody there told it."""

    site = forms.CharField(
        label=_("Adresse du site"),
        max_length=200,
        help_text=_("Par exemple : https://participation.exemple.fr"),
        error_messages={"required": _("Écrivez l’adresse du site.")},
    )
    key = forms.CharField(
        label=_("Clé publique du site"),
        required=False,
        max_length=60,
        help_text=_("Si ce site vous l’a donnée : nous vérifierons que c’est bien la sienne."),
    )

    def clean_site(self) -> str:
        """Give the address with its scheme: people rarely type it."""
        typed = self.cleaned_data["site"].strip()
        address = typed if "://" in typed else f"https://{typed}"
        try:
            host_of(address)
        except ValueError as wrong:
            told = _("Cette adresse n’est pas complète. Exemple : https://participation.exemple.fr")
            raise forms.ValidationError(told) from wrong
        return address

    def clean_key(self) -> str:
        typed = self.cleaned_data["key"].strip()
        try:
            return tidy_key(typed) if typed else ""
        except ValueError as wrong:
            told = _("Ce n’est pas une clé publique : elle compte 43 signes, sans espace.")
            raise forms.ValidationError(told) from wrong
