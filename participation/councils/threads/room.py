"""What discussions tell of themselves to the rest of the house."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participation.councils.models import Council
from participation.councils.registry import Found, News, Room, Waiting
from participation.councils.space import Space
from participation.councils.threads.actions import forget_writer, resume_in_time
from participation.councils.threads.models import Appeal, Measure, Mention, Message, Report, Thread
from participation.councils.threads.queries import RELATED, appeals_in, messages_of, signed

MOST = 50


class ThreadsRoom(Room):
    name = "threads"
    label = gettext_lazy("Discussions")
    hint = gettext_lazy("Posez une question, répondez aux autres membres.")
    rank = 10

    def url(self, council: Council) -> str:
        return reverse("threads:threads", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        """Say who named the person, then how much was written in each discussion by others."""
        mentions = list(_mentions(space, since))
        told = [*mentions, *_written(space, since)]
        return sorted(told, key=lambda news: news.at, reverse=True)[:MOST]

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        rows = messages_of(space).matching(words).newest_first()[:MOST]
        for message in signed(space.council, rows):
            yield Found(
                title=message.thread.title,
                excerpt=message.excerpt,
                url=message.get_absolute_url(),
                at=message.written_at,
            )

    def personal_data(self, account: Any) -> Any:
        """Give what a person wrote and where they were named."""
        rows = Message.objects.filter(author=account).select_related("thread__council")
        mentions = Mention.objects.filter(account=account).select_related(
            "message__thread__council"
        )
        held = {
            "messages": [_told(message) for message in rows.order_by("written_at", "pk")],
            "mentions": [
                {
                    "conseil": str(mention.message.thread.council),
                    "discussion": mention.message.thread.title,
                    "le": mention.at.isoformat(),
                }
                for mention in mentions.order_by("at", "pk")
            ],
            "signalements": _held(Report.objects.filter(account=account), "reason"),
            "recours": _held(
                Appeal.objects.filter(message__author=account), "text", "is_granted", "answer"
            ),
            "mesures": _held(Measure.objects.filter(account=account), "reason"),
        }
        return held if any(held.values()) else None

    def waiting(self, space: Space) -> Iterable[Waiting]:
        """Say how many appeals this person may decide."""
        for row in appeals_in(space):
            text = _("Un recours attend votre décision, dans « %(title)s »")
            yield Waiting(
                text % {"title": row.message.thread.title},
                reverse("threads:decide", args=[space.council.slug, row.pk]),
            )

    def tidy(self) -> int:
        """End the pauses whose time has come."""
        return resume_in_time()

    def forget(self, account: Any) -> None:
        forget_writer(account)


def _held(rows: QuerySet[Any], *names: str) -> list[dict[str, Any]]:
    """Give these fields of some rows, and when each was written."""
    found = rows.order_by("pk").values("at", *names)
    return [{**row, "at": row["at"].isoformat()} for row in found]


def _mentions(space: Space, since: datetime) -> Iterator[News]:
    rows = Mention.objects.filter(
        message__in=messages_of(space).shown().order_by(), account=space.person.pk, at__gt=since
    ).select_related(*(f"message__{name}" for name in RELATED))
    found = list(rows.order_by("-at", "-pk")[:MOST])
    signed(space.council, [mention.message for mention in found])
    for mention in found:
        message = mention.message
        yield News(
            at=mention.at,
            text=_("On vous a nommé dans « %(title)s »") % {"title": message.thread.title},
            url=message.get_absolute_url(),
            by=message.signed,
            is_for_me=True,
        )


def _written(space: Space, since: datetime) -> Iterator[News]:
    by_others = Q(
        ~Q(messages__author=space.person.pk) | Q(messages__author=None),
        messages__written_at__gt=since,
        messages__withdrawn_at=None,
        messages__hidden_at=None,
    )
    threads = Thread.objects.visible_to(space.person).filter(council=space.council)
    rows = threads.filter(last_written_at__gt=since).annotate(
        fresh=Count("messages", filter=by_others),
        fresh_at=Max("messages__written_at", filter=by_others),
        fresh_number=Min("messages__number", filter=by_others),
    )
    for thread in rows.filter(fresh__gt=0).order_by("-fresh_at", "-pk")[:MOST]:
        thread.council = space.council
        yield News(at=thread.fresh_at, text=_count(thread), url=thread.url_of(thread.fresh_number))


def _count(thread: Any) -> str:
    return ngettext(
        "%(number)d nouveau message dans « %(title)s »",
        "%(number)d nouveaux messages dans « %(title)s »",
        thread.fresh,
    ) % {"number": thread.fresh, "title": thread.title}


def _told(message: Message) -> dict[str, Any]:
    return {
        "conseil": str(message.thread.council),
        "discussion": message.thread.title,
        "numero": message.number,
        "ecrit_le": message.written_at.isoformat(),
        "texte": message.text,
        "retire": message.withdrawn_at is not None,
        "masque": message.hidden_reason or None,
    }


room = ThreadsRoom()
