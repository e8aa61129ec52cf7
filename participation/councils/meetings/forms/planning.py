"""A meeting, its day and hours on the council's wall clock, and why they change."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.base.clock import local
from participation.base.text import plain
from participation.councils.meetings.models import Meeting
from participation.councils.models import Council
from participation.ui.forms import DayMonthYearField

HOURS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh"]


def instant(day: date, hour: time, zone: str) -> datetime:
    """Give the instant of an hour on a zone's wall clock.

    An hour that comes twice (in autumn) is the first one. Raises ValidationError for an hour that
    the clock leaps over (in spring).
    """
    wall = datetime.combine(day, hour)
    found = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if local(found, zone).replace(tzinfo=None) != wall:
        raise ValidationError(
            _("Cette heure n’existe pas : on passe à l’heure d’été ce jour-là. Changez-la.")
        )
    return found


def hour_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=HOURS,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Indiquez une heure."),
            "invalid": _("Écrivez l’heure ainsi : 18:30."),
        },
    )


class WhenForm(forms.Form):
    """A day and two hours; cleans to `starts_at` and `ends_at`."""

    on = DayMonthYearField(label=_("Jour"), help_text=_("Par exemple : 27 11 2026."))
    starts = hour_field(_("De"))
    ends = hour_field(_("À"))

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.council = council

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("on")
        for name in ("starts", "ends"):
            hour = cleaned.get(name)
            if day and hour is not None:
                try:
                    cleaned[f"{name}_at"] = instant(day, hour, self.council.zone)
                except ValidationError as problem:
                    self.add_error(name, problem)
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", _("La réunion doit finir après son début. Changez l’heure."))
        return cleaned


class MeetingForm(forms.ModelForm[Meeting]):
    """What a meeting says, without its date."""

    online_link = forms.URLField(
        label=_("Lien pour participer à distance"),
        required=False,
        assume_scheme="https",
        help_text=_("Les membres le voient toujours."),
    )

    class Meta:
        model = Meeting
        fields = (
            *("title", "kind", "is_public", "description", "place", "address"),
            *("online_link", "shows_online_link", "takes_registrations", "places"),
            "counts_proxies",
        )
        help_texts = {
            "is_public": _("Elle sera affichée sur la page du conseil, avec son ordre du jour."),
            "takes_registrations": _(
                "Pour une réunion ouverte à tous : chacun pourra dire qu’il vient."
            ),
            "places": _(
                "Laissez vide s’il y a de la place pour tous. Au-delà, une liste d’attente."
            ),
            "counts_proxies": _("Le quorum le dira."),
        }
        widgets = {"kind": forms.RadioSelect, "description": forms.Textarea({"rows": 4})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("takes_registrations") and not cleaned.get("is_public"):
            self.add_error(
                "takes_registrations", _("On ne s’inscrit qu’à une réunion ouverte à tous.")
            )
        if cleaned.get("places") == 0:
            self.add_error("places", _("Donnez au moins une place, ou laissez vide."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """Give what the actions take."""
        names = {*self.Meta.fields, "starts_at", "ends_at"}
        return {name: value for name, value in self.cleaned_data.items() if name in names}


class PlanForm(WhenForm, MeetingForm):
    """A meeting in preparation, with its date."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("title", "on", "starts", "ends")

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        meeting = kwargs.get("instance")
        said = said_by(meeting) if meeting else {"key": uuid4()}
        super().__init__(*args, council=council, initial=said, **kwargs)


class PostponeForm(WhenForm):
    """Another date, and why."""

    reason = forms.CharField(
        label=_("Pourquoi cette réunion est-elle reportée ?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Toutes les personnes attendues liront cette raison."),
    )

    def clean_reason(self) -> str:
        return plain(self.cleaned_data["reason"])


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Pourquoi cette réunion est-elle annulée ?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Toutes les personnes attendues liront cette raison."),
    )

    def clean_reason(self) -> str:
        return plain(self.cleaned_data["reason"])


def said_by(meeting: Meeting) -> dict[str, Any]:
    """Give the day and hours of a meeting as its form shows them."""
    zone = meeting.council.zone
    starts, ends = local(meeting.starts_at, zone), local(meeting.ends_at, zone)
    return {"on": starts.date(), "starts": starts.time(), "ends": ends.time()}
