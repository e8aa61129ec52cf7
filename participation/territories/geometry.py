"""Shapes on the map, in plain Python: read, simplified, measured, asked whether they hold a point.

A shape is the coordinates of a GeoJSON MultiPolygon (RFC 7946): polygons of rings of points, each
point a longitude and a latitude in degrees (WGS 84). A polygon's first ring is its outside, the
others are its holes; a ring ends where it begins.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, radians
from typing import Any

from django.utils.translation import gettext as _

Point = list[float]
Ring = list[Point]
Shape = list[list[Ring]]
Box = tuple[float, float, float, float]  # west, south, east, north

DIGITS = 5  # about a metre


class Misshapen(Exception):
    """What was given is no shape; the message says why."""


def read_shape(geometry: Any) -> Shape:
    """Read the geometry of a GeoJSON feature; give its polygons.

    Raises Misshapen when it is neither Polygon nor MultiPolygon, or not in degrees.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise Misshapen(_("il faut un contour de type Polygon ou MultiPolygon"))
    try:
        polygons = geometry["coordinates"] if kind == "MultiPolygon" else [geometry["coordinates"]]
        shape = [[[_point(point) for point in ring] for ring in rings] for rings in polygons]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Misshapen(_("les coordonnées ne se lisent pas")) from error
    if not shape or not all(rings and all(len(ring) >= 4 for ring in rings) for rings in shape):
        raise Misshapen(_("un contour a au moins quatre points"))
    if not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points(shape)):
        raise Misshapen(_("les coordonnées ne sont pas en degrés (WGS 84)"))
    return shape


def _point(given: Any) -> Point:
    return [float(given[0]), float(given[1])]


def points(shape: Shape) -> Iterator[Point]:
    for rings in shape:
        for ring in rings:
            yield from ring


def box_of(shape: Shape) -> Box:
    """Give the box around a shape."""
    lons, lats = zip(*points(shape), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def extent(box: Box) -> float:
    """Give the longer side of a box, in degrees of latitude."""
    west, south, east, north = box
    return max((east - west) * cos(radians((south + north) / 2)), north - south)


def centre_of(shape: Shape) -> tuple[float, float]:
    """Give the centroid; it may lie outside a hollow shape.

    Formula: the centroid of a polygon by its signed areas, holes taken away (P. Bourke,
    « Calculating the area and centroid of a polygon », 1988).
    """
    doubled, lon, lat = 0.0, 0.0, 0.0
    for rings in shape:
        for number, ring in enumerate(rings):
            area, moment_lon, moment_lat = _moments(ring)
            sign = (1 if number == 0 else -1) * (1 if area >= 0 else -1)
            doubled, lon, lat = (
                doubled + sign * area,
                lon + sign * moment_lon,
                lat + sign * moment_lat,
            )
    if doubled <= 0:
        west, south, east, north = box_of(shape)
        return (west + east) / 2, (south + north) / 2
    return lon / (3 * doubled), lat / (3 * doubled)


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Give twice the signed area of a ring, and six times its moments, seen from its first point.

    Seen from there, small shapes far from the meridian lose no digits.
    """
    (lon0, lat0), area, moment_lon, moment_lat = ring[0], 0.0, 0.0, 0.0
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
        x_a, y_a, x_b, y_b = lon_a - lon0, lat_a - lat0, lon_b - lon0, lat_b - lat0
        cross = x_a * y_b - x_b * y_a
        area += cross
        moment_lon += (x_a + x_b) * cross
        moment_lat += (y_a + y_b) * cross
    return area, moment_lon + 3 * area * lon0, moment_lat + 3 * area * lat0


def contains(shape: Shape, lon: float, lat: float) -> bool:
    """Say whether a point lies inside the shape and in none of its holes.

    Formula: a half-line from the point crosses the rings an odd number of times (M. Shimrat,
    « Algorithm 112: Position of point relative to polygon », 1962).
    """
    return any(sum(_crossings(ring, lon, lat) for ring in rings) % 2 for rings in shape)


def _crossings(ring: Ring, lon: float, lat: float) -> int:
    return sum(
        (lat_a > lat) != (lat_b > lat)
        and lon < lon_a + (lat - lat_a) * (lon_b - lon_a) / (lat_b - lat_a)
        for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring)
    )


def simplified(shape: Shape, tolerance: float, digits: int = DIGITS) -> Shape:
    """Leave out the points that tell less than the tolerance (in degrees of latitude), and round.

    Islands and holes too small to be seen are left out; of a shape too small, its box stays.
    """
    west, south, east, north = box_of(shape)
    squeeze = cos(radians((south + north) / 2))
    kept = []
    for rings in shape:
        slim = [_rounded(_thinned(ring, tolerance, squeeze), digits) for ring in rings]
        if len(slim[0]) >= 4:
            kept.append([slim[0], *(hole for hole in slim[1:] if len(hole) >= 4)])
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return kept or [[[[round(lon, DIGITS), round(lat, DIGITS)] for lon, lat in corners]]]


def _rounded(ring: Ring, digits: int) -> Ring:
    """Round each point, and leave out those that fall on the one before."""
    slim: Ring = []
    for lon, lat in ring:
        point = [round(lon, digits), round(lat, digits)]
        if not slim or point != slim[-1]:
            slim.append(point)
    return slim


def _thinned(ring: Ring, tolerance: float, squeeze: float) -> Ring:
    """Thin a ring: between two kept points, keep the farthest from their line if it is far enough.

    Method: D. Douglas and T. Peucker, « Algorithms for the reduction of the number of points
    required to represent a digitized line or its caricature », 1973. A ring has no two ends: it
    is cut at its first point and at the one farthest from it.
    """
    flat = [(lon * squeeze, lat) for lon, lat in ring]
    last = len(flat) - 1
    x0, y0 = flat[0]
    middle = max(range(last + 1), key=lambda i: (flat[i][0] - x0) ** 2 + (flat[i][1] - y0) ** 2)
    kept = {0, middle, last}
    spans = [(0, middle), (middle, last)]
    while spans:
        start, end = spans.pop()
        farthest, distance = _farthest(flat, start, end)
        if distance > tolerance**2:
            kept.add(farthest)
            spans += [(start, farthest), (farthest, end)]
    return [ring[number] for number in sorted(kept)]


def _farthest(flat: list[tuple[float, float]], start: int, end: int) -> tuple[int, float]:
    """Give the point farthest from the segment, and the square of its distance."""
    (x_a, y_a), (x_b, y_b) = flat[start], flat[end]
    x_ab, y_ab = x_b - x_a, y_b - y_a
    length = x_ab**2 + y_ab**2
    farthest, most = start, 0.0
    for number in range(start + 1, end):
        x, y = flat[number][0] - x_a, flat[number][1] - y_a
        along = min(1.0, max(0.0, (x * x_ab + y * y_ab) / length)) if length else 0.0
        distance = (x - along * x_ab) ** 2 + (y - along * y_ab) ** 2
        if distance > most:
            farthest, most = number, distance
    return farthest, most
