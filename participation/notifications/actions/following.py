"""Following: with an account at once, by an address alone once its owner has confirmed."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.codes import secret
from participation.base.events import record
from participation.notifications import events
from participation.notifications.models import Follow, Letter, Subscriber
from participation.notifications.topics import Topic

UNANSWERED = timedelta(days=7)


@transaction.atomic
def follow(account: Account, topic: Topic, *, rhythm: str = "") -> Follow:
    """Follow a thing; a second time changes nothing."""
    made, _is_new = Follow.objects.get_or_create(
        account=account,
        topic=topic.name,
        topic_id=topic.id,
        defaults={"rhythm": rhythm, "confirmed_at": now()},
    )
    return made


@transaction.atomic
def unfollow(account: Account, topic: Topic) -> None:
    """Follow a thing no more."""
    Follow.objects.filter(account=account, topic=topic.name, topic_id=topic.id).delete()


@transaction.atomic
def ask_to_follow(email: str, topics: Sequence[Topic], *, rhythm: str = "") -> None:
    """Ask the owner of an address to confirm; what is confirmed already is asked nothing.

    All that is asked at the same time is confirmed by the same link.
    """
    subscriber, _is_new = Subscriber.objects.get_or_create(email=email.strip().lower())
    nonce, asked = secret(), None
    for topic in topics:
        row, _is_new = Follow.objects.get_or_create(
            subscriber=subscriber, topic=topic.name, topic_id=topic.id
        )
        if row.confirmed_at is None:
            row.rhythm, row.nonce, row.asked_at = rhythm, nonce, now()
            row.save(update_fields=["rhythm", "nonce", "asked_at"])
            asked = row
    if asked is not None:
        event = events.FollowsAsked(subscriber_id=subscriber.pk, follow_id=asked.pk)
        record(event, actor=None)


@transaction.atomic
def confirm_follows(follows: Sequence[Follow]) -> None:
    """Begin to tell an address what it asked; a second time changes nothing."""
    pks = [row.pk for row in follows]
    rows = Follow.objects.filter(pk__in=pks, confirmed_at=None).order_by()
    if rows.update(confirmed_at=now()):
        subscriber_id = follows[0].subscriber_id
        assert subscriber_id is not None
        record(events.FollowsConfirmed(subscriber_id=subscriber_id), actor=None)


@transaction.atomic
def stop_follow(subscriber_id: int, topic: Topic) -> None:
    """End one follow of an address, and forget the address with the last one."""
    theirs = Follow.objects.filter(subscriber=subscriber_id)
    theirs.filter(topic=topic.name, topic_id=topic.id).delete()
    if not theirs.exists():
        stop_mail_of(subscriber_id)


@transaction.atomic
def stop_mail_of(subscriber_id: int) -> None:
    """Forget an address without account: its follows, its notices, and what was to leave."""
    Letter.objects.filter(subscriber=subscriber_id).delete()
    Subscriber.objects.filter(pk=subscriber_id).delete()


@transaction.atomic
def forget_unconfirmed() -> int:
    """Erase what nobody confirmed within a week, and the addresses that follow nothing."""
    old = Follow.objects.filter(confirmed_at=None, asked_at__lt=now() - UNANSWERED)
    done, _each = old.delete()
    idle = Subscriber.objects.filter(follows=None, added_at__lt=now() - UNANSWERED)
    for subscriber in idle.exclude(email=None):
        stop_mail_of(subscriber.pk)
        done += 1
    return done
