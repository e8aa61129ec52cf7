"""From the journal to the queue: each new line starts a task; a lost one is swept up."""

import logging

from workers.tasks import hear_entry

log = logging.getLogger(__name__)


def enqueue(entry_id: int) -> None:
    """Ask a worker to hear one line; when the queue is away, the sweeper does it later."""
    try:
        hear_entry.apply_async(args=[entry_id], retry=False)
    except Exception:  # noqa: BLE001  the sweeper finds the line
        log.warning("queue away, line left to the sweeper", extra={"entry": entry_id})
