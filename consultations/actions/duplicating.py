"""Making a new draft out of an earlier consultation."""

from typing import Any

from django.db import transaction

from consultations.actions.editing import create_consultation
from consultations.ladder import PROMISE_FIELDS
from consultations.models import Consultation, Step

COPIED_FIELDS = (
    "public_body",
    "territory",
    "theme",
    "rung",
    "summary",
    *PROMISE_FIELDS,
    "easy_read",
    "zone",
    "contact_name",
    "contact_email",
    "contact_phone",
    "identity_level",
    "anonymity",
)


@transaction.atomic
def duplicate(consultation: Consultation, *, actor: Any) -> Consultation:
    """Make a draft with the same promise, steps and questions; dates are left to choose."""
    copy = create_consultation(
        actor=actor,
        title=f"{consultation.title[:130]} (copie)",
        access_points=[point.given for point in consultation.access_points.all()],
        **{name: getattr(consultation, name) for name in COPIED_FIELDS},
    )
    for step in consultation.steps.all():
        target = Step.objects.create(
            consultation=copy,
            kind=step.kind,
            title=step.title,
            intro=step.intro,
            position=step.position,
        )
        step.component.copy(step, target, actor=actor)
    return copy
