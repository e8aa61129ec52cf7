"""Telling those who are named, and the author of a message that was hidden; never its words."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.threads.events import (
    AppealDecided,
    AppealMade,
    MemberSetAside,
    MemberWarned,
    MessageHidden,
    MessagePosted,
    MessageReported,
    MessageRewritten,
    ThreadOpened,
)
from participation.councils.threads.models import (
    Appeal,
    Measure,
    Mention,
    Message,
    ReadMark,
    Thread,
)
from participation.councils.threads.queries import animating
from participation.notifications.actions import write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

ONE_LETTER_IN = timedelta(days=1)

declare(
    NoticeKind(
        "thread_mention",
        Category.COUNCILS,
        gettext_lazy("Une discussion où l’on vous nomme"),
        link="message_url",
    ),
    NoticeKind(
        "message_hidden",
        Category.COUNCILS,
        gettext_lazy("Un de vos messages masqué"),
        link="message_url",
    ),
)


@listen(ThreadOpened, MessagePosted, MessageRewritten)
def tell_mentioned(heard: Heard) -> None:
    """Write one letter to each person newly named, unless they know there is something to read."""
    mentions = Mention.objects.filter(
        message=heard.event.message_id, account__in=heard.event.mentioned_ids
    )
    for mention in mentions.select_related("account", "message__thread__council"):
        if mention.message.is_shown and not _was_told(mention):
            _write(mention.message, mention.account, "thread_mention", heard.entry_id)


def _was_told(mention: Mention) -> bool:
    """Say whether the person was told of this discussion within a day, and has not read it since.

    So a lively discussion writes one letter a day to each person, and not one for each message.
    """
    thread, person = mention.message.thread_id, mention.account_id
    mark = ReadMark.objects.filter(thread=thread, account=person).first()
    earlier = Mention.objects.filter(
        account=person,
        message__thread=thread,
        message__number__gt=mark.number if mark else 0,
        at__gt=now() - ONE_LETTER_IN,
        at__lt=mention.at,
    )
    return earlier.exists()


@listen(MessageHidden)
def tell_hidden(heard: Heard) -> None:
    """Tell an author that a message was hidden; the reason stands on the page."""
    message = Message.objects.select_related("author", "thread__council").get(
        pk=heard.event.message_id
    )
    if message.author is not None:
        _write(message, message.author, "message_hidden", heard.entry_id)


@listen(MessageReported, AppealMade)
def tell_animating(heard: Heard) -> None:
    """Tell those who animate that something waits for them; an appeal, not to who hid it."""
    rows = Message.objects.select_related("thread__council")
    message = rows.get(pk=heard.event.message_id)
    concerned = {message.author_id, message.hidden_by_id}
    there = [pk for pk in animating(message.thread.council) - concerned if pk]
    for person in Account.objects.filter(pk__in=there, is_active=True).order_by("pk"):
        _write(message, person, "thread_desk", heard.entry_id)


@listen(AppealDecided)
def tell_decided(heard: Heard) -> None:
    """Tell an author what was decided of their appeal; it stands on the page."""
    row = Appeal.objects.select_related("message__author", "message__thread__council").get(
        pk=heard.event.appeal_id
    )
    if row.message.author is not None:
        _write(row.message, row.message.author, "thread_appeal", heard.entry_id)


@listen(MemberWarned, MemberSetAside)
def tell_member(heard: Heard) -> None:
    """Tell a member that those who animate have something to say; it stands on the page."""
    row = Measure.objects.select_related("account", "thread__council").filter(
        pk=heard.event.measure_id
    )
    for measure in row:
        _write(measure.thread, measure.account, "thread_measure", heard.entry_id)


def _write(about: Message | Thread, to: Account, kind: str, entry_id: int) -> None:
    council = (about if isinstance(about, Thread) else about.thread).council
    subjects = {
        "thread_mention": _("Une discussion vous attend : %(council)s"),
        "message_hidden": _("Un de vos messages est masqué : %(council)s"),
        "thread_desk": _("Quelque chose attend l’animation : %(council)s"),
        "thread_appeal": _("Votre recours est décidé : %(council)s"),
        "thread_measure": _("Un mot de l’animation pour vous : %(council)s"),
    }
    write_letter(
        entry_id=entry_id,
        to=to.email,
        kind=kind,
        subject=subjects[kind] % {"council": council},
        context={"council": council, "message_url": absolute(about.get_absolute_url())},
        guard=("council", council.pk),
    )
