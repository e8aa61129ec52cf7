"""Signing and changing a contract; taking measures over from a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.commitments import actions
from consultations.commitments.forms.base import ActionForm, long_text
from consultations.commitments.models import Plan, Signatory
from participation.ui.forms import DayMonthYearField


class SignatoryForm(ActionForm):
    """A party, the function of who signs for it, and the day once it is signed."""

    party = forms.CharField(label=_("Organisme signataire"), max_length=200)
    role = forms.CharField(
        label=_("Fonction de la personne qui signe"),
        help_text=_("Par exemple : préfète, présidente du conseil départemental."),
        max_length=150,
    )
    signed_on = DayMonthYearField(label=_("Signé le"), required=False)

    def __init__(self, plan: Plan, data: Any = None, *, signatory: Signatory | None = None) -> None:
        super().__init__(data)
        self.plan, self.signatory = plan, signatory
        if signatory is not None:
            self.initial = {name: getattr(signatory, name) for name in self.fields}

    def act(self, actor: Any) -> Signatory:
        return actions.write_signatory(
            self.plan, actor=actor, signatory=self.signatory, **self.cleaned_data
        )


class AmendmentForm(ActionForm):
    """What changes; with a new end, the contract is extended."""

    title = forms.CharField(label=_("Ce qui change, en une ligne"), max_length=200)
    summary = forms.CharField(label=_("Plus en détail"), required=False, widget=long_text())
    signed_on = DayMonthYearField(label=_("Signé le"), required=False)
    ends_on = DayMonthYearField(
        label=_("Nouvelle fin du contrat"),
        help_text=_("Seulement pour une prorogation."),
        required=False,
    )
    url = forms.URLField(
        label=_("Adresse du texte"), required=False, max_length=500, assume_scheme="https"
    )

    def __init__(self, plan: Plan, data: Any = None) -> None:
        super().__init__(data)
        self.plan = plan

    def act(self, actor: Any) -> Any:
        return actions.amend(self.plan, actor=actor, **self.cleaned_data)


class RevisionForm(ActionForm):
    """A revision begins with a consultation, which is then completed as any other."""

    title = forms.CharField(label=_("Titre de la révision"), max_length=150)
    summary = forms.CharField(
        label=_("Pourquoi réviser le contrat"), required=False, widget=long_text()
    )

    def __init__(self, plan: Plan, data: Any = None) -> None:
        super().__init__(data)
        self.plan = plan

    def act(self, actor: Any) -> Any:
        return actions.open_revision(self.plan, actor=actor, **self.cleaned_data)
