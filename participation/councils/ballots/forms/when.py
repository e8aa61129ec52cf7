"""A day and an hour, on the council's wall clock."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.clock import at_hour, end_of_day

HOURS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh"]


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Indiquez un jour."),
            "invalid": gettext_lazy("Écrivez un jour qui existe, comme 27/11/2026."),
        },
        **options,
    )


def hour_field(label: Any, **options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=HOURS,
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Écrivez l’heure ainsi : 18:30.")},
        **options,
    )


def beginning(day: date, hour: time | None, zone: str) -> datetime:
    """Give the instant of an hour; without one, the first of the day. Raises ValidationError."""
    try:
        return at_hour(day, hour or time(), zone)
    except ValueError:
        raise ValidationError(
            _("Cette heure n’existe pas : on passe à l’heure d’été ce jour-là. Changez-la.")
        ) from None


def end(day: date, hour: time | None, zone: str) -> datetime:
    """Give the instant of an hour; without one, the whole day still counts."""
    return end_of_day(day, zone) if hour is None else beginning(day, hour, zone)
