"""Order in discussions: what coordinators and animators do."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.threads import events
from participation.councils.threads.actions.rewriting import locked, note_change
from participation.councils.threads.models import Message, Thread
from participation.live.bus import ask_again

PAUSE = timedelta(hours=1)
CHANGED = ["hidden_at", "hidden_reason", "hidden_by", "pinned_at", "search_text", "changed"]


@transaction.atomic
def close_thread(thread: Thread, *, actor: Any) -> Thread:
    """Take no more messages in a discussion; everything stays readable."""
    if not thread.is_open:
        return thread
    return _change(thread, events.ThreadClosed, actor, closed_at=now())


@transaction.atomic
def reopen_thread(thread: Thread, *, actor: Any) -> Thread:
    return _change(thread, events.ThreadReopened, actor, closed_at=None)


@transaction.atomic
def pin(thread: Thread, *, actor: Any) -> Thread:
    """Keep a discussion at the top of the list."""
    return _change(thread, events.ThreadPinned, actor, is_pinned=True)


@transaction.atomic
def unpin(thread: Thread, *, actor: Any) -> Thread:
    return _change(thread, events.ThreadUnpinned, actor, is_pinned=False)


@transaction.atomic
def slow_down(thread: Thread, *, actor: Any) -> Thread:
    """Ask each person to let two minutes pass between two messages."""
    return _change(thread, events.ThreadSlowed, actor, is_slow=True)


@transaction.atomic
def quicken(thread: Thread, *, actor: Any) -> Thread:
    return _change(thread, events.ThreadQuickened, actor, is_slow=False)


@transaction.atomic
def make_read_only(thread: Thread, *, actor: Any) -> Thread:
    """Let those who animate write, and the others read."""
    return _change(thread, events.ThreadMadeReadOnly, actor, is_read_only=True)


@transaction.atomic
def make_writable(thread: Thread, *, actor: Any) -> Thread:
    return _change(thread, events.ThreadMadeWritable, actor, is_read_only=False)


@transaction.atomic
def pause(thread: Thread, *, actor: Any) -> Thread:
    """Take no messages for an hour; then the discussion goes on by itself."""
    return _change(thread, events.ThreadPaused, actor, paused_until=now() + PAUSE)


@transaction.atomic
def resume(thread: Thread, *, actor: Any) -> Thread:
    return _change(thread, events.ThreadResumed, actor, paused_until=None)


def resume_in_time() -> int:
    """End the pauses whose time has come; give how many. Upkeep calls this."""
    over = list(Thread.objects.filter(paused_until__lte=now()).order_by("pk"))
    for thread in over:
        resume(thread, actor=None)
    return len(over)


@transaction.atomic
def archive(thread: Thread, *, actor: Any) -> Thread:
    """Put a discussion away: it is read and found, nothing in it changes any more."""
    if thread.archived_at is not None:
        return thread
    archived = _change(thread, events.ThreadArchived, actor, archived_at=now())
    transaction.on_commit(ask_again, robust=True)
    return archived


@transaction.atomic
def unarchive(thread: Thread, *, actor: Any) -> Thread:
    return _change(thread, events.ThreadUnarchived, actor, archived_at=None)


def _change(thread: Thread, kind: type[events.ThreadEvent], actor: Any, **values: object) -> Thread:
    """Set the values and tell of it, unless they are so already."""
    thread = for_update(Thread.objects.select_related("council")).get(pk=thread.pk)
    if all(getattr(thread, name) == value for name, value in values.items()):
        return thread
    for name, value in values.items():
        setattr(thread, name, value)
    thread.save(update_fields=list(values))
    thread.note()
    record(kind(council_id=thread.council_id, thread_id=thread.pk), actor=actor)
    return thread


@transaction.atomic
def hide(message: Message, *, actor: Any, reason: str) -> Message:
    """Keep a message from sight, for a reason that the members read; its author is told."""
    message = locked(message)
    message.hidden_at = message.hidden_at or now()
    message.hidden_reason, message.hidden_by = one_line(reason), actor
    message.pinned_at = None
    message.reports.filter(settled_at=None).update(settled_at=now())
    return _save(message, events.MessageHidden, actor)


@transaction.atomic
def show_again(message: Message, *, actor: Any) -> Message:
    """Show a hidden message again."""
    message = locked(message)
    message.hidden_at, message.hidden_reason, message.hidden_by = None, "", None
    return _save(message, events.MessageShown, actor)


def _save(message: Message, kind: Any, actor: Any) -> Message:
    message.fill_search_text()
    note_change(message)
    message.save(update_fields=CHANGED)
    event = kind(
        council_id=message.thread.council_id, thread_id=message.thread_id, message_id=message.pk
    )
    record(event, actor=actor)
    return message


@transaction.atomic
def pin_message(message: Message, *, actor: Any) -> Message:
    """Put a message forward, for everybody in the discussion."""
    message = locked(message)
    message.pinned_at = message.pinned_at or (now() if message.is_shown else None)
    return _save(message, events.MessagePinned, actor)


@transaction.atomic
def unpin_message(message: Message, *, actor: Any) -> Message:
    message = locked(message)
    message.pinned_at = None
    return _save(message, events.MessageUnpinned, actor)
