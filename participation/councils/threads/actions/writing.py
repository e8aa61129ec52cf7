"""Writing: opening a discussion, and adding a message to one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.standing import may_animate, standing_in
from participation.councils.threads.actions.mentioning import mention
from participation.councils.threads.actions.reading import mark_read
from participation.councils.threads.events import MessagePosted, ThreadOpened
from participation.councils.threads.models import BREATH, Message, Thread
from participation.councils.threads.queries import is_set_aside


@transaction.atomic
def open_thread(
    council: Council,
    *,
    title: str,
    text: str,
    actor: Any,
    key: UUID | None = None,
    tell: Iterable[int] = (),
) -> Thread:
    """Open a discussion with its first message; `tell` are accounts to tell of it.

    The same `key` again, by the same person, gives the discussion it opened.
    """
    key = key or uuid4()
    thread, is_new = Thread.objects.get_or_create(
        council=council, opened_by=actor, key=key, defaults={"title": one_line(title)}
    )
    if not is_new:
        return thread
    message = _add(thread, Message(author=actor, text=plain(text), key=key))
    event = ThreadOpened(
        council_id=council.pk,
        thread_id=thread.pk,
        message_id=message.pk,
        mentioned_ids=mention(message, tell=tell),
    )
    record(event, actor=actor)
    return thread


@transaction.atomic
def post(
    thread: Thread,
    *,
    author: Any,
    text: str,
    reply_to: Message | None = None,
    erratum_of: Message | None = None,
    key: UUID | None = None,
    tell: Iterable[int] = (),
) -> Message:
    """Add a message under the next number; who writes has read up to it.

    A reply to a reply answers the same first message. The same `key` again, by the same person,
    gives the message it added. Raises Refused when the discussion takes none from this person,
    or when it is slow and they wrote there less than two minutes ago.
    """
    key = key or uuid4()
    thread = for_update(Thread.objects.select_related("council__framework")).get(pk=thread.pk)
    sent: Message | None = thread.messages.filter(author=author, key=key).first()
    if sent is not None:
        return sent
    _refuse_closed(thread, author)
    if thread.is_slow and _wrote_just_now(thread, author):
        raise Refused(
            _("Cette discussion est ralentie. Attendez deux minutes, puis renvoyez votre message.")
        )
    answered = (reply_to.reply_to or reply_to) if reply_to else None
    written = Message(
        author=author, text=plain(text), reply_to=answered, erratum_of=erratum_of, key=key
    )
    message = _add(thread, written)
    if erratum_of:
        thread.touch(erratum_of)
        erratum_of.save(update_fields=["changed"])
    event = MessagePosted(
        council_id=thread.council_id,
        thread_id=thread.pk,
        message_id=message.pk,
        mentioned_ids=mention(message, tell=tell),
    )
    record(event, actor=author)
    return message


def _refuse_closed(thread: Thread, author: Any) -> None:
    """Raise Refused when this person may not write in the discussion now; say what to do."""
    if not thread.is_open:
        raise Refused(
            _("Cette discussion est fermée. Copiez votre texte, puis ouvrez une autre discussion.")
        )
    if thread.state == "paused":
        raise Refused(_("Cette discussion est en pause. Gardez votre texte, puis renvoyez-le."))
    if thread.state == "readonly":
        standing = standing_in(thread.council, author)
        if standing is None or not may_animate(standing):
            raise Refused(
                _("Ici, seule l’animation écrit. Copiez votre texte dans une autre discussion.")
            )
    if is_set_aside(thread, author.pk):
        raise Refused(
            _("L’animation vous demande une pause dans cette discussion. Gardez votre texte.")
        )


def _wrote_just_now(thread: Thread, author: Any) -> bool:
    return thread.messages.filter(author=author, written_at__gt=now() - BREATH).exists()


def _add(thread: Thread, message: Message) -> Message:
    """Save the message under the next number of a discussion that is locked."""
    message.thread = thread
    thread.add(message)
    message.fill_search_text()
    message.save()
    thread.last_written_at = message.written_at
    thread.save(update_fields=["last_written_at"])
    mark_read(thread, account=message.author, number=message.number)
    return message
