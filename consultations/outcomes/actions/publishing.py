"""Publishing the answer, once; afterwards it is only corrected in the open."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.actions import mark_responded
from consultations.errors import Refused
from consultations.ladder import Rung
from consultations.models import Consultation, State
from consultations.outcomes.actions.locking import lock_unanswered
from consultations.outcomes.actions.responses import demand_complete
from consultations.outcomes.actions.synthesis import publish_synthesis
from consultations.outcomes.models import OfficialResponse, Synthesis


@transaction.atomic
def publish_answer(
    consultation: Consultation, *, actor: Any, at: datetime | None = None
) -> Consultation:
    """Publish all responses at once: the promise is kept, and the text no longer changes.

    A synthesis that is written goes out with it; from the rung of consultation on, the promise
    demands one. Raises Refused when something is missing.
    """
    row = lock_unanswered(consultation)
    if not OfficialResponse.objects.filter(consultation=consultation).exists():
        raise Refused(_("Écrivez au moins une réponse avant de publier."))
    if row.state == State.OPEN:
        raise Refused(_("La réponse se publie après la clôture, quand tout est arrivé."))
    for response in OfficialResponse.objects.filter(consultation=consultation):
        demand_complete(response)
    if row.state == State.CLOSED:
        _publish_synthesis_first(consultation, actor=actor, at=at)
    return mark_responded(consultation, actor=actor, at=at)


def _publish_synthesis_first(
    consultation: Consultation, *, actor: Any, at: datetime | None
) -> None:
    if Synthesis.objects.filter(consultation=consultation).exists():
        publish_synthesis(consultation, actor=actor, at=at)
    elif consultation.ladder_rung.admits(Rung.CONSULTATION):
        raise Refused(_("Écrivez la synthèse : elle est promise avec la réponse."))
