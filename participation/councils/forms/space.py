"""What people type on the core pages of a space: a search, a reason, an instant."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import plain

SHORTEST_REASON = 30
LONGEST_REASON = 1000


class SeenForm(forms.Form):
    """Until when a page that was read said what is new."""

    until = forms.DateTimeField()


class SearchForm(forms.Form):
    """Words looked for in a space."""

    q = forms.CharField(
        label=_("Mots cherchés"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why an administrator must read a private space; its members will read these words."""

    reason = forms.CharField(
        label=_("Pourquoi devez-vous entrer ?"),
        help_text=_("Les membres liront cette raison. Dites qui vous l’a demandé, et pour quoi."),
        widget=forms.Textarea({"rows": 5, "data-most": LONGEST_REASON}),
        strip=False,
        error_messages={"required": _("Écrivez la raison de votre entrée.")},
    )

    def clean_reason(self) -> str:
        reason = plain(self.cleaned_data["reason"])
        if len(reason) < SHORTEST_REASON:
            raise forms.ValidationError(
                _("Dites-en un peu plus : au moins %(least)d signes."),
                params={"least": SHORTEST_REASON},
            )
        if len(reason) > LONGEST_REASON:
            raise forms.ValidationError(
                _("Votre texte fait %(length)d signes. Ramenez-le à %(most)d signes."),
                params={"length": len(reason), "most": LONGEST_REASON},
            )
        return reason
