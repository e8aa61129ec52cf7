"""Sending contributions as residents do, through the simplest component."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from consultations.actions import Submission
from consultations.components.register.actions import Words, write
from consultations.models import Contribution, Step
from participation.base.clock import now


def send(
    step: Step, words: str = "Gardez les tilleuls.", *, at: datetime | None = None, **extra: Any
) -> Contribution:
    """Write an entry in a register; `extra` is what comes with it (author, contact, identity)."""
    submission = Submission(
        **{"key": uuid4(), "arrived_at": at or now(), "opened_at": at or now(), **extra}
    )
    contribution = write(step, Words(body=words), submission)
    return Contribution.objects.select_related("consultation", "step__consultation").get(
        pk=contribution.pk
    )
