"""Telling people of one event: those who follow what it is about, each once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from participation.base.text import excerpt, one_line
from participation.journal.models import Entry
from participation.notifications.actions.gathering import gather
from participation.notifications.actions.inbox import count_unread
from participation.notifications.actions.writing import path_of
from participation.notifications.kinds import NoticeKind, Rhythm, kind_of
from participation.notifications.models import Follow, Notice
from participation.notifications.queries import rhythms_of_all, zones_of_all
from participation.notifications.rhythm import leaves_at
from participation.notifications.topics import Topic

AT_ONCE = 1000


@dataclass(frozen=True)
class News:
    """What is told: words that anybody may read, and the page where the rest stands.

    `guard` names who is asked again, when a letter leaves, whether its reader may still read it.
    """

    title: str
    path: str
    summary: str = ""
    guard: tuple[str, int] | None = None


@dataclass(frozen=True)
class _Reader:
    account_id: int | None
    subscriber_id: int | None
    is_by_post: bool
    rhythm: str
    topic: Topic | None


def tell(
    entry_id: int,
    kind: str,
    news: News,
    *,
    topics: Sequence[Topic] = (),
    accounts: Iterable[int] = (),
) -> int:
    """Tell an event to those who follow any of these things, and to these accounts; each once.

    The most precise thing comes first in `topics`: it is the reason that is given. Each person is
    told at their own rhythm: in the inbox now, by a letter now, or in their next summary. Must
    run in a transaction (a listener does); telling the same again tells nobody. Gives how many.
    """
    of_kind = kind_of(kind)
    told, accounts_told = 0, list[int]()
    for readers in _chunks(_new_readers(entry_id, of_kind, topics, accounts)):
        told += len(readers)
        _write(entry_id, of_kind, news, readers)
        accounts_told += [reader.account_id for reader in readers if reader.account_id]
    count_unread(accounts_told)
    if told:
        gather(Notice.objects.filter(entry=entry_id, kind=kind), window=kind)
    return told


def _new_readers(
    entry_id: int, kind: NoticeKind, topics: Sequence[Topic], accounts: Iterable[int]
) -> Iterator[_Reader]:
    """Give each person to tell, once, leaving out those who were told already."""
    known = Notice.objects.filter(entry=entry_id, kind=kind.key).order_by()
    seen: set[tuple[int | None, int | None]] = set(known.values_list("account_id", "subscriber_id"))
    for account_id in accounts:
        if (account_id, None) not in seen:
            seen.add((account_id, None))
            yield _Reader(account_id, None, False, "", None)
    for topic in topics:
        rows = Follow.objects.confirmed().about([topic]).exclude(account__is_active=False)
        fields = ("account_id", "subscriber_id", "subscriber__email", "rhythm")
        for account_id, subscriber_id, email, rhythm in rows.order_by("pk").values_list(*fields):
            if (account_id, subscriber_id) not in seen:
                seen.add((account_id, subscriber_id))
                is_by_post = subscriber_id is not None and email is None
                yield _Reader(account_id, subscriber_id, is_by_post, rhythm, topic)


def _write(entry_id: int, kind: NoticeKind, news: News, readers: list[_Reader]) -> None:
    chosen, zones = rhythms_of_all(kind), zones_of_all()
    guard, guarded_id = news.guard or ("", None)
    common: dict[str, Any] = {
        "at": Entry.objects.values_list("at", flat=True).get(pk=entry_id),
        "entry_id": entry_id,
        "kind": kind.key,
        "title": one_line(news.title)[:200],
        "summary": excerpt(news.summary, 400) if news.summary else "",
        "path": path_of(news.path),
        "guard": guard,
        "guarded_id": guarded_id,
    }
    Notice.objects.bulk_create(
        [
            Notice(
                **common,
                account_id=reader.account_id,
                subscriber_id=reader.subscriber_id,
                topic=reader.topic.name if reader.topic else "",
                topic_id=reader.topic.id if reader.topic else None,
                leaves_at=_leaves_at(kind, reader, chosen, zones),
            )
            for reader in readers
        ],
        ignore_conflicts=True,
    )


def _leaves_at(
    kind: NoticeKind, reader: _Reader, chosen: dict[int, str], zones: dict[int, str]
) -> Any:
    if reader.is_by_post:
        return None
    if kind.is_essential:
        return leaves_at(Rhythm.AT_ONCE)
    of_category = chosen.get(reader.account_id or 0, "")
    if of_category == Rhythm.NOTHING and not reader.rhythm:
        return None
    rhythm = reader.rhythm or of_category or kind.rhythm
    return leaves_at(rhythm, zones.get(reader.account_id or 0, ""))


def _chunks(readers: Iterator[_Reader]) -> Iterator[list[_Reader]]:
    chunk: list[_Reader] = []
    for reader in readers:
        chunk.append(reader)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
