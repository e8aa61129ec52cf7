"""Simple outlines for invented places, in the open sea where no real town is shown."""

from collections.abc import Iterable, Iterator
from math import ceil, cos, pi, sin, sqrt

from cms.demo.cast import Cast
from participation.territories.actions import draw_outline
from participation.territories.geometry import Point, Ring, Shape
from participation.territories.models import Territory

SOURCE = "Démonstration\u00a0: contour inventé"
BOXES = {  # west, south, east, north of each department before it is bent
    "0D": (-5.9, 45.75, -5.4, 46.25),
    "00": (-5.4, 45.7, -4.6, 46.3),
    "0B": (-4.6, 45.7, -3.8, 46.5),
}
Box = tuple[float, float, float, float]
KIND = Territory.Kind


def draw_outlines(cast: Cast) -> None:
    """Draw the region, its departments, its communes and their neighbourhoods."""
    places = list(cast.territories.values())
    for code, box in BOXES.items():
        _draw(cast.territories[code], [[_ring(_around(box))]])
        communes = [p for p in places if p.kind == KIND.COMMUNE and p.department_code == code]
        for commune, cell in zip(communes, _bricks(box, len(communes)), strict=True):
            _draw(commune, [[_ring(_around(cell))]])
            _draw_parts(cell, [place for place in places if place.parent_id == commune.pk])
    region = cast.territories["R00"]
    _draw(region, [[_ring(_around(box))] for box in BOXES.values()])


def _draw(territory: Territory, shape: Shape) -> None:
    draw_outline(territory, shape, source=SOURCE, actor=None)


def _bricks(box: Box, number: int) -> Iterator[Box]:
    """Part a box into so many cells, row by row."""
    west, south, east, north = box
    rows = max(1, round(sqrt(number)))
    height, left = (north - south) / rows, number
    for row in range(rows):
        here = ceil(left / (rows - row))
        left -= here
        width = (east - west) / here
        for place in range(here):
            corner = west + place * width, south + row * height
            yield (*corner, corner[0] + width, corner[1] + height)


def _draw_parts(cell: Box, parts: list[Territory]) -> None:
    """Draw neighbourhoods as small rounds about the middle of their commune."""
    west, south, east, north = cell
    radius = min(east - west, north - south) / 9
    for number, part in enumerate(parts):
        angle = 2 * pi * number / len(parts) + 0.5
        middle = (
            (west + east) / 2 + 2.4 * radius * cos(angle),
            (south + north) / 2 + 2.4 * radius * sin(angle),
        )
        turns = [2 * pi * corner / 10 for corner in range(10)]
        _draw(
            part,
            [[_ring((middle[0] + radius * cos(t), middle[1] + radius * sin(t)) for t in turns)]],
        )


def _around(box: Box, steps: int = 10) -> Iterator[tuple[float, float]]:
    """Walk around a box, so that its sides can bend."""
    west, south, east, north = box
    corners = [(west, south), (east, south), (east, north), (west, north)]
    for (x, y), (to_x, to_y) in zip(corners, corners[1:] + corners[:1], strict=True):
        for step in range(steps):
            part = step / steps
            yield x + (to_x - x) * part, y + (to_y - y) * part


def _ring(walked: Iterable[tuple[float, float]]) -> Ring:
    """Bend a walk as land would lie, and close it."""
    ring = [_bent(x, y) for x, y in walked]
    return [*ring, ring[0]]


def _bent(x: float, y: float) -> Point:
    """Move each point a little: neighbours that shared a side still share it."""
    east = 0.025 * sin(13 * y + 1) + 0.012 * sin(31 * y + 17 * x)
    north = 0.025 * sin(11 * x + 2) + 0.012 * sin(29 * x - 19 * y)
    return [round(x + east, 5), round(y + north, 5)]
