"""Writing the journal, and making sure that every line is heard."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from participation.base.clock import now
from participation.base.databases import alone
from participation.base.events import KINDS, LISTENERS, Event, Heard
from participation.journal.chain import BEGINNING, chain_of, link_hash, signature
from participation.journal.models import ChainEnd, Entry, Link

log = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(hours=1)


def use_delivery(deliver: Callable[[int], Any]) -> None:
    """Say how a line reaches its listeners after the commit: at once, by a thread, by a queue.

    Whatever is lost on the way is found by `sweep`.
    """
    _deliver[:] = [deliver]


def write_entry(event: Event, *, actor: Any) -> Entry:
    """Write one line in the current transaction; it is heard as soon as that commits.

    Raises RuntimeError outside a transaction, and for an event the journal does not know.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} recorded outside a transaction")
    payload = event.payload()
    instant = now()
    entry = Entry.objects.create(
        event=type(event).__name__,
        at=instant,
        actor=actor if actor is not None and actor.is_authenticated else None,
        subject=f"{event.subject.removesuffix('_id')}:{payload[event.subject]}",
        consultation_id=payload.get("consultation_id"),
        payload=payload,
        next_try_at=instant,
        heard_at=None if LISTENERS.get(type(event).__name__) else instant,
    )
    if entry.heard_at is None:
        transaction.on_commit(lambda: _deliver[0](entry.pk), robust=True)
    return entry


def hear(entry_id: int) -> bool:
    """Let the listeners hear one line, if nobody else has taken it; say whether they all did.

    The claim is an UPDATE whose row count decides, so two processes never both win. A listener
    that fails is tried again later, the others are not held up; each may therefore run twice.
    The lock tells a claim whose holder is alive from one whose holder was killed.
    """
    with alone("journal", entry_id) as is_ours:
        return is_ours and _hear(entry_id)


def _hear(entry_id: int) -> bool:
    claimed = (
        Entry.objects.waiting()
        .filter(pk=entry_id)
        .order_by()
        .update(claimed_at=now(), tries=F("tries") + 1)
    )
    if not claimed:
        return False
    entry = Entry.objects.get(pk=entry_id)
    error = _tell_listeners(entry)
    if error:
        wait = min(timedelta(seconds=15 * 2 ** min(entry.tries, 10)), LONGEST_WAIT)
        Entry.objects.filter(pk=entry_id).update(
            claimed_at=None, next_try_at=now() + wait, error=error[:2000]
        )
        return False
    Entry.objects.filter(pk=entry_id).update(claimed_at=None, heard_at=now(), error="")
    return True


_deliver: list[Callable[[int], Any]] = [hear]


def _tell_listeners(entry: Entry) -> str:
    """Call each listener in a transaction of its own; give what went wrong, or nothing."""
    errors = []
    heard = Heard(KINDS[entry.event].from_payload(entry.payload), entry.pk)
    for listener in LISTENERS.get(entry.event, []):
        try:
            with transaction.atomic():
                listener(heard)
        except Exception as problem:
            log.exception("listener failed", extra={"event": entry.event, "entry": entry.pk})
            errors.append(f"{listener.__module__}.{listener.__name__}: {problem!r}")
    return "\n".join(errors)


def sweep(limit: int = 500) -> int:
    """Hear the lines that were left behind (a crash, a lost queue); give how many were heard."""
    waiting = list(Entry.objects.waiting().values_list("pk", flat=True)[:limit])
    return sum(hear(entry_id) for entry_id in waiting)


def seal(limit: int = 5000) -> int:
    """Chain the lines that were written since; give how many. One process at a time does it.

    Not done with each line: a chain is one line after another, and a thousand people who answer
    at once must not wait for each other. Seconds later, a line can no longer change unseen.
    """
    with alone("journal-chain") as is_ours:
        if not is_ours:
            return 0
        with transaction.atomic():
            return _seal(list(Entry.objects.filter(is_sealed=False).order_by("pk")[:limit]))


def _seal(entries: list[Entry]) -> int:
    ends = ChainEnd.objects.in_bulk({chain_of(entry) for entry in entries})
    links = []
    for entry in entries:
        chain = chain_of(entry)
        end = ends.setdefault(chain, ChainEnd(chain=chain, length=0, sha256=BEGINNING))
        end.length += 1
        end.sha256 = link_hash(end.sha256, end.length, entry)
        link = Link(chain=chain, position=end.length, entry_id=entry.pk, sha256=end.sha256)
        links.append(link)
    for end in ends.values():
        end.signature = signature(end)
    Link.objects.bulk_create(links, batch_size=500)
    ChainEnd.objects.bulk_create(
        ends.values(),
        update_conflicts=True,
        unique_fields=["chain"],
        update_fields=["length", "sha256", "signature"],
    )
    sealed = Entry.objects.filter(pk__in=[entry.pk for entry in entries])
    sealed.order_by().update(is_sealed=True)
    return len(entries)
