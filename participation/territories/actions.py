"""What changes the register of territories."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db import transaction

from participation.base.databases import count_anew
from participation.base.events import record
from participation.base.text import one_line
from participation.territories.events import (
    TerritoriesImported,
    TerritoryOutlined,
    TerritoryRegistered,
)
from participation.territories.geometry import Shape, box_of, centre_of
from participation.territories.imports import Changes, Source, compare
from participation.territories.imports.comparing import OUTLINED, TOLD
from participation.territories.models import (
    Outline,
    Territory,
    TerritoryWord,
    written_postcodes,
)

BATCH = 1000


@transaction.atomic
def register_territory(
    *, kind: str, code: str, name: str, vintage: int, actor: Any = None, **fields: Any
) -> Territory:
    """Register a territory, or give the one already there for this kind, code and vintage.

    `postcodes` is given as a list of texts.
    """
    fields["postcodes"] = written_postcodes(fields.pop("postcodes", []))
    territory, is_new = Territory.objects.get_or_create(
        kind=kind, code=code, vintage=vintage, defaults={"name": one_line(name), **fields}
    )
    if is_new:
        _write_words([territory])
        record(TerritoryRegistered(territory_id=territory.pk), actor=actor)
    return territory


@transaction.atomic
def draw_outline(territory: Territory, shape: Shape, *, source: str, actor: Any) -> Outline:
    """Say where a territory lies, or give the outline it has already."""
    west, south, east, north = box_of(shape)
    lon, lat = centre_of(shape)
    box = {"west": west, "south": south, "east": east, "north": north, "lon": lon, "lat": lat}
    outline, is_new = Outline.objects.get_or_create(
        territory=territory, defaults={"shape": shape, "source": source, **box}
    )
    if is_new:
        record(TerritoryOutlined(territory_id=territory.pk), actor=actor)
    return outline


@transaction.atomic
def import_territories(source: Source, *, actor: Any) -> Changes:
    """Bring the register to what a source says, all of it; give what that changed.

    Nothing is recorded when nothing changes. The caller makes sure that the source has no
    problems; a concurrent import of the same vintage raises IntegrityError.
    """
    changes = compare(source)
    if changes.is_nothing:
        return changes
    _write_territories(changes)
    _write_links(changes)
    _write_outlines(changes)
    count_anew(Territory, TerritoryWord, Territory.also_in.through, Outline)
    record(
        TerritoriesImported(
            vintage=source.vintage,
            created=len(changes.created),
            updated=len(changes.updated),
            ended=len(changes.ended),
            outlined=len(changes.outlined) + len(changes.redrawn),
        ),
        actor=actor,
    )
    return changes


def _write_territories(changes: Changes) -> None:
    for start in range(0, len(changes.ended), BATCH):
        some = changes.ended[start : start + BATCH]
        Territory.objects.filter(pk__in=some).update(valid_to=changes.source.starts_on)
        TerritoryWord.objects.filter(territory__in=some).update(valid_to=changes.source.starts_on)
    # What holds others is written before them: they need its number.
    for _depth, rows in groupby(sorted(changes.created, key=_depth_of), key=_depth_of):
        Territory.objects.bulk_create(list(rows), batch_size=BATCH)
    fields = [*(name.removesuffix("_id") for name in TOLD), "search_name"]
    Territory.objects.bulk_update(changes.updated, fields, batch_size=BATCH)
    renewed = [row.pk for row in changes.updated]
    for start in range(0, len(renewed), BATCH):
        TerritoryWord.objects.filter(territory__in=renewed[start : start + BATCH]).delete()
    _write_words([*changes.created, *changes.updated])


def _depth_of(row: Territory) -> int:
    return row.path.count("/")


def _write_words(rows: Sequence[Territory]) -> None:
    words = [
        TerritoryWord(word=word, territory=row, valid_to=row.valid_to)
        for row in rows
        for word in row.words
    ]
    TerritoryWord.objects.bulk_create(words, batch_size=BATCH)


def _write_links(changes: Changes) -> None:
    links = Territory.also_in.through.objects
    for start in range(0, len(changes.parted), BATCH):
        links.filter(pk__in=changes.parted[start : start + BATCH]).delete()
    links.bulk_create(
        [
            Territory.also_in.through(from_territory_id=inner.pk, to_territory_id=outer.pk)
            for inner, outer in changes.joined
        ],
        batch_size=BATCH,
    )


def _write_outlines(changes: Changes) -> None:
    Outline.objects.bulk_create(changes.outlined, batch_size=200)
    Outline.objects.bulk_update(changes.redrawn, OUTLINED, batch_size=200)
