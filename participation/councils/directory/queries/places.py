"""Which territories were meant by what somebody typed, and which councils serve them."""

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from participation.base.clock import now
from participation.base.databases import begins_with
from participation.councils.directory.models import RemoteNeighbourhood
from participation.councils.models import Coverage
from participation.territories.models import Territory
from participation.territories.words import words_of

KIND = Territory.Kind
MOST_PLACES = 8
NEIGHBOURHOODS = (KIND.PRIORITY_NEIGHBOURHOOD, KIND.NEIGHBOURHOOD, KIND.CUSTOM, KIND.DISTRICT)
OFFICIAL = (KIND.PRIORITY_NEIGHBOURHOOD, KIND.DISTRICT)
POSTCODE = re.compile(r"\b(\d{5})\b\s*(.*)")
LABEL = re.compile(r"(.+)\((?:[^()]*, ?)?(\w{2,3})\)\s*")


def places_named(typed: str) -> list[Territory]:
    """Give the places of this name, best first; the very ones alone when some are exactly so."""
    name, department = _as_label(typed)
    rows = Territory.objects.named(name).exclude(kind=KIND.NATION)
    if department:
        rows = rows.filter(path__contains=f"/{KIND.DEPARTMENT}:{department}/")
    places = list(rows[:MOST_PLACES])
    return [place for place in places if _is_exactly(place, name)] or places


def _as_label(typed: str) -> tuple[str, str]:
    """Take a label apart: « Saint-Denis (93) » is a name and a department."""
    found = LABEL.fullmatch(typed)
    return (found[1], found[2].upper()) if found else (typed, "")


def _is_exactly(place: Territory, name: str) -> bool:
    codes = [place.code.casefold(), *place.postcodes.split()]
    return words_of(name) == words_of(place.name) or name.strip().casefold() in codes


def places_in_address(typed: str) -> list[Territory]:
    """Give the communes that an address names at its end: « 12 rue des Lilas, 93200 Saint-Denis ».

    This is what is left when nobody can say where the address itself is.
    """
    candidates = [typed.rpartition(",")[2]] if "," in typed else []
    if found := POSTCODE.search(typed):
        candidates = [found[0], found[2], found[1], *candidates]
    for candidate in candidates:
        if places := [one for one in places_named(candidate) if one.kind == KIND.COMMUNE]:
            return places
    return []


def coverages_today() -> QuerySet[Coverage]:
    """Give which council covers which neighbourhood today."""
    day = timezone.localdate(now())
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return Coverage.objects.filter(begun, Q(valid_to=None) | Q(valid_to__gt=day)).order_by("pk")


def serving(places: Iterable[Territory]) -> Q:
    """Say that a council sits in one of these places, or covers a part of one of them."""
    condition = Q(pk__in=[])
    for place in places:
        inside = Territory.objects.within(place).order_by().values("pk")
        covering = coverages_today().filter(territory__in=inside).order_by().values("council")
        condition |= begins_with("commune__path", place.path) | Q(pk__in=covering)
        if place.kind in (KIND.EPCI, KIND.EPT):
            condition |= Q(commune__in=inside)
    return condition


def served_elsewhere(places: Iterable[Territory]) -> Q:
    """Say the same of a council of another site, by official codes alone.

    A site may give its own neighbourhoods the codes it likes: only those that are the same
    everywhere are compared.
    """
    condition = Q(pk__in=[])
    for place in places:
        inside = Territory.objects.within(place).order_by()
        communes = inside.filter(kind=KIND.COMMUNE).values("code")
        covering = RemoteNeighbourhood.objects.order_by().filter(
            kind__in=OFFICIAL, code__in=inside.filter(kind__in=OFFICIAL).values("code")
        )
        condition |= Q(commune_code__in=communes) | Q(pk__in=covering.values("council"))
        if place.kind == KIND.DEPARTMENT:
            condition |= Q(department_code=place.code)
    return condition


def neighbourhoods_at(lon: float, lat: float) -> list[Territory]:
    """Give the neighbourhoods that hold a point."""
    rows = Territory.objects.valid_today().filter(kind__in=NEIGHBOURHOODS)
    return list(rows.containing(lon, lat))
