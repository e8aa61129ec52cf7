"""What is typed and looked for in the calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line, plain
from participation.councils.library.choices import Scope
from participation.councils.library.models import CalendarDate
from participation.councils.library.querysets import DateQuerySet
from participation.territories.models import Territory

KINDS = {  # which territories have a calendar of their own, for each scope
    Scope.REGIONAL: [Territory.Kind.REGION],
    Scope.DEPARTMENTAL: [Territory.Kind.DEPARTMENT],
    Scope.LOCAL: [Territory.Kind.EPCI, Territory.Kind.COMMUNE],
}


class DateFinder(forms.Form):
    """Filters of the calendar; a value that does not exist is ignored, never an error page."""

    portee = forms.ChoiceField(
        label=_("Portée"), required=False, choices=[("", _("Toutes")), *Scope.choices]
    )
    territoire = forms.ModelChoiceField(
        label=_("Territoire"),
        required=False,
        queryset=Territory.objects.none(),
        empty_label=_("Partout"),
    )
    quand = forms.ChoiceField(
        label=_("Quand"),
        required=False,
        choices=[("", _("À venir")), ("passees", _("Passées"))],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="find_%s")
        field: Any = self.fields["territoire"]
        named = CalendarDate.objects.exclude(territory=None).order_by().values("territory")
        field.queryset = Territory.objects.filter(pk__in=named).order_by("search_name", "pk")
        self.is_valid()

    @property
    def wants_past(self) -> bool:
        return self.cleaned_data.get("quand") == "passees"

    def chosen(self) -> dict[str, str]:
        """Give the filters that narrow the list, as an address tells them."""
        territory = self.cleaned_data.get("territoire")
        scope = self.cleaned_data.get("portee", "")
        return {"portee": scope, "territoire": str(territory.pk) if territory else ""}

    def narrowed(self, rows: DateQuerySet) -> DateQuerySet:
        """Keep what the filters ask for."""
        given = self.cleaned_data
        return rows.concerning(given.get("portee", ""), given.get("territoire"))


class SpanForm(forms.Form):
    """From when to when, on the clock of the site."""

    starts_at = forms.DateTimeField(
        label=_("Commence"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=_("Finit"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        starts_at, ends_at = given.get("starts_at"), given.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("La fin vient après le début. Changez l’heure."))
        return given


class PostponeForm(SpanForm):
    """The new hours of a date, and why."""

    reason = forms.CharField(label=_("Pourquoi ?"), max_length=300)

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])


class DateForm(SpanForm):
    """A date of the calendar."""

    title = forms.CharField(label=_("Titre"), max_length=150)
    scope = forms.ChoiceField(label=_("Portée"), choices=Scope, widget=forms.RadioSelect)
    territory_name = forms.CharField(
        label=_("Territoire"),
        max_length=120,
        required=False,
        help_text=_("Le nom ou le code. Laissez vide pour une date nationale."),
    )
    place = forms.CharField(label=_("Lieu"), max_length=200, required=False)
    organiser = forms.CharField(label=_("Organisé par"), max_length=150)
    url = forms.URLField(
        label=_("Page à lire"), max_length=500, required=False, assume_scheme="https"
    )
    description = forms.CharField(
        label=_("De quoi il s’agit"), required=False, widget=forms.Textarea({"rows": 4})
    )
    field_order = ("title", "scope", "territory_name", "starts_at", "ends_at", "place", "organiser")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["territory"] = None
        scope = given.get("scope")
        if scope in KINDS:
            rows = Territory.objects.named(given.get("territory_name", ""))
            given["territory"] = rows.filter(kind__in=KINDS[Scope(scope)]).first()
            if given["territory"] is None:
                self.add_error(
                    "territory_name", _("Écrivez le nom de la région, du département ou du lieu.")
                )
        return given

    def given(self) -> dict[str, Any]:
        """Give what the action takes."""
        typed = dict(self.cleaned_data)
        del typed["territory_name"]
        lines = {name: one_line(typed[name]) for name in ("title", "place", "organiser")}
        return {**typed, **lines, "description": plain(typed["description"])}


class CorrectForm(DateForm):
    """A date that is on the calendar, written anew, and what everyone will read of it."""

    correction = forms.CharField(
        label=_("Ce que vous corrigez"),
        max_length=300,
        help_text=_("Chacun le lira. Par exemple : le lieu, c’est la grande salle."),
    )

    def __init__(self, data: Any = None, *, date: CalendarDate) -> None:
        typed = ("title", "scope", "starts_at", "ends_at", "place", "organiser")
        initial = {name: getattr(date, name) for name in (*typed, "url", "description")}
        name = date.territory.name if date.territory else ""
        super().__init__(data, initial={**initial, "territory_name": name})

    def clean_correction(self) -> str:
        return one_line(self.cleaned_data["correction"])
