"""The public page of a council: what everyone may read, gathered from the core and the rooms."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.councils.choices import Activity
from participation.councils.models import (
    ActivityChange,
    Council,
    Coverage,
    RecognitionOrder,
    RegionalCoordinator,
)
from participation.councils.queries.regional import regional_contacts
from participation.councils.registry import Panel, Text, profile_panels, rooms

STATES: dict[str, tuple[Text, Text]] = {
    Activity.BEING_SET_UP: (
        _("Ce conseil se met en place"),
        _("Il cherche ses membres. Pour en être, écrivez au contact ci-dessous."),
    ),
    Activity.DORMANT: (
        _("Ce conseil est en sommeil"),
        _("Il ne se réunit plus pour l’instant. Pour le relancer, écrivez au contact ci-dessous."),
    ),
    Activity.BEING_RENEWED: (
        _("Ce conseil se renouvelle"),
        _("De nouveaux membres arrivent. Pour en être, écrivez au contact ci-dessous."),
    ),
    Activity.ENDED: (
        _("Ce conseil a pris fin"),
        _("Ses documents publics restent lisibles ici."),
    ),
}


@dataclass(frozen=True)
class Profile:
    """What the page shows; `is_inside` opens a door that nobody else sees."""

    council: Council
    neighbourhoods: list[Coverage]
    state: tuple[Text, Text] | None
    panels: list[Panel]
    orders: list[RecognitionOrder]
    changes: list[ActivityChange]
    contacts: list[RegionalCoordinator]
    is_inside: bool


def profile_of(council: Council, person: Any) -> Profile:
    """Gather the public page of a council for one person."""
    day = council.today
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    lasts = Q(valid_to=None) | Q(valid_to__gt=day)
    makers = [*(room.panel for room in rooms()), *profile_panels]
    return Profile(
        council=council,
        neighbourhoods=list(
            council.coverages.filter(begun & lasts)
            .select_related("territory")
            .order_by("territory__name", "pk")
        ),
        state=STATES.get(council.activity),
        panels=[panel for make in makers if (panel := make(council))],
        orders=list(council.recognition_orders.order_by("-signed_on", "-pk")),
        changes=list(council.activity_changes.order_by("-on", "-pk")),
        contacts=regional_contacts([council.commune.path])[council.commune.path],
        is_inside=Council.objects.entered_by(person).filter(pk=council.pk).exists(),
    )
