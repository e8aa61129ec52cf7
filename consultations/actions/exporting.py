"""Taking answers away is an act: who did, which step, in which format, how many columns."""

from typing import Any

from django.db import transaction

from consultations import events
from consultations.models import Step
from consultations.registry import Table
from participation.base.events import record


@transaction.atomic
def export_step(step: Step, *, format: str, tables: list[Table], actor: Any) -> list[Table]:
    """Hand over a step's tables to whoever writes the file, and note it in the journal."""
    event = events.ExportMade(
        consultation_id=step.consultation_id,
        step_id=step.pk,
        format=format,
        column_count=sum(len(table.columns) for table in tables),
    )
    record(event, actor=actor)
    return tables
