"""How the questions are laid out on pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.components.questionnaire.models import Layout


class LayoutForm(forms.Form):
    """One question a page, or several."""

    prefix = "layout"
    layout = forms.ChoiceField(
        label=_("Présentation"),
        choices=Layout,
        widget=forms.RadioSelect,
        help_text=_("Une question par page est plus facile sur un téléphone."),
    )
