"""What the pages of the register need across tables."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from participation.councils.choices import Activity
from participation.councils.models import (
    ActivityChange,
    Council,
    Coverage,
    Framework,
    HostOrganisation,
    Invitation,
    Membership,
    RecognitionOrder,
    RegionalCoordinator,
)
from participation.councils.querysets import CouncilQuerySet, kept_places
from participation.journal.models import Entry
from participation.territories.models import Territory

MOST_PLACES = 20
LATEST_ENTRIES = 20
TOLD = (
    *("CouncilCreated", "CouncilEdited", "CouncilActivityChanged", "SeatsSet"),
    *("NeighbourhoodCovered", "CoverageDated", "CoverageRemoved"),
    *("OrderRecorded", "OrderCorrected", "OrderAnnulled"),
)


def listed(person: Any) -> CouncilQuerySet:
    """Give the councils a person keeps, with what their list shows of each."""
    rows = Council.objects.kept_by(person).select_related("commune", "framework", "host")
    return rows.with_is_coordinated().order_by("search_name", "pk")


@dataclass(frozen=True)
class Desk:
    """Where one council stands in the register; nothing of what its space holds."""

    council: Council
    coverages: list[Coverage]
    orders: list[RecognitionOrder]
    changes: list[ActivityChange]
    filled: int
    seats: int
    is_coordinated: bool
    invitations: list[Invitation]
    entries: list[Entry]

    @property
    def may_invite(self) -> bool:
        ended = self.council.activity == Activity.ENDED
        return not (self.is_coordinated or self.invitations or ended)


def desk(council: Council) -> Desk:
    """Gather the page of one council; a fixed number of queries."""
    here = Entry.objects.filter(subject=f"council:{council.pk}", event__in=TOLD)
    pending = council.invitations.pending().from_outside()
    coverages = council.coverages.select_related("territory").annotate(
        is_over=Q(valid_to__isnull=False, valid_to__lte=council.today)
    )
    return Desk(
        council=council,
        coverages=list(coverages.order_by("is_over", "territory__search_name", "pk")),
        orders=list(council.recognition_orders.order_by("-signed_on", "-pk")),
        changes=list(council.activity_changes.order_by("-on", "-pk")),
        filled=Membership.objects.running().filter(council=council).count(),
        seats=council.seats.count(),
        is_coordinated=Membership.objects.coordinators().filter(council=council).exists(),
        invitations=list(pending.order_by("-invited_at", "-pk")),
        entries=list(here.select_related("actor").order_by("-pk")[:LATEST_ENTRIES]),
    )


def places_to_cover(person: Any, typed: str) -> list[Territory]:
    """Give the territories of this name or code that the person may let a council cover."""
    rows = Territory.objects.named(typed).exclude(kind=Territory.Kind.NATION)
    return list(rows.filter(kept_places(person, "path")).select_related("parent")[:MOST_PLACES])


def is_within_reach(person: Any, territory: Territory) -> bool:
    """Say whether a territory lies where the person keeps the register."""
    return Territory.objects.filter(kept_places(person, "path"), pk=territory.pk).exists()


def frameworks() -> QuerySet[Framework]:
    """Give every framework, the latest first, with how many councils have it."""
    after = Framework.objects.filter(replaces=OuterRef("pk")).order_by()
    rows = Framework.objects.annotate(council_count=Count("councils"), is_revised=Exists(after))
    return rows.order_by("-valid_from", "name")


def hosts(person: Any) -> list[HostOrganisation]:
    """Give every host organisation; `is_kept` says whether this person may change it."""
    kept = set(HostOrganisation.objects.kept_by(person).order_by().values_list("pk", flat=True))
    rows = list(HostOrganisation.objects.annotate(council_count=Count("councils")).order_by("name"))
    for row in rows:
        row.is_kept = row.pk in kept  # type: ignore[attr-defined]
    return rows


def coordinators() -> QuerySet[RegionalCoordinator]:
    """Give everybody who answers, answered or will answer for a territory; those who do first."""
    rows = RegionalCoordinator.objects.select_related("territory", "account")
    latest = F("ends_on").desc(nulls_first=True)
    return rows.order_by(latest, "territory__search_name", "pk")
