"""Dates that a form shows and reads on the wall clock of a zone; those left alone never move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.editing.fields import Moment
from participation.base.clock import end_of_day, local
from participation.ui import typography


def opening(moment: Moment | None, zone: str) -> datetime | None:
    """Turn a local day and hour into an instant; without hour, the day begins at midnight."""
    return None if moment is None else _instant(moment[0], moment[1] or time(), zone)


def closing(moment: Moment | None, zone: str) -> datetime | None:
    """The same for an end: without hour, the whole day still counts."""
    if moment is None:
        return None
    day, hour = moment
    return end_of_day(day, zone) if hour is None else _instant(day, hour, zone)


def _instant(day: date, hour: time, zone: str) -> datetime:
    """Read a wall clock; an hour that the change to summer time skips is refused."""
    there = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
    back = there.astimezone(UTC).astimezone(ZoneInfo(zone))
    if back.replace(tzinfo=None) != there.replace(tzinfo=None):
        raise ValidationError(
            _(
                "Cette heure n’existe pas ce jour-là : on passe à l’heure d’été. "
                "Choisissez-en une autre."
            )
        )
    return there.astimezone(UTC)


def shown_opening(instant: datetime, zone: str) -> Moment:
    """Show an instant as a form does: to the minute."""
    there = local(instant, zone).replace(second=0, microsecond=0)
    return there.date(), there.time()


def shown_closing(instant: datetime, zone: str) -> Moment:
    """Show an exclusive midnight as the day before, without an hour."""
    day, hour = shown_opening(instant, zone)
    return (day - timedelta(days=1), None) if hour == time() else (day, hour)


@dataclass(frozen=True)
class Bound:
    """How an opening or a closing is read in a form, shown there, and said in a sentence."""

    read: Callable[[Moment | None, str], datetime | None]
    show: Callable[[datetime, str], Moment]
    say: Callable[[datetime, str], str]


DATES = {
    "opens_at": Bound(opening, shown_opening, typography.moment),
    "closes_at": Bound(closing, shown_closing, typography.ending),
}


class LocalDates(forms.ModelForm):  # type: ignore[type-arg]
    """A form of an opening and a closing, which it shows and reads on the clock of a zone.

    What comes back as it was shown is the very instant that is stored, to the second: neither
    another zone nor an hour that the clock strikes twice moves it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: list[str] = []  # names of the dates that nobody touched

    def show_dates(self, zone: str) -> None:
        """Fill the form with the dates that are stored, on the clock of `zone`."""
        for name, bound in DATES.items():
            if stored := getattr(self.instance, name):
                self.initial[name] = bound.show(stored, zone)

    def read_dates(self, cleaned: dict[str, Any], zone: str, *, shown_in: str) -> None:
        """Turn what was typed into instants of `zone`; the form was shown in `shown_in`."""
        for name in [name for name in DATES if name in cleaned]:
            stored = getattr(self.instance, name)
            if stored and cleaned[name] == DATES[name].show(stored, shown_in):
                cleaned[name] = stored
                self.kept.append(name)
                continue
            try:
                cleaned[name] = DATES[name].read(cleaned[name], zone)
            except ValidationError as problem:
                self.add_error(name, problem)
