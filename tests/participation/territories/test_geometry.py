import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.territories.geometry import (
    Misshapen,
    Ring,
    box_of,
    centre_of,
    contains,
    read_shape,
    simplified,
)
from tests.participation.territories.samples import polygon, square

HOLED = [[square(0, 0, 4), square(1, 1, 2)]]
TWO_ISLANDS = [[square(0, 0)], [square(10, 10)]]


def round_island(points: int, radius: float = 1.0) -> Ring:
    turns = [2 * math.pi * number / points for number in range(points)]
    ring = [[radius * math.cos(turn), radius * math.sin(turn)] for turn in turns]
    return [*ring, ring[0]]


@pytest.mark.parametrize(
    ("shape", "lon", "lat", "is_inside"),
    [
        (HOLED, 0.5, 2, True),
        (HOLED, 2, 2, False),  # in the hole
        (HOLED, 3.5, 3.5, True),
        (HOLED, 5, 2, False),
        (HOLED, -1, 2, False),
        (TWO_ISLANDS, 0.5, 0.5, True),
        (TWO_ISLANDS, 10.5, 10.5, True),
        (TWO_ISLANDS, 5, 5, False),
    ],
)
def test_a_point_is_inside_but_not_in_a_hole(
    shape: Any, lon: float, lat: float, is_inside: bool
) -> None:
    assert contains(shape, lon, lat) is is_inside


@pytest.mark.parametrize("turned", [False, True])
def test_centre_is_that_of_the_areas_whichever_way_rings_turn(turned: bool) -> None:
    aside = [[square(100, 40, 4), square(100, 41, 2)]]  # the hole is to the west
    if turned:
        aside[0][1].reverse()
    # 16 at 102 less 4 at 101, over 12
    assert centre_of(aside) == pytest.approx((102 + 1 / 3, 42))
    assert centre_of(TWO_ISLANDS) == pytest.approx((5.5, 5.5))


def test_a_shape_without_area_has_the_centre_of_its_box() -> None:
    assert centre_of([[[[0, 0], [2, 0], [4, 0], [0, 0]]]]) == (2, 0)


def test_simplifying_leaves_out_what_the_tolerance_hides() -> None:
    [[ring]] = simplified([[round_island(2000)]], 0.01)
    assert ring[0] == ring[-1]
    assert 8 < len(ring) < 60
    assert all(math.hypot(lon, lat) == pytest.approx(1, abs=0.011) for lon, lat in ring)
    assert simplified([[square(0, 0)]], 0.01) == [[square(0, 0)]]


@given(st.integers(3, 100), st.floats(0.0001, 0.3))
def test_no_point_left_out_is_farther_than_the_tolerance(points: int, tolerance: float) -> None:
    ring = round_island(points)
    [[kept]] = simplified([[ring]], tolerance, digits=12)
    for lon, lat in ring:
        nearest = min(_distance(lon, lat, a, b) for a, b in pairwise(kept))
        assert nearest <= tolerance * 1.0001


def _distance(lon: float, lat: float, start: list[float], end: list[float]) -> float:
    (x_a, y_a), (x_b, y_b) = start, end
    length = (x_b - x_a) ** 2 + (y_b - y_a) ** 2
    along = ((lon - x_a) * (x_b - x_a) + (lat - y_a) * (y_b - y_a)) / length if length else 0
    along = min(1, max(0, along))
    return math.hypot(lon - x_a - along * (x_b - x_a), lat - y_a - along * (y_b - y_a))


def test_small_islands_and_holes_are_left_out_but_never_the_whole() -> None:
    seen = [[square(0, 0, 10), square(5, 5, 0.01)], [square(50, 50, 0.01)]]
    assert simplified(seen, 0.1) == [[square(0, 0, 10)]]
    assert simplified([[round_island(48, radius=0.01)]], 1) == [  # its box
        [[[-0.01, -0.01], [0.01, -0.01], [0.01, 0.01], [-0.01, 0.01], [-0.01, -0.01]]]
    ]


def test_coordinates_keep_five_decimals() -> None:
    [[ring]] = simplified([[square(2.123456789, 44.987654321)]], 0)
    assert ring[0] == [2.12346, 44.98765]


def test_both_kinds_of_geometry_are_read() -> None:
    shape = [[square(1, 2)]]
    assert read_shape(polygon(square(1, 2))) == shape
    assert read_shape({"type": "MultiPolygon", "coordinates": shape}) == shape
    assert read_shape(polygon([[*point, 35.0] for point in square(1, 2)])) == shape  # with heights
    assert box_of(shape) == (1, 2, 2, 3)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "de type Polygon"),
        ({"type": "Point", "coordinates": [1, 2]}, "de type Polygon"),
        ({"type": "Polygon"}, "ne se lisent pas"),
        (polygon([["a", "b"]] * 4), "ne se lisent pas"),
        (polygon([[1]] * 4), "ne se lisent pas"),
        (polygon(square(0, 0)[:3]), "au moins quatre points"),
        ({"type": "Polygon", "coordinates": []}, "au moins quatre points"),
        ({"type": "MultiPolygon", "coordinates": []}, "au moins quatre points"),
        (polygon(square(652_000, 6_862_000)), "ne sont pas en degrés"),
        (polygon([[float("nan"), 0.0], *square(0, 0)]), "ne sont pas en degrés"),
    ],
)
def test_what_is_no_shape_is_refused_with_its_reason(geometry: Any, reason: str) -> None:
    with pytest.raises(Misshapen, match=reason):
        read_shape(geometry)
