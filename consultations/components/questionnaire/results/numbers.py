"""Numbers and dates in bins, and their middle."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.ui import typography

MOST_BINS = 10
ValueT = TypeVar("ValueT", Decimal, int)


@dataclass(frozen=True)
class Bin:
    """From `low` (included) to `high` (excluded, except in the last one)."""

    label: str
    count: int


def middles(counts: Mapping[ValueT, int]) -> tuple[ValueT, ValueT]:
    """Give the two values in the middle of those counted: the same one when they are odd."""
    total = sum(counts.values())
    return _at(counts, (total - 1) // 2), _at(counts, total // 2)


def median(counts: Mapping[ValueT, int]) -> Decimal:
    """Give the middle of counted values; the mean of the two middle ones when even."""
    first, second = middles(counts)
    return (Decimal(first) + Decimal(second)) / 2


def _at(counts: Mapping[ValueT, int], place: int) -> ValueT:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise ValueError("no values")


def mean(counts: Mapping[ValueT, int]) -> Decimal:
    total = sum(counts.values())
    return Decimal(sum(value * count for value, count in counts.items())) / total


def number_bins(counts: Mapping[Decimal, int]) -> list[Bin]:
    """Share numbers out in at most ten bins of a round width; a few whole values stand alone."""
    low, high = min(counts), max(counts)
    if len(counts) <= MOST_BINS and all(value == int(value) for value in counts):
        return [Bin(typography.number(value), counts[value]) for value in sorted(counts)]
    width = _round_width((high - low) / MOST_BINS)
    start = (low / width).to_integral_value(ROUND_FLOOR) * width
    bins: dict[int, int] = {}
    for value, count in counts.items():
        place = int((value - start) // width)
        bins[place] = bins.get(place, 0) + count
    return [
        Bin(_between(start + width * place, start + width * (place + 1)), bins.get(place, 0))
        for place in range(max(bins) + 1)
    ]


def _round_width(least: Decimal) -> Decimal:
    """Give 1, 2 or 5 times a power of ten, so that at most eleven such bins cover the span."""
    power = Decimal(10) ** least.adjusted()
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)


def _between(low: Decimal, high: Decimal) -> str:
    return _("de %(low)s à moins de %(high)s") % {"low": _shown(low), "high": _shown(high)}


def _shown(value: Decimal) -> str:
    bare = value.normalize() + 0
    exponent = bare.as_tuple().exponent
    return typography.number(bare, max(0, -int(exponent)))


def date_bins(counts: Mapping[date, int]) -> list[Bin]:
    """Share dates out by day, month, year or decade: the finest that makes ten bins at most."""
    for cut, name in _CUTS:
        bins: dict[date, int] = {}
        for day, count in counts.items():
            bins[cut(day)] = bins.get(cut(day), 0) + count
        found = [Bin(name(start), bins[start]) for start in sorted(bins)]
        if len(found) <= MOST_BINS:
            break
    return found


def _decade(day: date) -> str:
    return _("années %(first)s à %(last)s") % {"first": day.year, "last": day.year + 9}


_CUTS = (
    (lambda day: day, typography.day),
    (lambda day: day.replace(day=1), lambda day: date_format(day, "F Y")),
    (lambda day: day.replace(month=1, day=1), lambda day: str(day.year)),
    (lambda day: date(max(1, day.year - day.year % 10), 1, 1), _decade),
)
