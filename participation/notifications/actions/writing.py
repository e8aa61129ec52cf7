"""Writing letters: one for each event, kind and recipient."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.base.text import one_line
from participation.notifications.actions.inbox import count_unread
from participation.notifications.actions.phones import write_sms
from participation.notifications.actions.sending import send
from participation.notifications.kinds import NoticeKind, Rhythm, kind_of
from participation.notifications.links import stop_category_url
from participation.notifications.models import Letter, Notice
from participation.notifications.queries import rhythm_of, zone_of
from participation.notifications.rhythm import leaves_at

Guarded = tuple[str, int]


def write_letter(
    *,
    entry_id: int,
    to: str,
    kind: str,
    subject: str,
    context: dict[str, Any],
    unsubscribe_url: str = "",
    guard: Guarded | None = None,
    calendar: bytes = b"",
) -> Letter:
    """Write one letter about one journal line; the same letter again changes nothing.

    The words are `templates/letters/<kind>.txt` and, for the formatted part, `.html`. Must run
    in a transaction (a listener does); the sending is tried right after the commit.
    `unsubscribe_url` is an address whose POST ends such letters at once (RFC 8058). `guard` names
    who is asked again, when the letter leaves, whether its recipient may still read it, and of
    what: `("council", council.pk)`. `calendar` is an iCalendar file to join to it.

    Who has an account finds it in the inbox too, when its kind says where it leads; and who
    prefers a summary gets one instead: the letter is then `HELD`, and its notice waits.
    """
    of_kind = kind_of(kind)
    person = _account(to) if of_kind.link or not of_kind.is_essential else None
    rhythm = rhythm_of(person, of_kind) if person else Rhythm.AT_ONCE
    if person and not of_kind.is_essential and not unsubscribe_url:
        unsubscribe_url = stop_category_url(person, of_kind.category)
    words = _words(kind, subject, context, unsubscribe_url) if rhythm == Rhythm.AT_ONCE else {}
    guard_name, guarded_id = guard or ("", None)
    letter, is_new = Letter.objects.get_or_create(
        entry_id=entry_id,
        kind=kind,
        recipient=to,
        channel="email",
        window="",
        defaults={
            **words,
            "account": person,
            "state": STATES[rhythm],
            "subject": one_line(subject)[:200],
            "unsubscribe_url": unsubscribe_url if words else "",
            "calendar": calendar.decode() if words else "",
            "guard": guard_name,
            "guarded_id": guarded_id,
        },
    )
    if not is_new:
        return letter
    if person and of_kind.link:
        _put_in_inbox(letter, person, of_kind, context, rhythm)
    if letter.state == Letter.State.WAITING:
        transaction.on_commit(lambda: send(letter.pk), robust=True)
    return letter


STATES = {
    Rhythm.AT_ONCE: Letter.State.WAITING,
    Rhythm.DAILY: Letter.State.HELD,
    Rhythm.WEEKLY: Letter.State.HELD,
    Rhythm.NOTHING: Letter.State.DECLINED,
}


def _account(address: str) -> Account | None:
    return Account.objects.filter(email=address.strip().lower(), is_active=True).first()


def _words(
    kind: str, subject: str, context: dict[str, Any], unsubscribe_url: str
) -> dict[str, str]:
    context = {
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "language": get_language() or settings.LANGUAGE_CODE,
        "subject": one_line(subject),
        "unsubscribe_url": unsubscribe_url,
        "settings_url": absolute(reverse("notifications:preferences")),
        **context,
    }
    return {
        "text": render_to_string(f"letters/{kind}.txt", context),
        "html": render_to_string(f"letters/{kind}.html", context),
    }


def _put_in_inbox(
    letter: Letter, person: Account, kind: NoticeKind, context: dict[str, Any], rhythm: Rhythm
) -> None:
    """Keep in the inbox that there is something to read, and where; never more."""
    waits = leaves_at(rhythm, zone_of(person)) if letter.state == Letter.State.HELD else None
    Notice.objects.create(
        entry_id=letter.entry_id,
        kind=kind.key,
        at=letter.entry.at,
        account=person,
        title=letter.subject,
        path=path_of(str(context.get(kind.link) or "")),
        guard=letter.guard,
        guarded_id=letter.guarded_id,
        leaves_at=waits,
        letter=None if waits else letter,
    )
    count_unread([person.pk])
    write_sms(letter.entry_id, kind, person, letter.subject, str(context.get(kind.link) or ""))


def path_of(address: str) -> str:
    """Give the part of an address of this site that stays true if the site moves."""
    if not address.startswith(settings.SITE_URL):
        return address[:300] if address.startswith("/") else ""
    parts = urlsplit(address)
    return f"{parts.path}{'?' + parts.query if parts.query else ''}"[:300]
