"""What people type to find a receipt, to be told the outcome, to prove an address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution
from participation.base.codes import ALPHABET, tidy_code

UNKNOWN = _("Aucune contribution ne porte ce code. Vérifiez-le, ou écrivez au service de contact.")


class FindReceiptForm(forms.Form):
    """A tracking code, typed in any case, with or without blanks."""

    code = forms.CharField(
        label=_("Votre code de suivi"),
        help_text=_("8 lettres et chiffres, par exemple K7QD 2MHX."),
        max_length=40,
        error_messages={"required": _("Écrivez le code qui figure sur votre reçu.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code = tidy_code(self.cleaned_data["code"])
        if len(code) != 8:
            raise forms.ValidationError(_("Un code compte 8 signes. Vérifiez que tout y est."))
        if set(code) - set(ALPHABET):
            raise forms.ValidationError(
                _("Un code ne contient jamais les lettres O et I, ni les chiffres 0 et 1.")
            )
        sent = Contribution.objects.filter(tracking_code=code).exclude(state="draft")
        if not sent.exists():
            raise forms.ValidationError(UNKNOWN)
        return code


class FollowForm(forms.Form):
    """An address to tell the outcome to."""

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        help_text=_("Elle sert à vous prévenir de la réponse, et à rien d’autre."),
        max_length=254,
        error_messages={
            "required": _("Écrivez votre adresse électronique."),
            "invalid": _("Cette adresse n’est pas complète. Exemple : nom@exemple.fr"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ProofForm(forms.Form):
    """An address, then the code sent there."""

    email = forms.EmailField(
        label=_("Votre courriel"),
        help_text=_("Un code de six chiffres y est envoyé. L’adresse n’est pas conservée."),
        error_messages={
            "required": _("Écrivez votre adresse : un code y sera envoyé."),
            "invalid": _("Écrivez une adresse comme nom@exemple.fr."),
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    proof = forms.CharField(
        label=_("Code à six chiffres"),
        required=False,
        help_text=_("Rien reçu ? Regardez dans les indésirables, ou videz cette case."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
