"""What a file of territories says, once read: divisions, outlines, and what is wrong in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from participation.base.text import one_line
from participation.territories.geometry import Misshapen, Shape, read_shape

Key = tuple[str, str]  # kind and code
Feature = tuple[dict[str, Any], Any]  # properties and geometry

MOST_BYTES = 200 * 1024 * 1024
LONGEST_NAME = 120
LONGEST_CODE = 20
LONGEST_POSTCODES = 398
MOST_PEOPLE = 100_000_000


class Unreadable(Exception):
    """The source cannot be read at all; the message says what to do next."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row: where it stands, and a sentence."""

    where: str
    message: str


@dataclass(frozen=True)
class Division:
    """One territory as a file tells it; others are named by kind and code."""

    kind: str
    code: str
    name: str
    parent: Key | None = None
    also_in: tuple[Key, ...] = ()
    postcodes: tuple[str, ...] = ()
    population: int | None = None

    @property
    def key(self) -> Key:
        return self.kind, self.code


@dataclass
class Source:
    """One file or folder, read whole.

    `departments` are the codes of those it speaks for; None when it speaks for the whole country.
    What it spoke for in an earlier vintage, and no longer names, has ended.
    """

    label: str
    vintage: int
    divisions: dict[Key, Division] = field(default_factory=dict)
    outlines: dict[Key, Shape] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    departments: frozenset[str] | None = None

    @property
    def starts_on(self) -> date:
        return date(self.vintage, 1, 1)

    def complain(self, where: str, message: str) -> None:
        self.problems.append(Problem(where, message))

    def add(self, division: Division, where: str) -> bool:
        """Take in a division, or note what is wrong with it; say whether it was taken."""
        if division.key in self.divisions:
            self.complain(where, _("ce code est donné deux fois."))
            return False
        if complaint := _complaint(division):
            self.complain(where, complaint)
            return False
        self.divisions[division.key] = division
        return True

    def add_outline(self, key: Key, geometry: Any, where: str) -> None:
        if key in self.outlines:
            self.complain(where, _("ce contour est donné deux fois."))
            return
        try:
            self.outlines[key] = read_shape(geometry)
        except Misshapen as reason:
            self.complain(where, _("contour refusé : %(reason)s.") % {"reason": reason})


def _complaint(division: Division) -> str:
    if not division.code or len(division.code) > LONGEST_CODE:
        return _("le code manque, ou il est trop long.")
    if not division.name or len(division.name) > LONGEST_NAME:
        return _("le nom manque, ou il est trop long.")
    if len(" ".join(division.postcodes)) > LONGEST_POSTCODES:
        return _("il y a trop de codes postaux.")
    if division.population is not None and not 0 <= division.population <= MOST_PEOPLE:
        return _("la population n’est pas un nombre possible.")
    return ""


def text(row: Mapping[str, Any], *names: str) -> str:
    """Give the first of these fields that says something, on one line."""
    values = (row.get(name) for name in names)
    return next((one_line(str(value)) for value in values if value not in (None, "")), "")


def number(row: Mapping[str, Any], name: str) -> int | None:
    """Give a whole number, None where there is none, and -1 for what is no whole number."""
    value = row.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return -1


def load(path: Path) -> Any:
    """Read a JSON file. Raises Unreadable when it is absent, too large or no JSON."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(_("%(file)s dépasse 200 Mo.") % {"file": path.name})
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise Unreadable(
            _("%(file)s ne se lit pas : %(error)s.") % {"file": path.name, "error": error}
        ) from error


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read a JSON list of objects. Raises Unreadable for anything else."""
    rows = load(path)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(_("%(file)s doit contenir une liste d’objets.") % {"file": path.name})
    return rows


def features_of(path: Path) -> list[Feature]:
    """Read a GeoJSON collection; give the properties and the geometry of each feature.

    Raises Unreadable for anything else.
    """
    collection = load(path)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise Unreadable(
            _("%(file)s doit être un GeoJSON de type FeatureCollection.") % {"file": path.name}
        )
    if not all(isinstance(f, dict) and isinstance(f.get("properties"), dict) for f in features):
        raise Unreadable(_("Dans %(file)s, un objet n’a pas de propriétés.") % {"file": path.name})
    return [(feature["properties"], feature.get("geometry")) for feature in features]
