"""What the directory tells of each council it shows: a fixed number of queries for a page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from participation.councils.choices import Activity
from participation.councils.directory.models import (
    RemoteCouncil,
    RemoteInstance,
    RemoteNeighbourhood,
)
from participation.councils.directory.queries.activity import last_activities
from participation.councils.directory.queries.finding import Finding
from participation.councils.directory.queries.places import coverages_today
from participation.councils.directory.queries.sought import Ref, Sought
from participation.councils.models import Council, RegionalCoordinator
from participation.councils.queries.regional import regional_contacts

PILLS = {Activity.ACTIVE: "open", Activity.ENDED: "archived", Activity.DORMANT: "closed"}
SHOWN_NEIGHBOURHOODS = 6


@dataclass(frozen=True)
class Result:
    """One council of the list, of this site or of another.

    `covers` is the neighbourhood asked for, if it covers it.
    """

    ref: Ref
    council: Council | RemoteCouncil
    neighbourhoods: list[str]
    covers: str = ""
    kilometres: float | None = None
    contacts: Sequence[RegionalCoordinator] = ()
    last_active_on: date | None = None

    @property
    def pill(self) -> str:
        return PILLS.get(Activity(self.council.activity), "announced")

    @property
    def instance(self) -> RemoteInstance | None:
        """The other site it is on, if it is."""
        return self.council.instance if isinstance(self.council, RemoteCouncil) else None

    @property
    def where(self) -> str:
        """The commune, as it tells homonyms apart."""
        if isinstance(self.council, RemoteCouncil):
            return self.council.where
        return self.council.commune.label

    @property
    def department_code(self) -> str:
        if isinstance(self.council, RemoteCouncil):
            return self.council.department_code
        return self.council.commune.department_code

    @property
    def is_dormant(self) -> bool:
        return self.council.activity == Activity.DORMANT

    @property
    def shown(self) -> list[str]:
        return self.neighbourhoods[:SHOWN_NEIGHBOURHOODS]

    @property
    def more(self) -> int:
        return max(0, len(self.neighbourhoods) - SHOWN_NEIGHBOURHOODS)


def results_of(finding: Finding, found: Sequence[Ref]) -> list[Result]:
    """Tell of these councils of a finding, in their order."""
    rows = Sought.among(list(found))
    ours = {Ref(False, row.pk): row for row in rows.ours.select_related("commune").order_by()}
    others = {Ref(True, row.pk): row for row in rows.others.select_related("instance").order_by()}
    councils: dict[Ref, Council | RemoteCouncil] = {**ours, **others}
    asked = {(place.kind, place.code) for place in finding.places}
    names: dict[Ref, list[str]] = defaultdict(list)
    covers: dict[Ref, str] = {}
    for ref, name, kind, code in _covered(rows):
        names[ref].append(name)
        if (kind, code) in asked:
            covers[ref] = name
    last = {ref: row.last_active_on for ref, row in others.items()}
    last |= {Ref(False, pk): on for pk, on in last_activities(rows.ours).items()}
    contacts = regional_contacts(row.commune.path for row in ours.values())
    return [
        Result(
            ref,
            councils[ref],
            names[ref],
            covers.get(ref, ""),
            finding.kilometres.get(ref),
            contacts[ours[ref].commune.path] if ref in ours else (),
            last.get(ref),
        )
        for ref in found
        if ref in councils
    ]


def _covered(rows: Sought) -> Iterable[tuple[Ref, Any, Any, Any]]:
    """Give each neighbourhood covered: by whom, its name, its kind and its code."""
    place = ("territory__name", "territory__kind", "territory__code")
    ours = coverages_today().filter(council__in=rows.ours.order_by().values("pk"))
    for pk, *told in ours.order_by("territory__search_name", "pk").values_list("council", *place):
        yield Ref(False, pk), *told
    others = RemoteNeighbourhood.objects.filter(council__in=rows.others.order_by().values("pk"))
    for pk, *told in others.order_by("name", "pk").values_list("council", "name", "kind", "code"):
        yield Ref(True, pk), *told
