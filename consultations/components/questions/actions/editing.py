"""What authors change: how a step takes questions, and the delay it promises."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.questions.models import Desk
from consultations.errors import Frozen
from consultations.events import StepEdited
from consultations.models import Step
from participation.base.events import record


@transaction.atomic
def create_desk(step: Step, *, like: Desk | None = None) -> Desk:
    """Give a new step its desk, with the settings of another one if told."""
    if like is None:
        return Desk.objects.create(step=step)
    return Desk.objects.create(
        step=step, publication=like.publication, answer_days=like.answer_days
    )


@transaction.atomic
def edit_desk(desk: Desk, *, publication: str, answer_days: int, actor: Any) -> Desk:
    """Change how a step takes questions; once open, the delay and the rest are a promise."""
    changed = (desk.publication, desk.answer_days) != (publication, answer_days)
    if changed and desk.step.consultation.is_frozen:
        raise Frozen(_("La démarche est ouverte : ses règles restent celles promises."))
    desk.publication, desk.answer_days = publication, answer_days
    desk.save(update_fields=["publication", "answer_days"])
    step = desk.step
    record(StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return desk
