"""An author's own words: changing them while they are fresh, taking them back at any time."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import plain
from participation.councils.errors import Refused
from participation.councils.threads.actions.mentioning import mention
from participation.councils.threads.events import MessageRewritten, MessageWithdrawn
from participation.councils.threads.models import Message, Thread


@transaction.atomic
def rewrite(message: Message, *, text: str, actor: Any, tell: Iterable[int] = ()) -> Message:
    """Change what a message says within its fifteen minutes; what it said before stays readable.

    Raises Refused afterwards: a correction is then added with `post(..., erratum_of=message)`.
    """
    message = locked(message)
    if not message.may_be_rewritten or message.thread.state not in ("open", "readonly"):
        raise Refused(_("Ce message ne se modifie plus. Publiez plutôt une correction."))
    said, message.text = message.text, plain(text)
    if said != message.text:
        message.versions.create(text=said, written_at=message.edited_at or message.written_at)
        message.edited_at = now()
        message.fill_search_text()
        note_change(message)
        message.save(update_fields=["text", "search_text", "edited_at", "changed"])
    event = MessageRewritten(
        council_id=message.thread.council_id,
        thread_id=message.thread_id,
        message_id=message.pk,
        mentioned_ids=mention(message, tell=tell),
    )
    record(event, actor=actor)
    return message


@transaction.atomic
def withdraw(message: Message, *, actor: Any) -> Message:
    """Take one's message back: its words, what they were before and whom they named are gone.

    Its place stays, so that answers keep theirs. A second time changes nothing.
    """
    message = locked(message)
    if message.withdrawn_at:
        return message
    message.text, message.withdrawn_at, message.pinned_at = "", now(), None
    message.fill_search_text()
    note_change(message)
    message.save(update_fields=["text", "search_text", "withdrawn_at", "pinned_at", "changed"])
    message.versions.all().delete()
    message.mentions.all().delete()
    event = MessageWithdrawn(
        council_id=message.thread.council_id, thread_id=message.thread_id, message_id=message.pk
    )
    record(event, actor=actor)
    return message


def locked(message: Message) -> Message:
    """Give the message as it is now, and let nobody change it until this transaction ends.

    Its discussion is locked first, as by whoever writes there: two locks taken in one order.
    """
    for_update(Thread.objects.all()).get(pk=message.thread_id)
    rows = Message.objects.select_related("thread__council__framework")
    found: Message = for_update(rows).get(pk=message.pk)
    return found


def note_change(message: Message) -> None:
    """Have those who look see the message anew, and the one it corrects; the caller saves it."""
    message.thread.touch(message)
    if message.erratum_of:
        message.thread.touch(message.erratum_of)
        message.erratum_of.save(update_fields=["changed"])
