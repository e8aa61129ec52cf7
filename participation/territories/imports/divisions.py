"""The official divisions: a folder of JSON files, as the national package publishes them.

Format: `@etalab/decoupage-administratif` (INSEE, DGCL, La Poste). The departments' own
« arrondissements » are left out: nobody takes part there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from participation.territories.imports.source import (
    Division,
    Key,
    Source,
    Unreadable,
    number,
    rows_of,
    text,
)
from participation.territories.models import Territory

Kind = Territory.Kind
Told = tuple[dict[str, Any], str]  # a row, and where it stands
LABEL = "Découpage administratif (INSEE, DGCL, La Poste), Licence Ouverte"
NEEDED = ("regions", "departements", "communes")
NATION = Division(Kind.NATION, "FR", "France")
GROUPS = {"epci": Kind.EPCI, "ept": Kind.EPT}
WHOLE = "commune-actuelle"
COMMUNE_KINDS = {  # what a row of communes.json is, and which field names what it lies in
    WHOLE: (Kind.COMMUNE, Kind.DEPARTMENT, "departement"),
    "arrondissement-municipal": (Kind.DISTRICT, Kind.COMMUNE, "commune"),
    "commune-deleguee": (Kind.DELEGATED, Kind.COMMUNE, "chefLieu"),
    "commune-associee": (Kind.DELEGATED, Kind.COMMUNE, "chefLieu"),
}


def read_divisions(folder: Path, vintage: int) -> Source:
    """Read the folder; problems are noted in the source.

    Raises Unreadable when a file is absent or is no list.
    """
    absent = [f"{name}.json" for name in NEEDED if not (folder / f"{name}.json").is_file()]
    if absent:
        raise Unreadable(_("Il manque dans ce dossier : %(files)s.") % {"files": ", ".join(absent)})
    source = Source(LABEL, vintage)
    source.add(NATION, NATION.name)
    for row, where in _rows(folder, "regions"):
        _add(source, row, where, Kind.REGION, NATION.key)
    for row, where in _rows(folder, "departements"):
        _add(source, row, where, Kind.DEPARTMENT, (Kind.REGION, text(row, "region")))
    groups = [(kind, *told) for name, kind in GROUPS.items() for told in _rows(folder, name)]
    communes = _rows(folder, "communes")
    _add_communes(source, communes, _groups_of_communes(groups))
    for kind, row, where in groups:
        _add_group(source, kind, row, where)
    return source


def _rows(folder: Path, name: str) -> list[Told]:
    path = folder / f"{name}.json"
    rows = rows_of(path) if path.is_file() else []
    return [
        (row, f"{path.name}, {place} ({text(row, 'code')})") for place, row in enumerate(rows, 1)
    ]


def _add(
    source: Source, row: Mapping[str, Any], where: str, kind: str, parent: Key, **more: Any
) -> None:
    if parent not in source.divisions:
        return source.complain(
            where,
            _("le territoire qui le contient est inconnu : %(code)s.") % {"code": parent[1] or "–"},
        )
    source.add(Division(kind, text(row, "code"), text(row, "nom"), parent, **more), where)
    return None


def _groups_of_communes(groups: Iterable[tuple[str, dict[str, Any], str]]) -> dict[str, list[Key]]:
    groups_of: dict[str, list[Key]] = defaultdict(list)
    for kind, row, _where in groups:
        for code in _members(row):
            groups_of[code].append((kind, text(row, "code")))
    return groups_of


def _add_communes(
    source: Source, rows: Sequence[Told], groups_of: Mapping[str, Sequence[Key]]
) -> None:
    """Add the communes, then their parts, which come before them in no fixed order."""
    for row, where in sorted(rows, key=lambda told: told[0].get("type") != WHOLE):
        type = text(row, "type")
        if type not in COMMUNE_KINDS:
            source.complain(where, _("le type est inconnu : %(type)s.") % {"type": type or "–"})
            continue
        kind, inside, field = COMMUNE_KINDS[type]
        commune = text(row, "code" if kind == Kind.COMMUNE else field)
        _add(
            source,
            row,
            where,
            kind,
            (inside, text(row, field)),
            also_in=tuple(groups_of.get(commune, ())),
            postcodes=_postcodes(row),
            population=number(row, "population"),
        )


def _add_group(source: Source, kind: str, row: Mapping[str, Any], where: str) -> None:
    """Add a group of communes, in the smallest territory that holds all its members."""
    members = [source.divisions.get((str(Kind.COMMUNE), code)) for code in _members(row)]
    departments = {member.parent for member in members if member and member.parent}
    if not departments or None in members:
        return source.complain(where, _("une commune membre est inconnue, ou il n’y en a aucune."))
    regions = {source.divisions[department].parent for department in departments}
    parent = NATION.key
    if len(departments) == 1:
        parent = departments.pop()
    elif len(regions) == 1:
        parent = regions.pop() or NATION.key
    return _add(source, row, where, kind, parent, population=number(row, "populationMunicipale"))


def _members(row: Mapping[str, Any]) -> list[str]:
    members = row.get("membres")
    given = members if isinstance(members, list) else []
    return [text(member, "code") for member in given if isinstance(member, dict)]


def _postcodes(row: Mapping[str, Any]) -> tuple[str, ...]:
    given = row.get("codesPostaux")
    return tuple(str(code) for code in given) if isinstance(given, list) else ()
