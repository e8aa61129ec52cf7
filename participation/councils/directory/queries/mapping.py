"""The councils found, as a map draws them: a mark for each, and the outlines around them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.councils.directory.models import RemoteNeighbourhood
from participation.councils.directory.queries.finding import Finding
from participation.councils.directory.queries.nearby import positions
from participation.councils.directory.queries.places import OFFICIAL, coverages_today
from participation.councils.directory.queries.results import Result, results_of
from participation.councils.directory.queries.sought import Sought
from participation.territories.models import Territory, TerritoryQuerySet
from participation.territories.queries import outlines_geojson

MOST_OUTLINES = 150  # beyond, neighbourhoods are too small to be seen together


def geojson(finding: Finding) -> dict[str, Any]:
    """Give a GeoJSON collection (RFC 7946) of all that was found.

    Marks say what the list says. `said` tells in a sentence how many councils have no place on the
    map: they stand in the list alone.
    """
    sought = Sought.among(finding.councils)
    places = positions(sought)
    results = results_of(finding, finding.councils)
    marks = [_mark(one, places[one.ref]) for one in results if one.ref in places]
    return {
        "type": "FeatureCollection",
        "said": _said(len(marks), len(results) - len(marks)),
        "features": [*_behind(results), *_quarters(sought), *marks],
    }


def _said(shown: int, missing: int) -> str:
    said = ngettext(
        "La carte montre %(number)s conseil de la liste.",
        "La carte montre les %(number)s conseils de la liste.",
        shown,
    ) % {"number": shown}
    if not missing:
        return said
    others = ngettext(
        "%(number)s conseil sans contour connu est dans la liste seule.",
        "%(number)s conseils sans contour connu sont dans la liste seule.",
        missing,
    )
    return f"{said} {others % {'number': missing}}"


def _mark(result: Result, point: tuple[float, float]) -> dict[str, Any]:
    council, instance = result.council, result.instance
    named = ", ".join(result.shown)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(part, 5) for part in point]},
        "properties": {
            "name": council.name,
            "url": council.get_absolute_url(),
            "activity": council.activity,
            "state": council.get_activity_display(),
            "where": result.where,
            "covers": _("Quartiers : %(names)s") % {"names": named} if named else "",
            "site": _("Sur un autre site : %(name)s") % {"name": instance} if instance else "",
        },
    }


def _behind(results: Sequence[Result]) -> list[dict[str, Any]]:
    """Give the départements where the councils are: without them, marks float nowhere."""
    codes = {result.department_code for result in results}
    rows = Territory.objects.valid_today().filter(kind=Territory.Kind.DEPARTMENT, code__in=codes)
    return _outlines(rows, "back")


def _quarters(sought: Sought) -> list[dict[str, Any]]:
    ours = coverages_today().filter(council__in=sought.ours.order_by().values("pk"))
    others = RemoteNeighbourhood.objects.filter(
        kind__in=OFFICIAL, council__in=sought.others.order_by().values("pk")
    )
    covered = Q(pk__in=ours.order_by().values("territory")) | Q(
        pk__in=Territory.objects.valid_today()
        .filter(kind__in=OFFICIAL, code__in=others.order_by().values("code"))
        .order_by()
        .values("pk")
    )
    rows = Territory.objects.filter(covered, outline__isnull=False)
    return _outlines(rows, "quarter") if rows.count() <= MOST_OUTLINES else []


def _outlines(rows: TerritoryQuerySet, kind: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = outlines_geojson(rows)["features"]
    for feature in features:
        feature["properties"]["kind"] = kind
    return features
