"""From what somebody typed to councils: by name, by place, by address, or else the nearest."""

from dataclasses import dataclass, field

from django.db.models import Case, Q, Value, When

from participation.councils.choices import Activity
from participation.councils.directory.queries import nearby
from participation.councils.directory.queries.places import (
    coverages_today,
    neighbourhoods_at,
    places_in_address,
    places_named,
    served_elsewhere,
    serving,
)
from participation.councils.directory.queries.sought import Ref, Sought
from participation.territories.geocoding import NotFound, Place, locate
from participation.territories.models import Territory


@dataclass(frozen=True)
class Finding:
    """The councils found, in order, and how.

    `places` are what was understood; `address` is where the geocoder put what was typed; `is_near`
    says that none serves the place and that these are the nearest; `problem` tells why an address
    helped nobody: `unknown` or `unavailable`.
    """

    councils: list[Ref]
    places: list[Territory] = field(default_factory=list)
    address: str = ""
    kilometres: dict[Ref, float] = field(default_factory=dict)
    is_near: bool = False
    problem: str = ""

    @property
    def place(self) -> Territory | None:
        """The place meant, when there is no doubt."""
        return self.places[0] if len(self.places) == 1 else None


def find(typed: str, sought: Sought) -> Finding:
    """Find among these councils what was typed; nothing typed gives them all."""
    if not typed:
        return Finding(_in_order(sought))
    places = places_named(typed)
    if found := _in_order(_serving(sought, places, typed)):
        return Finding(found, places)
    if places:
        return _near_place(sought, places)
    return _at_address(typed, sought)


def _serving(sought: Sought, places: list[Territory], typed: str = "") -> Sought:
    """Give those that serve one of these places, or are called by what was typed."""
    ours, others = serving(places), served_elsewhere(places)
    if typed:
        ours |= Q(pk__in=sought.ours.matching(typed).order_by().values("pk"))
        others |= Q(pk__in=sought.others.matching(typed).order_by().values("pk"))
    return Sought(sought.ours.filter(ours), sought.others.filter(others))


def _in_order(sought: Sought) -> list[Ref]:
    """Give them by name, those that have ended last."""
    ended = Case(When(activity=Activity.ENDED, then=Value(1)), default=Value(0))
    lists = [
        rows.order_by().values_list(ended, "search_name", "pk")
        for rows in (sought.ours, sought.others)
    ]
    found = [
        (*row[:2], Ref(bool(is_remote), row[2]))
        for is_remote, rows in enumerate(lists)
        for row in rows
    ]
    return [ref for _ended, _name, ref in sorted(found)]


def _near_place(sought: Sought, places: list[Territory], problem: str = "") -> Finding:
    """Give the nearest councils of the first place meant; without outlines, its department's."""
    origin = nearby.centre_of(places[0])
    ways = dict(nearby.nearest(sought, origin)) if origin else {}
    if not ways:
        same = nearby.in_department(sought, places[0])
        return Finding(_in_order(same), places, is_near=True, problem=problem)
    return Finding([*ways], places, kilometres=ways, is_near=True, problem=problem)


def _at_address(typed: str, sought: Sought) -> Finding:
    """Find where an address is, then who covers that point; else fall back to its commune."""
    place = locate(typed)
    if isinstance(place, Place):
        return _around(place, sought)
    problem = "unknown" if isinstance(place, NotFound) else "unavailable"
    communes = places_in_address(typed)
    if not communes:
        return Finding([], problem=problem)
    if found := _in_order(_serving(sought, communes)):
        return Finding(found, communes, problem=problem)
    return _near_place(sought, communes, problem)


def _around(place: Place, sought: Sought) -> Finding:
    quarters = neighbourhoods_at(place.lon, place.lat)
    if quarters and (found := _in_order(_covering(sought, quarters))):
        return Finding(found, quarters, address=place.label)
    rows = Territory.objects.valid_today().filter(
        kind=Territory.Kind.COMMUNE, code=place.commune_code
    )
    communes = list(rows.order_by("-vintage")[:1])
    code = communes[0].code if communes else ""
    ways = dict(nearby.nearest(sought, (place.lon, place.lat), code))
    return Finding([*ways], communes, address=place.label, kilometres=ways, is_near=True)


def _covering(sought: Sought, quarters: list[Territory]) -> Sought:
    """Give those that cover one of these neighbourhoods themselves."""
    paths = [quarter.path for quarter in quarters]  # the same in every vintage
    covering = coverages_today().filter(territory__path__in=paths).order_by().values("council")
    return Sought(
        sought.ours.filter(pk__in=covering), sought.others.filter(served_elsewhere(quarters))
    )
