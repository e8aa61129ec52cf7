"""What authors change: how a register takes contributions."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.register.models import Register
from consultations.errors import Frozen
from consultations.events import StepEdited
from consultations.models import Step
from participation.base.events import record


@transaction.atomic
def create_register(step: Step, *, like: Register | None = None) -> Register:
    """Give a new step its register, empty, with the settings of another one if told."""
    if like is None:
        return Register.objects.create(step=step)
    return Register.objects.create(
        step=step,
        publication=like.publication,
        takes_answers=like.takes_answers,
        themes=like.themes,
    )


@transaction.atomic
def edit_register(
    register: Register, *, publication: str, takes_answers: bool, themes: str, actor: Any
) -> Register:
    """Change how a register takes contributions; once open, themes may only be added."""
    if register.step.consultation.is_frozen:
        changed = (register.publication, register.takes_answers) != (publication, takes_answers)
        if changed or not set(register.theme_list) <= set(themes.splitlines()):
            raise Frozen(_("La démarche est ouverte : ses règles restent celles promises."))
    register.publication, register.takes_answers = publication, takes_answers
    register.themes = themes
    register.save(update_fields=["publication", "takes_answers", "themes"])
    step = register.step
    record(StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return register
