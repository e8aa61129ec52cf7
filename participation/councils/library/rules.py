"""Who may add to what everyone shares."""

from typing import Any

from participation.accounts.rules import is_administrator
from participation.councils.models import RegionalCoordinator


def shares_resources(person: Any) -> bool:
    """Administrators, and who answers today for the councils of a territory."""
    if not person.is_authenticated:
        return False
    if is_administrator(person):
        return True
    return RegionalCoordinator.objects.running().filter(account=person.pk).exists()
