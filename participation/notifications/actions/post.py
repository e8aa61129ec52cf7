"""Letters by post, for people who have no electronic address: written down, then printed."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from participation.accounts.models import Account, PublicBody
from participation.base.clock import now
from participation.base.text import one_line, plain
from participation.notifications.models import Follow, Notice, PrintBatch, Subscriber
from participation.notifications.topics import Topic


@transaction.atomic
def add_by_post(
    *, name: str, postal_address: str, topics: Sequence[Topic], actor: Account
) -> Subscriber:
    """Write down somebody who asked, on paper or by telephone, to be told by post."""
    subscriber = Subscriber.objects.create(
        name=one_line(name)[:120], postal_address=plain(postal_address)[:400], added_by=actor
    )
    for topic in topics:
        Follow.objects.create(
            subscriber=subscriber, topic=topic.name, topic_id=topic.id, confirmed_at=now()
        )
    return subscriber


@transaction.atomic
def make_print_batch(public_body: PublicBody, *, actor: Account) -> PrintBatch | None:
    """Gather what waits for a stamp, each notice once; None when nothing waits.

    A batch may be printed again: it always holds the same letters.
    """
    waiting = waiting_for_stamp(public_body)
    if not waiting.exists():
        return None
    batch = PrintBatch.objects.create(public_body=public_body, made_by=actor)
    Notice.objects.filter(pk__in=waiting.values("pk"), batch=None).update(batch=batch)
    return batch


def waiting_for_stamp(public_body: PublicBody) -> "QuerySet[Notice]":
    """Give the notices of this body's readers by post that are in no batch yet."""
    readers = Follow.objects.filter(topic="body", topic_id=public_body.pk).order_by()
    return Notice.objects.for_post().filter(subscriber__in=readers.values("subscriber")).order_by()
