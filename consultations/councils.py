"""What a council said in consultations, on the council's public page."""

from consultations.models import Contribution
from consultations.queries import quoted
from participation.councils.models import Council
from participation.councils.registry import Panel, profile_panels

SHOWN = 10


def interventions(council: Council) -> Panel | None:
    """Show the published contributions that a coordinator gave in the council's name."""
    rows = Contribution.objects.filter(council=council, state=Contribution.State.PUBLISHED)
    latest = rows.select_related("consultation__public_body", "step__consultation")
    contributions = list(latest.order_by("-received_at", "-pk")[:SHOWN])
    if not contributions:
        return None
    words = quoted(contributions)
    said = [(contribution, words[contribution.pk]) for contribution in contributions]
    return Panel("consultations/_interventions.html", {"interventions": said})


profile_panels.append(interventions)
