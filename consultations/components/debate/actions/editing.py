"""What authors of a consultation change: how a debate takes messages."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.debate.models import Debate
from consultations.errors import Frozen
from consultations.events import StepEdited
from consultations.models import Step
from participation.base.events import record


@transaction.atomic
def create_debate(step: Step, *, like: Debate | None = None) -> Debate:
    """Give a new step its debate, empty, with the settings of another one if told."""
    if like is None:
        return Debate.objects.create(step=step)
    return Debate.objects.create(step=step, publication=like.publication)


@transaction.atomic
def edit_debate(debate: Debate, *, publication: str, actor: Any) -> Debate:
    """Change how a debate takes messages, until it opens."""
    step = debate.step
    if step.consultation.is_frozen and publication != debate.publication:
        raise Frozen(_("La démarche est ouverte : ses règles restent celles promises."))
    debate.publication = publication
    debate.save(update_fields=["publication"])
    record(StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return debate
