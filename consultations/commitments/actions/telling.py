"""Writing one line of history, and letting it be known."""

from typing import Any

from django.db import transaction

from consultations.commitments import events
from consultations.commitments.choices import TurnKind
from consultations.commitments.models import Measure, Plan, Turn
from participation.base.clock import now
from participation.base.events import record


@transaction.atomic
def tell(
    plan: Plan,
    kind: TurnKind,
    *,
    actor: Any,
    measure: Measure | None = None,
    text: str = "",
    field: str = "",
    before: str = "",
    after: str = "",
) -> Turn | None:
    """Write what happened; of a plan that is not published nobody is told, and nothing is kept."""
    if not plan.is_published:
        return None
    turn = Turn.objects.create(
        plan=plan,
        measure=measure,
        kind=kind,
        at=now(),
        text=text,
        field=field,
        before=before,
        after=after,
        by=actor if getattr(actor, "pk", None) else None,
    )
    event = events.TurnTaken(
        plan_id=plan.pk, turn_id=turn.pk, measure_id=measure.pk if measure else None
    )
    record(event, actor=actor)
    return turn
