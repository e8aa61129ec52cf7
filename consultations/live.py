"""What people see change while they look at a consultation: how many have contributed."""

from typing import Any

from django.template.loader import render_to_string

from consultations.events import ContributionReceived, ContributionWithdrawn
from consultations.models import Consultation, Contribution
from participation.base.events import Heard, listen
from participation.live.bus import push
from participation.live.topics import PUBLIC, open_topic


def audience(person: Any, consultation_id: int) -> str | None:
    seen = Consultation.objects.visible_to(person).filter(pk=consultation_id)
    return PUBLIC if seen.exists() else None


open_topic("consultation", audience)


@listen(ContributionReceived, ContributionWithdrawn)
def show_count(heard: Heard) -> None:
    """Push the new count; the fragment is the one the page itself includes."""
    consultation_id = heard.event.consultation_id
    count = Contribution.objects.filter(consultation_id=consultation_id).counted().count()
    html = render_to_string("consultations/_count.html", {"count": count})
    push(f"consultation.{consultation_id}", target="contribution-count", html=html)
