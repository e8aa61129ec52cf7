"""What people and councils wrote in an open register, each on their day."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from cms.demo.reading import Told
from consultations.actions import Submission
from consultations.components.register import actions as register
from consultations.components.register.models import Entry
from consultations.models import Channel, Contribution, Step
from participation.base.clock import living_at
from participation.councils.models import Council


def write_entry(
    step: Step, told: Told, at: datetime, *, author: Any, council: Council | None = None
) -> Contribution:
    """Write one entry of a file in a register, under the entry whose title it answers, if any."""
    parent = Entry.objects.of(step).filter(title=told["to"]).get() if "to" in told else None
    words = register.Words(
        body=told["text"],
        title=told["title"],
        theme=told.get("theme", ""),
        stance=told.get("stance", ""),
    )
    with living_at(at):
        submission = Submission(
            key=uuid4(),
            arrived_at=at,
            author=author,
            channel=told.get("channel", Channel.ONLINE),
            council_id=council.pk if council else None,
        )
        return register.write(step, words, submission, parent=parent)
