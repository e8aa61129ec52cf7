"""Who keeps the register of councils; the way into the admin lasts exactly as long as the role."""

from typing import Any

import rules

from participation.accounts.rules import is_administrator
from participation.councils.models import RegionalCoordinator


@rules.predicate
def is_regional_coordinator(account: Any) -> bool:
    """Somebody who answers for the councils of a territory today."""
    if not account.is_authenticated:
        return False
    return RegionalCoordinator.objects.running().filter(account=account.pk).exists()


keeps_councils = is_administrator | is_regional_coordinator
rules.add_perm("wagtailadmin.access_admin", is_regional_coordinator)
