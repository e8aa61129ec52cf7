"""What authors change: how a step takes proposals."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.proposals.models import Box
from consultations.errors import Frozen
from consultations.events import StepEdited
from consultations.models import Step
from participation.base.events import record


@transaction.atomic
def create_box(step: Step, *, like: Box | None = None) -> Box:
    """Give a new step its box, with the settings of another one if told."""
    if like is None:
        return Box.objects.create(step=step)
    return Box.objects.create(step=step, publication=like.publication)


@transaction.atomic
def edit_box(box: Box, *, publication: str, actor: Any) -> Box:
    """Change when proposals appear; once open, it is a promise."""
    if box.publication != publication and box.step.consultation.is_frozen:
        raise Frozen(_("La démarche est ouverte : ses règles restent celles promises."))
    box.publication = publication
    box.save(update_fields=["publication"])
    step = box.step
    record(StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return box
