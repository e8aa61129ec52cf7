"""Who speaks for which party of a shared text, and who writes in it."""

from typing import Any

from consultations.components.drafting.models import Party, SharedText
from consultations.rules import is_officer
from participation.councils.models import Membership
from participation.councils.queries.speaking import spoken_for_by


def speaks_for(person: Any, text: SharedText) -> str:
    """Give the party in whose name a person takes positions and signs, or nothing.

    Officers speak for their body, coordinators for their council; nobody for both.
    """
    if is_officer(person, text.step.consultation):
        return Party.BODY.value
    if text.council and text.council in spoken_for_by(person):
        return Party.COUNCIL.value
    return ""


def writes_for(person: Any, text: SharedText) -> str:
    """Give the party for which a person writes articles: officers, and members of the council."""
    if is_officer(person, text.step.consultation):
        return Party.BODY.value
    if not text.council_id or not person.is_authenticated:
        return ""
    seated = Membership.objects.in_council(text.council_id).inside().filter(account=person.pk)
    return Party.COUNCIL.value if seated.exists() else ""
