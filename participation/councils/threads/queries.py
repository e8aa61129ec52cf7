"""What the pages of discussions need across tables."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from participation.base.clock import now
from participation.base.text import folded
from participation.councils.models import Animation, Council, Membership
from participation.councils.queries import names_in
from participation.councils.queries.joining import joined_at
from participation.councils.querysets import running
from participation.councils.space import Space
from participation.councils.standing import may_animate, may_vote
from participation.councils.threads.models import (
    PER_PAGE,
    Appeal,
    Measure,
    Message,
    ReadMark,
    Thread,
)
from participation.councils.threads.querysets import MessageQuerySet, ThreadQuerySet

THREADS_PER_PAGE = 20
RELATED = ("thread", "reply_to", "erratum_of")  # what a message is shown with


def threads_of(space: Space) -> ThreadQuerySet:
    """Give the discussions of a space, each with `unread`: how many messages this person has left.

    What was written before the person joined counts as read. Also `last_author_id`, who wrote
    last. Two queries, whatever their number.
    """
    mine = ReadMark.objects.filter(thread=OuterRef("pk"), account=space.person.pk)
    joined = joined_at(space)
    before = Message.objects.filter(thread=OuterRef("pk"))
    before = before.filter(written_at__lt=joined) if joined else before.none()
    last = Message.objects.filter(thread=OuterRef("pk"), number=OuterRef("last_number"))
    rows: ThreadQuerySet = (
        Thread.objects.visible_to(space.person)
        .filter(council=space.council)
        .annotate(
            read_to=Greatest(
                Coalesce(Subquery(mine.values("number")[:1]), 0),
                Coalesce(Subquery(before.order_by("-number").values("number")[:1]), 0),
            ),
            unread=F("last_number") - F("read_to"),
            last_author_id=Subquery(last.values("author_id")[:1]),
        )
    )
    return rows


def page_of_threads(space: Space, number: Any, *, archived: bool = False) -> Page[Thread]:
    """Give one page of the list, each discussion signed by who wrote last."""
    rows = threads_of(space).filter(archived_at__isnull=not archived)
    page = Paginator(rows.latest_first(), THREADS_PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    names = names_in(space.council, [thread.last_author_id for thread in page.object_list])
    for thread in page.object_list:
        thread.council = space.council
        thread.signed = names[thread.last_author_id]
    return page


def is_set_aside(thread: Thread, account_id: int) -> bool:
    """Say whether this person may not write there for a time."""
    return Measure.objects.filter(thread=thread, account=account_id, until__gt=now()).exists()


def measures_for(thread: Thread, space: Space) -> list[Measure]:
    """Give what was said to this person alone: what runs, and what they have not read."""
    mine = Measure.objects.filter(thread=thread, account=space.person.pk)
    return list(mine.filter(Q(until__gt=now()) | Q(seen_at=None)).order_by("-at", "-pk"))


def set_aside_in(thread: Thread, space: Space) -> list[tuple[Measure, str]]:
    """Give who may not write in a discussion for a time, by name; for those who animate."""
    rows = list(Measure.objects.filter(thread=thread, until__gt=now()).order_by("until", "pk"))
    names = names_in(space.council, [row.account_id for row in rows])
    return [(row, names[row.account_id]) for row in rows]


def pinned_in(thread: Thread, space: Space) -> list[Message]:
    """Give what was put forward in a discussion, in order."""
    rows = messages_of(space).shown().filter(thread=thread, pinned_at__isnull=False)
    return signed(space.council, rows.order_by("number"))


def reported_in(space: Space) -> list[Message]:
    """Give the messages that wait for who animates, with `reports` not settled yet."""
    rows = messages_of(space).shown().filter(reports__isnull=False, reports__settled_at=None)
    found = rows.distinct().prefetch_related("reports").order_by("pk")
    return signed(space.council, found)


def appeals_in(space: Space) -> list[Appeal]:
    """Give the appeals that wait and that this person may decide."""
    rows = Appeal.objects.filter(message__thread__council=space.council, decided_at=None)
    related = rows.select_related("message__thread", "message__author")
    found = [row for row in related.order_by("at", "pk") if may_judge(space, row)]
    signed(space.council, [row.message for row in found])
    return found


def may_judge(space: Space, row: Appeal) -> bool:
    """Say whether this person may decide an appeal: who animates, but for the two concerned.

    Where nobody else animates, any other member may.
    """
    concerned = {row.message.author_id, row.message.hidden_by_id}
    if space.person.pk in concerned:
        return False
    if space.may(may_animate):
        return True
    return space.may(may_vote) and not animating(space.council) - concerned


def animating(council: Council) -> set[int | None]:
    """Give the accounts that coordinate or animate now."""
    coordinating = Membership.objects.coordinators().filter(council=council)
    helping = Animation.objects.filter(running(council=council))
    found = [
        rows.order_by("pk").values_list("account_id", flat=True) for rows in (coordinating, helping)
    ]
    return {pk for pks in found for pk in pks}


def messages_of(space: Space) -> MessageQuerySet:
    """Give the messages of a space."""
    rows = Message.objects.filter(thread__council=space.council)
    seen: MessageQuerySet = rows.visible_to(space.person).select_related(*RELATED)
    return seen


def page_of_found(space: Space, words: list[str], number: Any) -> Page[Message]:
    """Give one page of the messages that hold each word, latest first."""
    rows = messages_of(space).matching(words).newest_first()
    page = Paginator(rows, THREADS_PER_PAGE).get_page(number)
    page.object_list = signed(space.council, page.object_list)
    return page


def page_of_messages(thread: Thread, space: Space, number: Any) -> tuple[Page[int], list[Message]]:
    """Give one page of a discussion, the last by default, and its messages, oldest first.

    Each message has `signed`, `is_mine`, and `corrections`: those that correct it. Pages are
    counted by numbers, which have no gap: however long the discussion, the same few queries.
    """
    page = Paginator(range(1, thread.last_number + 1), PER_PAGE).get_page(
        number or thread.last_page
    )
    numbers = list(page.object_list)
    rows = messages_of(space).filter(thread=thread, number__in=numbers)
    messages = _corrected(thread, signed(space.council, rows.order_by("number")))
    for message in messages:
        message.is_mine = message.author_id == space.person.pk
        message.is_first_unread = bool(thread.read_to) and message.number == thread.first_unread
    return page, messages


def changed_messages(thread: Thread, *, after: int, most: int) -> list[Message]:
    """Give the messages that changed after this change, up to the last of the discussion as read.

    As `page_of_messages` gives them, but for nobody in particular: `is_mine` is None.
    """
    rows = Message.objects.filter(
        thread=thread, changed__gt=after, changed__lte=thread.last_change
    ).select_related(*RELATED)
    messages = _corrected(thread, signed(thread.council, rows.order_by("number")[:most]))
    for message in messages:
        message.is_mine = None
    return messages


def _corrected(thread: Thread, messages: list[Message]) -> list[Message]:
    """Put beside each message those that correct it."""
    errata = Message.objects.shown().filter(thread=thread, erratum_of__in=messages)
    corrections = list(errata.order_by("number"))
    for correction in corrections:
        correction.thread = thread
    for message in messages:
        message.thread = thread
        message.corrections = [one for one in corrections if one.erratum_of_id == message.pk]
    return messages


def signed(council: Council, rows: Iterable[Message]) -> list[Message]:
    """Sign each message by the name the council knows, and the one it answers or corrects."""
    messages = list(rows)
    others = [other for message in messages for other in _others(message)]
    names = names_in(council, [message.author_id for message in (*messages, *others)])
    for message in (*messages, *others):
        message.signed = names[message.author_id]
        message.thread.council = council
    return messages


def _others(message: Message) -> list[Message]:
    """Give the messages that came along with one: they stand in the same discussion."""
    others = [message.reply_to if message.reply_to_id else None]
    others += [message.erratum_of if message.erratum_of_id else None]
    found = [other for other in others if other is not None]
    for other in found:
        other.thread = message.thread
    return found


def named_in(text: str, people: dict[int, str]) -> set[int]:
    """Give those of the people whose name stands after an @; case and accents do not matter.

    « @Jean Dupont » names Jean Dupont and not Jean. Two people of one name are both named.
    """
    said = folded(text)
    by_name: dict[str, set[int]] = {}
    for pk, name in people.items():
        by_name.setdefault(folded(name), set()).add(pk)
    named: set[int] = set()
    for name in sorted(by_name, key=len, reverse=True):
        said, times = re.subn(rf"(?<![\w@.])@{re.escape(name)}(?!\w)", " ", said)
        named |= by_name[name] if times else set()
    return named
