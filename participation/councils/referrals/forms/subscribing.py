"""An address to tell of a referral's steps."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FollowForm(forms.Form):
    """One address, and nothing else."""

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        help_text=_("Elle ne sert qu’à cela. Vous pourrez l’effacer d’un clic."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
