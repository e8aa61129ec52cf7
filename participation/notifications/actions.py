"""Writing letters and sending them, each once."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import get_language

from participation.base.clock import now
from participation.base.text import one_line
from participation.notifications.models import Letter

log = logging.getLogger(__name__)
MOST_TRIES = 12


def write_letter(
    *,
    entry_id: int,
    to: str,
    kind: str,
    subject: str,
    context: dict[str, Any],
    unsubscribe_url: str = "",
) -> Letter:
    """Write one letter about one journal line; the same letter again changes nothing.

    The words are `templates/letters/<kind>.txt` and, for the formatted part, `.html`. Must run
    in a transaction (a listener does); the sending is tried right after the commit.
    `unsubscribe_url` is an address whose POST ends such letters at once (RFC 8058).
    """
    context = {
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "language": get_language() or settings.LANGUAGE_CODE,
        "subject": one_line(subject),
        "unsubscribe_url": unsubscribe_url,
        **context,
    }
    letter, is_new = Letter.objects.get_or_create(
        entry_id=entry_id,
        kind=kind,
        recipient=to,
        channel="email",
        defaults={
            "subject": one_line(subject)[:200],
            "text": render_to_string(f"letters/{kind}.txt", context),
            "html": render_to_string(f"letters/{kind}.html", context),
            "unsubscribe_url": unsubscribe_url,
        },
    )
    if is_new:
        transaction.on_commit(lambda: send(letter.pk), robust=True)
    return letter


def send(letter_id: int) -> bool:
    """Send one letter if nobody else is sending it; say whether it left.

    Claimed by an UPDATE whose row count decides. A crash between the mail server's answer and
    our note repeats the letter once, under the same Message-ID.
    """
    claimed = (
        Letter.objects.due()
        .filter(pk=letter_id)
        .order_by()
        .update(state=Letter.State.SENDING, claimed_at=now(), tries=F("tries") + 1)
    )
    if not claimed:
        return False
    letter = Letter.objects.get(pk=letter_id)
    try:
        _as_mail(letter).send()
    except Exception as problem:  # noqa: BLE001  whatever fails, it is tried again
        log.warning("letter not sent", extra={"letter": letter.pk, "tries": letter.tries})
        is_over = letter.tries >= MOST_TRIES
        Letter.objects.filter(pk=letter.pk).update(
            state=Letter.State.FAILED if is_over else Letter.State.WAITING,
            next_try_at=now() + timedelta(seconds=30 * 2 ** min(letter.tries, 9)),
            error=repr(problem)[:300],
        )
        return False
    # The words may hold a receipt's secret link: once sent, only the person has them.
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.SENT, sent_at=now(), error="", text="", html="", unsubscribe_url=""
    )
    return True


def _as_mail(letter: Letter) -> EmailMultiAlternatives:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=letter.subject, body=letter.text, to=[letter.recipient], headers=headers
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail


def sweep(limit: int = 200) -> int:
    """Send what is due; give how many letters left."""
    due = list(Letter.objects.due().values_list("pk", flat=True)[:limit])
    return sum(send(letter_id) for letter_id in due)


@transaction.atomic
def forget_recipients(addresses: list[str]) -> None:
    """Remove every letter to these addresses: their owner is erased, or asked for it."""
    Letter.objects.filter(recipient__in=addresses).delete()
