"""A question answered by a place: typed, then found among communes and neighbourhoods."""

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
from participation.base.clock import now
from participation.base.text import folded
from participation.territories.models import Territory

LINE_LENGTH = 300
PLACES = [
    Territory.Kind.COMMUNE,
    Territory.Kind.DISTRICT,
    Territory.Kind.DELEGATED,
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
        return Said(text=found.name, territory_id=found.pk, territory=place_code(found))

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
    if not text.strip():
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


def place_code(place: Territory) -> str:
    """Name a place as receipts' hashes do: by its kind, its code and their vintage."""
    return f"{place.kind}:{place.code}:{place.vintage}"
