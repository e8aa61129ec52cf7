"""Questions answered by typing: short and long texts, a number, a date, a place."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.questions.base import (
    LONGEST,
    NOWHERE,
    Asked,
    Kind,
    Said,
    Surroundings,
    Typed,
    first,
    too_long,
    typed_line,
    typed_text,
)
from participation.base.clock import now
from participation.base.text import folded
from participation.territories.models import Territory
from participation.ui import typography

LINE_LENGTH = 300
TEXT_LENGTH = 5000


class ShortText(Kind):
    name = "short_text"
    missing = gettext_lazy("Écrivez votre réponse.")
    default_length = LINE_LENGTH

    def most(self, asked: Asked) -> int:
        return min(asked.max_length or self.default_length, LONGEST)

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        return self._within(asked, typed_line(typed))

    def _within(self, asked: Asked, text: str) -> Said:
        if len(text) > self.most(asked):
            raise too_long(self.most(asked), len(text))
        return Said(text=text)

    def write(self, asked: Asked, said: Said) -> Typed:
        return {"": [said.text]}

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        return {"value": first(typed), "most": self.most(asked)}


class LongText(ShortText):
    name = "long_text"
    default_length = TEXT_LENGTH

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        return self._within(asked, typed_text(typed))


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


PLACES = [
    Territory.Kind.COMMUNE,
    Territory.Kind.NEIGHBOURHOOD,
    Territory.Kind.PRIORITY_NEIGHBOURHOOD,
]
KEEP = "keep"  # « garder ce que j'ai écrit »
MOST_PLACES = 12


class Commune(Kind):
    """A place: typed, then found in the list. A place that is not in the list is kept as typed."""

    name = "commune"
    missing = gettext_lazy("Écrivez le nom de votre commune.")

    def rule(self, asked: Asked) -> str:
        return _("Le nom de la commune ou du quartier, ou le code postal.")

    def parts(self, asked: Asked) -> list[str]:
        return ["", "pick", "for"]

    def read(self, asked: Asked, typed: Typed, around: Surroundings = NOWHERE) -> Said:
        text = typed_line(typed)[:LINE_LENGTH]
        if not text:
            return Said()
        pick = first(typed, "pick") if typed_line(typed, "for") == text else ""
        if pick == KEEP:
            return Said(text=text)
        found = places().filter(pk=pick).first() if pick.isdecimal() and len(pick) < 18 else None
        found = found or _only_match(text)
        if found is None:
            return Said(text=text)
        return Said(text=found.name, territory_id=found.pk, territory=_code(found))

    def write(self, asked: Asked, said: Said) -> Typed:
        pick = str(said.territory_id) if said.territory_id else KEEP
        return {"": [said.text], "pick": [pick], "for": [said.text]}

    def hashed(self, asked: Asked, said: Said) -> Any:
        return {"text": said.text, "territory": said.territory}

    def context(self, asked: Asked, typed: Typed, *, seed: str) -> dict[str, Any]:
        text = typed_line(typed)[:LINE_LENGTH]
        picked = first(typed, "pick") if typed_line(typed, "for") == text else ""
        is_open = bool(text) and picked not in ("", KEEP)
        places_found = matches(text) if text and not is_open else []
        is_settled = len(places_found) == 1 and _is_exact(places_found[0], text)
        return {
            "value": first(typed),
            "for": text,
            "pick": picked,
            "keep": KEEP,
            "places": [] if is_settled else places_found,
        }


def places() -> Any:
    """Communes and neighbourhoods as they are today."""
    return Territory.objects.valid_on(now().date()).filter(kind__in=PLACES)


def matches(text: str) -> list[Territory]:
    """Give the places whose name, code or postcode may be what was typed; few."""
    if len(text.strip()) < 2:
        return []
    return list(places().named(text).select_related("parent")[:MOST_PLACES])


def _only_match(text: str) -> Territory | None:
    """Give the place typed when there is no doubt; ask which one when several may be meant."""
    found = matches(text)
    exact = [place for place in found if _is_exact(place, text)]
    if len(exact) == 1 and len(found) == 1:
        return exact[0]
    if not found:
        return None
    raise ValidationError(
        _("Choisissez votre commune dans la liste ci-dessous."), code="several_places"
    )


def _is_exact(place: Territory, text: str) -> bool:
    return place.search_name == folded(text)


def _code(place: Territory) -> str:
    return f"{place.kind}:{place.code}:{place.vintage}"
