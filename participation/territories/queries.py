"""What pages ask about territories, across tables."""

from math import ceil, log10
from typing import Any

from participation.territories.geometry import DIGITS, extent, simplified
from participation.territories.models import Outline, TerritoryQuerySet

FINEST = 800  # a map shows no detail smaller than this part of its size


def outlines_geojson(territories: TerritoryQuerySet) -> dict[str, Any]:
    """Give the outlines of these territories as a GeoJSON collection, light enough for a map.

    Takes a queryset. Each feature has a code and a name; details too small to be seen on a map of
    them all are left out. Territories without an outline are left out too.
    """
    rows = Outline.objects.filter(territory__in=territories.order_by()).order_by("territory__path")
    outlines = list(rows.select_related("territory"))
    if not outlines:
        return {"type": "FeatureCollection", "features": []}
    whole = (
        min(outline.west for outline in outlines),
        min(outline.south for outline in outlines),
        max(outline.east for outline in outlines),
        max(outline.north for outline in outlines),
    )
    tolerance = extent(whole) / FINEST
    digits = min(DIGITS, max(0, ceil(-log10(tolerance)))) if tolerance else DIGITS
    return {
        "type": "FeatureCollection",
        "bbox": whole,
        "features": [_feature(outline, tolerance, digits) for outline in outlines],
    }


def _feature(outline: Outline, tolerance: float, digits: int) -> dict[str, Any]:
    territory = outline.territory
    shape = simplified(outline.shape, tolerance, digits)
    return {
        "type": "Feature",
        "properties": {"code": territory.code, "name": territory.name},
        "geometry": {"type": "MultiPolygon", "coordinates": shape},
    }
