"""Questions answered by a number or a date, as people write them."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.questions.base import (
    NOWHERE,
    Asked,
    Kind,
    Said,
    Surroundings,
    Typed,
    first,
    typed_line,
)
from participation.ui import typography


class Number(Kind):
    name = "number"
    missing = gettext_lazy("Écrivez un nombre.")

    def rule(self, asked: Asked) -> str:
        unit = f"{typography.NBSP}{asked.unit}" if asked.unit else ""
        low, high = asked.min_value, asked.max_value
        if low is not None and high is not None:
            words = _("Entre %(low)s et %(high)s%(unit)s.")
        elif low is not None:
            words = _("Au moins %(low)s%(unit)s.")
        elif high is not None:
            words = _("Au plus %(high)s%(unit)s.")
        else:
            return _("En %(unit)s.") % {"unit": asked.unit} if unit else ""
        return words % {"low": _shown(low), "high": _shown(high), "unit": unit}

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        text = typed_line(typed)
        if not text:
            return Said()
        value = _as_decimal(text, asked.unit)
        if value is None:
            raise ValidationError(
                _("Écrivez un nombre en chiffres, par exemple %(example)s.")
                % {"example": "2,5" if asked.decimals else "12"},
                code="not_a_number",
            )
        _check_decimals(asked, value)
        _check_bounds(asked, value)
        return Said(number=value)

    def write(self, asked: Asked, said: Said) -> Typed:
        return {"": [bare(said.number).replace(".", ",")]}

    def told(self, asked: Asked, said: Said) -> str:
        if said.number is None:
            return ""
        shown = typography.number(said.number.normalize(), _decimals(said.number))
        return f"{shown}{typography.NBSP}{asked.unit}" if asked.unit else shown

    def hashed(self, asked: Asked, said: Said) -> Any:
        return bare(said.number)


def bare(number: Decimal | None) -> str:
    """Write a number one way only, whatever zeros the database keeps: `3.5`, `-2`, `100`."""
    return "" if number is None else format(number.normalize() + 0, "f")


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _as_decimal(text: str, unit: str) -> Decimal | None:
    """Read a number as people write it: comma or dot, spaces between thousands, its unit."""
    bare_text = text.removesuffix(unit).strip() if unit else text
    for blank in (" ", "\u00a0", "\u202f"):
        bare_text = bare_text.replace(blank, "")
    bare_text = bare_text.replace("−", "-").replace(",", ".")
    if not all(sign in "+-.0123456789" for sign in bare_text) or len(bare_text) > 20:
        return None
    try:
        return Decimal(bare_text)
    except InvalidOperation:
        return None


def _check_decimals(asked: Asked, value: Decimal) -> None:
    if _decimals(value) > min(asked.decimals, 4):
        if asked.decimals == 0:
            raise ValidationError(_("Écrivez un nombre entier, sans virgule."), code="decimals")
        raise ValidationError(
            _("Écrivez %(number)s chiffres au plus après la virgule.") % {"number": asked.decimals},
            code="decimals",
        )


def _check_bounds(asked: Asked, value: Decimal) -> None:
    if abs(value) >= 10**11:
        raise ValidationError(_("Ce nombre est trop grand. Vérifiez-le."), code="bounds")
    low, high = asked.min_value, asked.max_value
    if low is not None and value < low:
        raise ValidationError(
            _("Écrivez un nombre au moins égal à %(number)s.") % {"number": _shown(low)},
            code="bounds",
        )
    if high is not None and value > high:
        raise ValidationError(
            _("Écrivez un nombre au plus égal à %(number)s.") % {"number": _shown(high)},
            code="bounds",
        )


def _shown(number: Decimal | None) -> str:
    if number is None:
        return ""
    return typography.number(number.normalize(), _decimals(number))


class DateQuestion(Kind):
    name = "date"
    is_group = True
    missing = gettext_lazy("Écrivez le jour, le mois et l’année.")

    def rule(self, asked: Asked) -> str:
        return _("Par exemple 27 3 1986.")

    def parts(self, asked: Asked) -> list[str]:
        return ["day", "month", "year"]

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        given = [typed_line(typed, part) for part in ("day", "month", "year")]
        if not any(given):
            return Said()
        if not all(given):
            raise ValidationError(
                _("Complétez la date : il faut le jour, le mois et l’année."), code="incomplete"
            )
        try:
            day, month, year = (int(part) for part in given)
            value = date(year, month, day)
        except ValueError:
            raise ValidationError(
                _("Cette date n’existe pas. Vérifiez le jour, le mois et l’année."), code="date"
            ) from None
        if year < 1000:
            raise ValidationError(_("Écrivez l’année avec quatre chiffres."), code="year")
        return Said(date=value)

    def write(self, asked: Asked, said: Said) -> Typed:
        if said.date is None:
            return {}
        parts = (said.date.day, said.date.month, said.date.year)
        return {name: [str(part)] for name, part in zip(self.parts(asked), parts, strict=True)}

    def told(self, asked: Asked, said: Said) -> str:
        return typography.day(said.date)

    def hashed(self, asked: Asked, said: Said) -> Any:
        return said.words

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        labels = {"day": _("Jour"), "month": _("Mois"), "year": _("Année")}
        return {
            "boxes": [
                {
                    "part": part,
                    "label": labels[part],
                    "value": first(typed, part),
                    "most": 4 if part == "year" else 2,
                }
                for part in self.parts(asked)
            ]
        }
