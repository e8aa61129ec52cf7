"""What each page of a meeting shows, the same when it is loaded and when it is pushed."""

from typing import Any

from consultations.components.assembly.models import Assembly, Poll
from consultations.components.assembly.queries.room import (
    next_in_line,
    now_on,
    poll_now,
    queue_of,
)
from consultations.components.assembly.queries.speaking import shares

ON_SCREEN = 3  # questions of the queue that the hall reads at once


def floor(assembly: Assembly) -> dict[str, Any]:
    """Telephones: what happens now, and the poll."""
    return {**now_on(assembly), "poll": poll_now(assembly), "zone": assembly.zone}


def screen(assembly: Assembly) -> dict[str, Any]:
    """The projector: the same, large, with the way in and the next questions."""
    return {**floor(assembly), "next_questions": next_in_line(assembly, ON_SCREEN)}


def desk(assembly: Assembly) -> dict[str, Any]:
    """The facilitator: what happens now, the queue, the polls, and who spoke for how long."""
    polls = assembly.polls.prefetch_related("choices").order_by("pk")
    return {
        **now_on(assembly),
        "zone": assembly.zone,
        "items": list(assembly.items.all()),
        "queue": queue_of(assembly),
        "polls": list(polls),
        "shares": shares(assembly),
        "has_open_poll": assembly.polls.filter(state=Poll.State.OPEN).exists(),
    }
