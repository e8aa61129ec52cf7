"""What pages and letters ask: how somebody wants to be told, and what they follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from participation.accounts.models import Account
from participation.notifications.kinds import Category, NoticeKind, Rhythm
from participation.notifications.models import Follow, Habits, Preference
from participation.notifications.topics import Topic, TopicKind, topic_kind

DEFAULTS = {
    Category.ESSENTIAL: Rhythm.AT_ONCE,
    Category.ANSWERS: Rhythm.AT_ONCE,
    Category.FOLLOWED: Rhythm.DAILY,
    Category.COUNCILS: Rhythm.AT_ONCE,
    Category.NEWSLETTERS: Rhythm.AT_ONCE,
    Category.OFFICE: Rhythm.AT_ONCE,
}


def rhythm_of(account: Account, kind: NoticeKind) -> Rhythm:
    """Give the rhythm somebody wants for a kind of notice; what is essential leaves at once."""
    if kind.is_essential:
        return Rhythm.AT_ONCE
    rows = Preference.objects.filter(account=account, category=kind.category)
    chosen = rows.values_list("rhythm", flat=True).first()
    return Rhythm(chosen or kind.rhythm)


def rhythms_of_all(kind: NoticeKind) -> dict[int, str]:
    """Give what accounts chose for the category of a kind, by account."""
    rows = Preference.objects.filter(category=kind.category).order_by()
    return dict(rows.values_list("account_id", "rhythm"))


def zone_of(account: Account) -> str:
    """Give the zone somebody chose; nothing for the one of the site."""
    return Habits.objects.filter(account=account).values_list("zone", flat=True).first() or ""


def zones_of_all() -> dict[int, str]:
    rows = Habits.objects.exclude(zone="").order_by()
    return dict(rows.values_list("account_id", "zone"))


@dataclass(frozen=True)
class Followed:
    """One thing somebody follows, with its name and page; `thing` is none when it is gone."""

    follow: Follow
    kind: TopicKind
    thing: Any

    @property
    def url(self) -> str:
        return self.kind.url(self.thing)


def followed_by(account: Any) -> list[Followed]:
    """Give what somebody follows and may still see, in order of kind and name."""
    return things_of(Follow.objects.filter(account=account).confirmed(), account)


def things_of(follows: Iterable[Follow], person: Any) -> list[Followed]:
    """Find the things of these follows; one query for each kind, and those one may not see are out.

    `person` is an account or an anonymous visitor.
    """
    by_kind: dict[str, dict[int, Follow]] = {}
    for row in follows:
        by_kind.setdefault(row.topic, {})[row.topic_id] = row
    found = []
    for name, rows in sorted(by_kind.items()):
        kind = topic_kind(name)
        if kind is not None:
            things = kind.visible_to(person).filter(pk__in=rows)
            named = sorted(things, key=lambda thing: str(thing).casefold())
            found += [Followed(rows[thing.pk], kind, thing) for thing in named]
    return found


def find_thing(topic: Topic, person: Any) -> tuple[TopicKind, Any] | None:
    """Give a thing that somebody may see, with its kind; None otherwise."""
    kind = topic_kind(topic.name)
    thing = kind.visible_to(person).filter(pk=topic.id).first() if kind else None
    return (kind, thing) if kind and thing is not None else None


def follow_of(account: Any, topic: Topic) -> Follow | None:
    """Give somebody's follow of a thing, or None."""
    if not account.is_authenticated:
        return None
    rows = Follow.objects.confirmed().filter(account=account)
    return rows.filter(topic=topic.name, topic_id=topic.id).first()


def readers_of(topics: list[Topic]) -> int:
    """Count the people who follow any of these things."""
    rows = Follow.objects.confirmed().about(topics).exclude(account__is_active=False).order_by()
    return len(set(rows.values_list("account_id", "subscriber_id")))
