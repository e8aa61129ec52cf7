"""The words of letters that carry notices, written when they leave; and every letter as a mail."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, ngettext

from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.notifications.guards import may_still_leave
from participation.notifications.kinds import NoticeKind, kind_of
from participation.notifications.links import (
    stop_category_url,
    stop_everything_url,
    stop_topic_url,
)
from participation.notifications.models import Letter, Notice, Subscriber
from participation.notifications.topics import Topic

MOST_ITEMS = 40  # so that a summary stays below 30 kB


class Nothing(Exception):
    """None of what a letter carries may still be told to its reader."""


@dataclass(frozen=True)
class Words:
    """What a mail says, twice: as text and as a page."""

    subject: str
    text: str
    html: str
    stop_url: str = ""


Writer = Callable[[Notice, dict[str, Any]], Words | None]
_writers: dict[str, Writer] = {}


def writes_alone(kind: str) -> Callable[[Writer], Writer]:
    """Register who writes the mail of a kind that always leaves in a letter of its own.

    It is given the notice and what every letter accepts; None when there is nothing to say any
    more. A newsletter is written so.
    """

    def register(writer: Writer) -> Writer:
        _writers[kind] = writer
        return writer

    return register


def as_mail(letter: Letter) -> EmailMultiAlternatives:
    """Make the mail of a letter. Raises Nothing when none of its notices may be told."""
    words = Words(letter.subject, letter.text, letter.html, letter.unsubscribe_url)
    if not letter.text:
        words = _words(letter)
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if words.stop_url:
        headers["List-Unsubscribe"] = f"<{words.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        headers["Precedence"] = "list"
    mail = EmailMultiAlternatives(
        subject=words.subject, body=words.text, to=[letter.recipient], headers=headers
    )
    mail.attach_alternative(words.html, "text/html")
    if letter.calendar:
        mail.attach("reunion.ics", letter.calendar, "text/calendar")
    return mail


def _words(letter: Letter) -> Words:
    told: dict[tuple[int, str], Notice] = {}
    for notice in letter.notices.order_by("pk"):
        if may_still_leave(notice.guard, notice.guarded_id, letter.recipient):
            told.setdefault((notice.entry_id, notice.kind), notice)
    notices = list(told.values())
    if not notices:
        raise Nothing
    person: Account | Subscriber | None = letter.account or letter.subscriber
    assert person is not None
    stop_url = _stop_url(person, notices)
    context = {
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "language": get_language() or settings.LANGUAGE_CODE,
        "unsubscribe_url": stop_url,
        "settings_url": _settings_url(person),
        "has_account": isinstance(person, Account),
    }
    writer = _writers.get(notices[0].kind) if len(notices) == 1 else None
    words = writer(notices[0], context) if writer else _summary(notices, context)
    if words is None:
        raise Nothing
    return Words(words.subject, words.text, words.html, stop_url)


def _summary(notices: list[Notice], context: dict[str, Any]) -> Words:
    subject = _subject(notices)
    items = [
        {
            "title": notice.title,
            "summary": notice.summary,
            "url": absolute(notice.path) if notice.path else "",
        }
        for notice in notices[:MOST_ITEMS]
    ]
    context = {
        **context,
        "subject": subject,
        "items": items,
        "more": len(notices) - len(items),
        "kinds": _why(notices),
        "inbox_url": absolute(reverse("notifications:inbox")) if context["has_account"] else "",
    }
    return Words(
        subject,
        render_to_string("letters/news.txt", context),
        render_to_string("letters/news.html", context),
    )


def _subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].title
    day = localdate(notices[-1].at)
    return ngettext(
        "%(number)d nouvelle, le %(day)s", "%(number)d nouvelles, le %(day)s", len(notices)
    ) % {"number": len(notices), "day": day.strftime("%d/%m/%Y")}


def _why(notices: list[Notice]) -> str:
    """Give the reason of the letter, as its footer says it."""
    topics = {notice.topic for notice in notices}
    if topics == {""}:
        labels = sorted({str(kind_of(notice.kind).label) for notice in notices})
        return gettext("Vous l’avez demandé dans vos réglages (%(kinds)s).") % {
            "kinds": ", ".join(labels)
        }
    return gettext("Vous suivez ce sujet sur le site.")


def _stop_url(person: Account | Subscriber, notices: list[Notice]) -> str:
    """Give the address that ends such letters: of one thing, of one category, or all of them."""
    kinds: list[NoticeKind] = [notice.of_kind for notice in notices]
    topics = {(notice.topic, notice.topic_id) for notice in notices}
    (name, topic_id), *others = sorted(topics, key=str)
    if not others and name and topic_id and not isinstance(person, Account):
        return stop_topic_url(person, Topic(name, topic_id))
    categories = {kind.category for kind in kinds if not kind.is_essential}
    if isinstance(person, Account) and len(categories) == 1:
        return stop_category_url(person, categories.pop())
    if isinstance(person, Account) and not categories:
        return ""
    return stop_everything_url(person)


def _settings_url(person: Account | Subscriber) -> str:
    if isinstance(person, Account):
        return absolute(reverse("notifications:preferences"))
    return ""
