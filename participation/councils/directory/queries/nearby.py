"""Which councils are nearest, as the crow flies, from the centre of what they cover."""

from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.db.models import QuerySet

from participation.councils.directory.queries.places import coverages_today
from participation.councils.directory.queries.sought import Ref, Sought
from participation.councils.directory.querysets import RemoteCouncilQuerySet
from participation.councils.queries.regional import lineage
from participation.councils.querysets import CouncilQuerySet
from participation.territories.models import Outline, Territory

Point = tuple[float, float]  # longitude and latitude, in degrees (WGS 84)
EARTH = 6371.0  # mean radius, in kilometres
MOST_NEAR = 6


def kilometres(one: Point, other: Point) -> float:
    """Measure the way between two points on a sphere (haversine formula)."""
    (west, south), (east, north) = one, other
    half = (
        sin(radians(north - south) / 2) ** 2
        + cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    )
    return 2 * EARTH * asin(sqrt(half))


def centre_of(place: Territory) -> Point | None:
    """Give the centre of a place, or of the smallest with an outline that holds it."""
    rows = Outline.objects.filter(territory__path__in=lineage(place.path))
    known = {row.territory.path: (row.lon, row.lat) for row in rows.select_related("territory")}
    return next((known[path] for path in lineage(place.path) if path in known), None)


def positions(sought: Sought) -> dict[Ref, Point]:
    """Give where councils are; those of which nobody knows are left out."""
    ours, others = our_positions(sought.ours), _positions_elsewhere(sought.others)
    return {Ref(False, pk): point for pk, point in ours.items()} | {
        Ref(True, pk): point for pk, point in others.items()
    }


def _positions_elsewhere(others: RemoteCouncilQuerySet) -> dict[int, Point]:
    """Give the points that other sites told, or else where our outlines put the commune."""
    rows = list(others.order_by().values_list("pk", "commune_code", "lon", "lat"))
    codes = [code for _pk, code, lon, _lat in rows if lon is None]
    outlines = Outline.objects.filter(
        territory__kind=Territory.Kind.COMMUNE, territory__code__in=codes
    ).order_by("territory__vintage")
    known = {
        code: (lon, lat) for code, lon, lat in outlines.values_list("territory__code", "lon", "lat")
    }
    points = {
        pk: known.get(code) if lon is None or lat is None else (lon, lat)
        for pk, code, lon, lat in rows
    }
    return {pk: point for pk, point in points.items() if point}


def our_positions(councils: CouncilQuerySet) -> dict[int, Point]:
    """Give where councils of this site are: at the first neighbourhood covered that has an
    outline, or at the commune. Those without any outline are left out.
    """
    communes = councils.order_by().filter(commune__outline__isnull=False)
    places = {
        pk: (lon, lat)
        for pk, lon, lat in communes.values_list(
            "pk", "commune__outline__lon", "commune__outline__lat"
        )
    }
    covered = coverages_today().filter(
        council__in=councils.order_by().values("pk"), territory__outline__isnull=False
    )
    told = covered.values_list(
        "council", "territory__outline__lon", "territory__outline__lat"
    ).order_by("-pk")
    return places | {council: (lon, lat) for council, lon, lat in told}


def nearest(sought: Sought, origin: Point, commune_code: str = "") -> list[tuple[Ref, float]]:
    """Give the councils nearest to a point with their distance in kilometres.

    Those of the commune come first, then the others by distance.
    """
    inside = {
        *(Ref(False, pk) for pk in _keys(sought.ours.filter(commune__code=commune_code))),
        *(Ref(True, pk) for pk in _keys(sought.others.filter(commune_code=commune_code))),
    }
    ways = [(ref, kilometres(origin, point)) for ref, point in positions(sought).items()]
    ways.sort(key=lambda way: (way[0] not in inside, way[1], way[0]))
    return ways[:MOST_NEAR]


def _keys(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))


def in_department(sought: Sought, place: Territory) -> Sought:
    """Give those of the department of a place: what is near when nothing has an outline."""
    code = place.department_code
    if not code:
        return Sought(sought.ours.none(), sought.others.none())
    return Sought(
        sought.ours.filter(commune__path__contains=f"/department:{code}/"),
        sought.others.filter(department_code=code),
    )
