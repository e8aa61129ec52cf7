"""A country with outlines, and councils in it, for the directory."""

from typing import Any

from participation.councils.models import Council, Coverage
from participation.territories.models import Outline, Territory
from tests.factories import make_council, make_territory

KIND = Territory.Kind


def outline(territory: Territory, lon: float, lat: float, side: float = 0.02) -> Territory:
    """Draw a square around a point."""
    half = side / 2
    west, south, east, north = lon - half, lat - half, lon + half, lat + half
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    Outline.objects.create(
        territory=territory,
        west=west,
        south=south,
        east=east,
        north=north,
        lon=lon,
        lat=lat,
        source="test",
        shape=[[ring]],
    )
    return territory


def department(code: str, name: str) -> Territory:
    return make_territory(name, kind=KIND.DEPARTMENT, code=code)


def commune(name: str, code: str, inside: Territory, lon: float, lat: float) -> Territory:
    return outline(make_territory(name, code=code, parent=inside), lon, lat, 0.2)


def quarter(name: str, code: str, inside: Territory, lon: float, lat: float) -> Territory:
    kind = KIND.PRIORITY_NEIGHBOURHOOD
    return outline(make_territory(name, kind=kind, code=code, parent=inside), lon, lat)


def covering(name: str, commune: Territory, *quarters: Territory, **fields: Any) -> Council:
    council = make_council(name, commune=commune, **fields)
    for one in quarters:
        Coverage.objects.create(council=council, territory=one)
    return council
