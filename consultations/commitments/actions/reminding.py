"""Reminding the officers of a body that the deadline of a measure comes near."""

from django.db import transaction

from consultations.commitments import events
from consultations.commitments.models import Measure
from participation.base.events import record

DAYS_BEFORE = 14


def remind_of_measures() -> int:
    """Remind of each measure due within two weeks; once for each deadline. Gives how many.

    A deadline that was pushed back is reminded of again.
    """
    return sum(_remind(measure) for measure in Measure.objects.to_remind(DAYS_BEFORE))


@transaction.atomic
def _remind(measure: Measure) -> bool:
    """An UPDATE decides who of several reminds."""
    rows = Measure.objects.to_remind(DAYS_BEFORE).filter(pk=measure.pk, due_on=measure.due_on)
    claimed = rows.order_by().update(reminded_for=measure.due_on)
    if claimed:
        event = events.MeasureDue(plan_id=measure.plan_id, measure_id=measure.pk)
        record(event, actor=None)
    return bool(claimed)
