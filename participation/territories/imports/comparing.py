"""What a source would change in the register: found out by reading alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Min, Q

from participation.territories.geometry import box_of, centre_of, extent, simplified
from participation.territories.imports.source import Division, Key, Source
from participation.territories.models import (
    Outline,
    Territory,
    TerritoryQuerySet,
    written_postcodes,
)

FINEST = 4000  # an outline keeps details of a 4000th of its size: 25 m for a department
OUTLINED = ("shape", "source", "west", "south", "east", "north", "lon", "lat")
TOLD = ("name", "parent_id", "path", "postcodes", "population", "valid_to")
Known = dict[Key, Territory]


@dataclass
class Changes:
    """The rows to write, the links to make and to undo, the validities to end, the outlines."""

    source: Source
    created: list[Territory] = field(default_factory=list)
    updated: list[Territory] = field(default_factory=list)
    same: int = 0
    joined: list[tuple[Territory, Territory]] = field(default_factory=list)
    parted: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    gone: int = 0  # ended, and nothing of that code follows
    outlined: list[Outline] = field(default_factory=list)
    redrawn: list[Outline] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        lists = (self.created, self.updated, self.joined, self.parted, self.ended)
        return not any((*lists, self.outlined, self.redrawn))


def compare(source: Source) -> Changes:
    """Compare a source without problems with the register; nothing is written.

    What is created stands before what lies in it, as in the source.
    """
    changes = Changes(source)
    known = _registered(source)
    valid_to = _start_of_next(source)
    for key, division in source.divisions.items():
        row = known.get(key)
        if row is None:
            known[key] = row = _new(division, source)
            changes.created.append(row)
            _tell(row, division, known, valid_to)
        elif _tell(row, division, known, valid_to):
            changes.updated.append(row)
        else:
            changes.same += 1
    _find_links(changes, known)
    _find_ended(changes)
    _find_outlines(changes, known)
    return changes


def _registered(source: Source) -> Known:
    """Give the rows of this vintage, and the latest row of what the source refers to elsewhere."""
    kinds = {kind for kind, _code in (*source.divisions, *source.outlines)}
    rows = Territory.objects.filter(kind__in=kinds, vintage=source.vintage).order_by("pk")
    known = {(row.kind, row.code): row for row in rows}
    named = {key for division in source.divisions.values() for key in _named_by(division)}
    elsewhere = named - source.divisions.keys()
    rows = Territory.objects.filter(code__in={code for _kind, code in elsewhere})
    latest = {(row.kind, row.code): row for row in rows.order_by("vintage")}
    return {**{key: latest[key] for key in elsewhere}, **known}


def _named_by(division: Division) -> Iterable[Key]:
    return (*division.also_in, division.parent) if division.parent else division.also_in


def _new(division: Division, source: Source) -> Territory:
    return Territory(
        kind=division.kind,
        code=division.code,
        vintage=source.vintage,
        valid_from=source.starts_on,
        source=source.label,
    )


def _tell(row: Territory, division: Division, known: Known, valid_to: date | None) -> bool:
    """Write on the row what the division tells; say whether anything changed."""
    before = [getattr(row, name) for name in TOLD]
    row.name = division.name
    row.parent = known[division.parent] if division.parent else None
    row.postcodes = written_postcodes(division.postcodes)
    row.population = division.population
    row.valid_to = valid_to
    row.derive()
    return before != [getattr(row, name) for name in TOLD]


def _spoken_for(source: Source) -> TerritoryQuerySet:
    """Give the rows, in all vintages, that this source speaks for."""
    rows = Territory.objects.filter(source=source.label)
    if source.departments is None:
        return rows
    inside = Q()
    for code in sorted(source.departments):
        inside |= Q(path__contains=f"/{Territory.Kind.DEPARTMENT}:{code}/")
    return rows.filter(inside)


def _start_of_next(source: Source) -> date | None:
    """Give the day on which a later vintage, imported before this one, takes over."""
    later = _spoken_for(source).filter(vintage__gt=source.vintage).order_by()
    vintage = later.aggregate(first=Min("vintage"))["first"]
    return date(vintage, 1, 1) if vintage else None


def _find_links(changes: Changes, known: Known) -> None:
    source = changes.source
    ours = {known[key].pk for key in source.divisions}
    links = Territory.also_in.through.objects.filter(from_territory__vintage=source.vintage)
    kept = {
        (inner, outer): pk
        for pk, inner, outer in links.order_by("pk").values_list(
            "pk", "from_territory", "to_territory"
        )
        if inner in ours
    }
    for key, division in source.divisions.items():
        inner = known[key]
        for other in division.also_in:
            outer = known[other]
            if kept.pop((inner.pk, outer.pk), None) is None:
                changes.joined.append((inner, outer))
    changes.parted = sorted(kept.values())


def _find_ended(changes: Changes) -> None:
    """Earlier vintages end where this one starts; so does what this one names no more."""
    source = changes.source
    is_open = Q(valid_to=None) | Q(valid_to__gt=source.starts_on)
    rows = _spoken_for(source).filter(is_open, vintage__lte=source.vintage).order_by("pk")
    for pk, kind, code, vintage in rows.values_list("pk", "kind", "code", "vintage"):
        is_named = (kind, code) in source.divisions
        if vintage < source.vintage or not is_named:
            changes.ended.append(pk)
            changes.gone += not is_named


def _find_outlines(changes: Changes, known: Known) -> None:
    source = changes.source
    rows = Outline.objects.filter(
        territory__kind__in={kind for kind, _code in source.outlines},
        territory__vintage=source.vintage,
    )
    drawn = {outline.territory_id: outline for outline in rows.order_by("pk")}
    for key, given in source.outlines.items():
        shape = simplified(given, extent(box_of(given)) / FINEST)
        outline = drawn.get(known[key].pk)
        if outline is None:
            outline = Outline(territory=known[key])
            changes.outlined.append(outline)
        elif outline.shape != shape:
            changes.redrawn.append(outline)
        else:
            continue
        outline.shape, outline.source = shape, source.label
        outline.west, outline.south, outline.east, outline.north = box_of(shape)
        outline.lon, outline.lat = centre_of(shape)
