"""Fields editors fill: a local date and hour, and a territory by its name."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.base.clock import end_of_day, local
from participation.territories.models import Territory

Moment = tuple[date, time | None]
SUGGESTED = 400


class MomentWidget(forms.MultiWidget):
    """A day and an hour, each in the browser's own field."""

    template_name = "cms/editing/moment.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "day": forms.DateInput({"type": "date", **(attrs or {})}, format="%Y-%m-%d"),
                "hour": forms.TimeInput({"type": "time", **(attrs or {})}, format="%H:%M"),
            }
        )

    def decompress(self, value: Moment | None) -> list[Any]:
        return list(value) if value else [None, None]


class MomentField(forms.MultiValueField):
    """A day, and an hour one may leave out; cleans to both, without a zone yet."""

    widget = MomentWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = (
            forms.DateField(error_messages={"invalid": _("Écrivez un jour qui existe.")}),
            forms.TimeField(
                required=False, error_messages={"invalid": _("Écrivez une heure, comme 18:00.")}
            ),
        )
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[Any]) -> Moment | None:
        if not data_list or not data_list[0]:
            return None
        return data_list[0], data_list[1]


def opening(moment: Moment | None, zone: str) -> datetime | None:
    """Turn a local day and hour into an instant; without hour, the day begins at midnight."""
    return None if moment is None else _instant(moment[0], moment[1] or time(), zone)


def closing(moment: Moment | None, zone: str) -> datetime | None:
    """The same for an end: without hour, the whole day still counts."""
    if moment is None:
        return None
    day, hour = moment
    if hour is None:
        return end_of_day(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)), zone)
    return _instant(day, hour, zone)


def _instant(day: date, hour: time, zone: str) -> datetime:
    """Read a wall clock; an hour that the change to summer time skips is refused."""
    there = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
    back = there.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    if back.replace(tzinfo=None) != there.replace(tzinfo=None):
        raise ValidationError(
            _(
                "Cette heure n’existe pas ce jour-là : on passe à l’heure d’été. "
                "Choisissez-en une autre."
            )
        )
    return there.astimezone(ZoneInfo("UTC"))


def shown_opening(instant: datetime | None, zone: str) -> Moment | None:
    if instant is None:
        return None
    there = local(instant, zone)
    return there.date(), there.time()


def shown_closing(instant: datetime | None, zone: str) -> Moment | None:
    """Show an exclusive midnight as the day before, without an hour."""
    if instant is None:
        return None
    there = local(instant, zone)
    if (there.hour, there.minute) == (0, 0):
        return (there - timedelta(seconds=1)).date(), None
    return there.date(), there.time()


class TerritoryField(forms.CharField):
    """A territory by its name or its official code; two of one name ask for the code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "territories"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Territory.objects.filter(pk=value).first()
        return written(value) if isinstance(value, Territory) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        name, _open, code = typed.partition(" (")
        code = code.rstrip(") ")
        found = list(Territory.objects.filter(code=code)) if code else self._named(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                _("Aucun territoire ne s’appelle ainsi. Essayez le nom entier, ou le code INSEE.")
            )
        names = ", ".join(written(territory) for territory in found[:5])
        raise ValidationError(
            _("Plusieurs territoires portent ce nom : %(names)s. Recopiez le bon.")
            % {"names": names}
        )

    def _named(self, typed: str) -> list[Territory]:
        near = list(Territory.objects.named(typed)[:50])
        exact = [row for row in near if row.name.casefold() == typed.strip().casefold()]
        return exact or near

    def suggestions(self) -> list[str]:
        """Give names to pick from, the widest territories first."""
        rows = Territory.objects.order_by("path")[:SUGGESTED]
        return [written(territory) for territory in rows]


def written(territory: Territory) -> str:
    return f"{territory.name} ({territory.code})"
