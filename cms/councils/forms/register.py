"""Coverage, orders, hosts, the first coordinator, and who answers for a territory."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.councils.forms.contacts import looks_personal
from cms.editing.fields import TerritoryField
from cms.editing.forms.widgets import area, day_input
from participation.councils.choices import Way
from participation.councils.models import (
    Council,
    Coverage,
    HostOrganisation,
    RecognitionOrder,
    RegionalCoordinator,
)
from participation.territories.models import Territory


def last_day(label: Any, **options: Any) -> forms.DateField:
    """Ask for the last day as people say it; `the_day_after` gives the one that is excluded."""
    return forms.DateField(label=label, required=False, widget=day_input(), **options)


def the_day_after(day: Any) -> Any:
    return day + timedelta(days=1) if day else None


def the_day_before(day: Any) -> Any:
    return day - timedelta(days=1) if day else None


class DatesForm(forms.Form):
    """From when and until when a council covers a place."""

    valid_from = forms.DateField(label=_("Depuis le"), required=False, widget=day_input())
    last = last_day(_("Dernier jour"), help_text=_("Laissez vide s’il n’y en a pas."))

    @classmethod
    def of(cls, coverage: Coverage, data: Any) -> "DatesForm":
        shown = {"valid_from": coverage.valid_from, "last": the_day_before(coverage.valid_to)}
        return cls(data, initial=shown)

    @property
    def given(self) -> dict[str, Any]:
        """What the actions take."""
        return {
            "valid_from": self.cleaned_data["valid_from"],
            "valid_to": the_day_after(self.cleaned_data["last"]),
        }


class CoverForm(DatesForm):
    """One of the places that were found, and the days."""

    territory: Any = forms.ModelChoiceField(
        label=_("Quartier"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choisissez un quartier."),
            "invalid_choice": _("Ce quartier n’est pas dans votre recherche. Cherchez-le encore."),
        },
    )
    field_order = ["territory"]

    def __init__(self, data: Any, *, places: list[Territory]) -> None:
        super().__init__(data)
        field: Any = self.fields["territory"]
        field.queryset = Territory.objects.filter(pk__in=[place.pk for place in places])
        field.choices = [(place.pk, place_words(place)) for place in places]


def place_words(place: Territory) -> str:
    """Tell a place apart: its name, what it is, its code, and in what it lies."""
    words = [place.label, str(place.get_kind_display()), place.code]
    if place.parent:
        words.append(place.parent.name)
    return ", ".join(words)


class SearchForm(forms.Form):
    """A place looked for by its name or its code."""

    q = forms.CharField(
        label=_("Nom ou code du quartier"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"type": "search"}),
    )


class OrderForm(forms.ModelForm):  # type: ignore[type-arg]
    """A recognition order, as it is written in the official collection."""

    document_url = forms.URLField(
        label=_("Texte en ligne"),
        required=False,
        assume_scheme="https",
        help_text=_("L’adresse du recueil des actes administratifs."),
    )

    class Meta:
        model = RecognitionOrder
        fields: ClassVar[list[str]] = [
            *("number", "signed_on", "authority", "subject", "document_url"),
        ]
        widgets: ClassVar[dict[str, Any]] = {"signed_on": day_input()}
        help_texts: ClassVar[dict[str, Any]] = {
            "authority": _("La fonction : « Le préfet de Sorane »."),
            "subject": _("Par exemple : « Reconnaissance de la composition »."),
        }


class AnnulForm(forms.Form):
    """From when an order no longer holds, and why."""

    on = forms.DateField(label=_("Annulé le"), widget=day_input())
    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=300,
        widget=area(2),
        help_text=_("Un jugement, un retrait, une saisie par erreur. Tout le monde le lira."),
        error_messages={"required": _("Dites pourquoi cet arrêté ne vaut plus.")},
    )


class HostForm(forms.ModelForm):  # type: ignore[type-arg]
    """The legal person that carries a council."""

    website = forms.URLField(label=_("Site"), required=False, assume_scheme="https")

    class Meta:
        model = HostOrganisation
        fields: ClassVar[list[str]] = ["name", "legal_form", "contact_email", "website"]
        help_texts: ClassVar[dict[str, Any]] = {
            "legal_form": _("« Association loi de 1901 », « Centre social »…"),
            "contact_email": _("Une adresse d’accueil, pas celle d’une personne."),
        }


class InviteForm(forms.Form):
    """Whom to entrust with a council that nobody coordinates yet."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=_("Seule cette adresse pourra accepter l’invitation, pendant deux semaines."),
        error_messages={"required": _("Écrivez l’adresse de la personne.")},
    )
    college: Any = forms.ModelChoiceField(
        label=_("Collège"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choisissez un collège.")},
    )
    way = forms.ChoiceField(
        label=_("Comment cette personne vient-elle au conseil ?"),
        choices=Way,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    words = forms.CharField(
        label=_("Un mot pour cette personne"), required=False, max_length=3_000, widget=area(4)
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["college"]
        field.queryset = council.framework.colleges.order_by("rank", "pk")


class CoordinatorForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who answers for the councils of a territory, and how everyone reaches this role."""

    email = forms.EmailField(
        label=_("Adresse de connexion"),
        help_text=_("Celle de la personne. Personne d’autre que vous ne la voit."),
        error_messages={"required": _("Écrivez l’adresse de la personne.")},
    )
    territory = TerritoryField(
        label=_("Territoire"),
        kinds=list(RegionalCoordinator.KINDS),
        help_text=_("Une région ou un département."),
        error_messages={"required": _("Écrivez une région ou un département.")},
    )
    last = last_day(_("Dernier jour"), help_text=_("Laissez vide s’il n’y en a pas."))

    class Meta:
        model = RegionalCoordinator
        fields: ClassVar[list[str]] = ["role", "contact_email", "contact_phone", "starts_on"]
        widgets: ClassVar[dict[str, Any]] = {"starts_on": day_input()}
        help_texts: ClassVar[dict[str, Any]] = {
            "role": _("« Coordination régionale des conseils ». Pas le nom d’une personne."),
            "contact_email": _("Affichée dans l’annuaire et sur la page des conseils."),
        }

    field_order = ["email", "territory"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # who, and where, is another role
            del self.fields["email"], self.fields["territory"]
            self.initial["last"] = self.instance.last_day

    def clean_contact_email(self) -> str:
        email: str = self.cleaned_data["contact_email"]
        if looks_personal(email):
            raise forms.ValidationError(
                _("Cette adresse ressemble à celle d’une personne. Écrivez celle de la fonction.")
            )
        return email

    @property
    def given(self) -> dict[str, Any]:
        """What the actions take."""
        given = {name: self.cleaned_data[name] for name in self.fields if name != "last"}
        return {**given, "ends_on": the_day_after(self.cleaned_data["last"])}
