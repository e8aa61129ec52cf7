"""What a person changes of their own account."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import Account


class PseudonymForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name others read beside public contributions; it may be invented, and may be none."""

    class Meta:
        model = Account
        fields = ["display_name"]
        widgets = {"display_name": forms.TextInput(attrs={"autocomplete": "nickname"})}


class CloseAccountForm(forms.Form):
    """A box to tick before everything goes."""

    is_sure = forms.BooleanField(
        label=_("Je veux fermer mon compte et effacer mes données."),
        error_messages={"required": _("Cochez la case pour confirmer, ou revenez en arrière.")},
    )


class NamedKey(forms.Form):
    """Where a key or passkey is given a name; allauth leaves that label in English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nom de la clé")


class AddKeyForm(NamedKey, AddWebAuthnForm):  # type: ignore[misc]
    """Adds a key or passkey."""


class EditKeyForm(NamedKey, EditWebAuthnForm):  # type: ignore[misc]
    """Renames one."""
