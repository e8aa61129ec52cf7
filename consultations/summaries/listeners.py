"""What arrives while themes are being read takes its place among them."""

from contextlib import suppress

from consultations.errors import Refused
from consultations.events import ContributionReceived
from consultations.summaries.actions.asking import can_analyse
from consultations.summaries.actions.placing import place_arrivals
from consultations.summaries.queries import current_summary
from participation.base.events import Heard, listen


@listen(ContributionReceived)
def place_what_arrives(heard: Heard) -> None:
    """Place a new contribution when themes are there and not signed; a repeat finds it placed."""
    summary = current_summary(heard.event.consultation_id)
    if summary is None or summary.is_signed or not can_analyse():
        return
    with suppress(Refused):  # signed meanwhile
        place_arrivals(summary, actor=None)
