"""Fields editors fill: a local date and hour, and a territory by its name."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.base.text import folded
from participation.territories.models import Territory, TerritoryQuerySet

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


class TerritoryField(forms.CharField):
    """A territory by its name or its official code; two of one name ask for the code.

    `kinds` limits which territories are meant.
    """

    def __init__(self, *, kinds: Sequence[str] = Territory.Kind.values, **kwargs: Any) -> None:
        self.kinds = kinds
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
        found = self._coded(name, code) if code else self._named(name)
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

    def _coded(self, name: str, code: str) -> list[Territory]:
        """Find what was written in full: one code may name a région and a département, and a
        territory has a row for each vintage. The row already chosen is kept, else today's wins.
        """
        rows = self._meant().filter(code=code, search_name=folded(name))
        kept = rows.filter(pk=self.initial) if isinstance(self.initial, int) else rows.none()
        return list(kept) or list(rows.valid_today().order_by("-vintage")[:1]) or list(rows)

    def _meant(self) -> TerritoryQuerySet:
        return Territory.objects.filter(kind__in=self.kinds)

    def _named(self, typed: str) -> list[Territory]:
        near = list(self._meant().named(typed)[:50])
        exact = [row for row in near if row.name.casefold() == typed.strip().casefold()]
        return exact or near

    def suggestions(self) -> list[str]:
        """Give names to pick from, the widest territories first."""
        rows = self._meant().valid_today().order_by("path")[:SUGGESTED]
        return [written(territory) for territory in rows]


def written(territory: Territory) -> str:
    return f"{territory.name} ({territory.code})"
