"""The ways of taking part without the internet, as rows of one form."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.editing.forms.widgets import area
from consultations.models import AccessPoint


class AccessPointForm(forms.ModelForm):  # type: ignore[type-arg]
    """One way of taking part without the internet."""

    class Meta:
        model = AccessPoint
        fields = AccessPoint.GIVEN
        widgets: ClassVar[dict[str, Any]] = {"details": area(2)}
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("« Accueil de la mairie », « Par téléphone »…"),
            "details": _("Adresse, étage, accès en fauteuil ; ou le numéro."),
            "hours": _("Pensez aux gens qui travaillent : un soir ou un samedi ?"),
        }


class AccessPointFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """All of them; an empty row is no row."""

    @property
    def rows(self) -> list[dict[str, str]]:
        """What `set_access_points` is given."""
        return [
            {name: form.cleaned_data[name] for name in AccessPoint.GIVEN}
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]


def access_points(data: Any = None, initial: Any = None) -> AccessPointFormSet:
    """Give the forms of the access points: those that exist, and an empty one or two."""
    kind = forms.formset_factory(
        AccessPointForm, formset=AccessPointFormSet, extra=1 if initial else 2, can_delete=True
    )
    return kind(data, initial=initial or [], prefix="points")  # type: ignore[return-value]
