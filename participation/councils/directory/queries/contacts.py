"""Whom to call about what was looked for: who answers for the councils of that territory."""

from participation.councils.directory.queries.finding import Finding
from participation.councils.models import RegionalCoordinator
from participation.councils.queries.regional import regional_contacts
from participation.territories.models import Territory

MOST = 12


def contacts_for(finding: Finding, department: Territory | None) -> list[RegionalCoordinator]:
    """Give who answers for the places meant, or for the department chosen; one query at most.

    Nothing found and no place known: everybody who answers for a territory, so that nobody leaves
    without an address to write to.
    """
    paths = [place.path for place in finding.places] or ([department.path] if department else [])
    if paths:
        found = regional_contacts(paths)
        return list({contact.pk: contact for path in paths for contact in found[path]}.values())
    if finding.councils:
        return []
    everybody = RegionalCoordinator.objects.running().select_related("territory")
    return list(everybody.order_by("territory__path", "role", "pk")[:MOST])
