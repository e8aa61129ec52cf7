"""Sending letters, each once, on a connection that serves for many."""

import logging
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F

from participation.base.clock import now
from participation.base.databases import alone, for_update
from participation.notifications import sms
from participation.notifications.actions.bounces import is_disabled, note_hard_failure
from participation.notifications.composing import Nothing, as_mail
from participation.notifications.guards import may_still_leave
from participation.notifications.kinds import kind_of
from participation.notifications.models import Letter

log = logging.getLogger(__name__)
MOST_TRIES = 12
TAKEN_FOR = timedelta(seconds=10)  # how long letters are set aside for who took them
AT_ONCE = 25
AWAY_FOR = timedelta(seconds=10)


class Away(Exception):
    """The mail server does not answer: no letter is to blame, what waits leaves when it is back."""


class Post:
    """One connection to the mail server, opened by the first letter and kept for the next ones."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def take(self, mail: EmailMultiAlternatives) -> None:
        """Hand one letter over. Raises Away when nobody answers, and what the server refuses."""
        try:
            self.connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            raise Away(repr(problem)) from problem
        mail.connection = self.connection
        try:
            mail.send()
        except Exception:
            self.close()  # whatever state it is in, the next letter opens another
            raise

    def close(self) -> None:
        try:
            self.connection.close()
        except Exception:  # noqa: BLE001  the letters have left
            log.info("the mail server did not say goodbye")


@contextmanager
def post_office() -> Iterator[Post]:
    post = Post()
    try:
        yield post
    finally:
        post.close()


def send(letter_id: int) -> bool:
    """Send one letter if nobody else is sending it and its guard agrees; say whether it left.

    Claimed by an UPDATE whose row count decides. A crash between the mail server's answer and
    our note repeats the letter once, under the same Message-ID, and the letter says so. The lock
    tells a letter whose sender is alive from one whose sender was killed.
    """
    return send_many([letter_id]) == 1


def _claim(letter_id: int, *, is_taken: bool) -> bool:
    """Mark a letter as being sent; one that stuck there may have left, and is marked as such."""
    due = Letter.objects.due().filter(pk=letter_id).order_by()
    claim = {"claimed_at": now(), "tries": F("tries") + 1}
    waiting = Letter.objects.filter(pk=letter_id) if is_taken else due
    rows = waiting.filter(state=Letter.State.WAITING)
    if rows.update(state=Letter.State.SENDING, **claim):
        return True
    return bool(due.filter(state=Letter.State.SENDING).update(is_perhaps_twice=True, **claim))


def _send(letter_id: int, post: Post, *, is_taken: bool = False) -> bool:
    if not _claim(letter_id, is_taken=is_taken):
        return False
    letter = Letter.objects.select_related("account", "subscriber").get(pk=letter_id)
    try:
        if not _may_leave(letter):
            _let_go_of_words(letter, Letter.State.WITHHELD, subject="")
            return False
        _hand_over(letter, post)
    except Nothing:
        _let_go_of_words(letter, Letter.State.WITHHELD, subject="")
        return False
    except Away as problem:
        _keep_for_later(letter, problem)
        raise
    except Exception as problem:  # noqa: BLE001  whatever fails, it is tried again
        _note_failure(letter, problem)
        return False
    _let_go_of_words(letter, Letter.State.SENT, sent_at=now())
    return True


def _may_leave(letter: Letter) -> bool:
    if not may_still_leave(letter.guard, letter.guarded_id, letter.recipient):
        return False
    return kind_of(letter.kind).is_essential or not is_disabled(letter.recipient)


def _hand_over(letter: Letter, post: Post) -> None:
    if letter.channel == "sms":
        sms.send(letter.recipient, letter.text)
    else:
        post.take(as_mail(letter))


def _let_go_of_words(letter: Letter, state: Letter.State, **fields: Any) -> None:
    """Keep that there was a letter, not what it said: it may hold a secret link, or be private."""
    Letter.objects.filter(pk=letter.pk).update(
        state=state, error="", text="", html="", calendar="", unsubscribe_url="", **fields
    )


def _keep_for_later(letter: Letter, problem: Exception) -> None:
    """Put it back: that nobody answers is no failure of the letter, however long it lasts."""
    log.warning("mail server away", extra={"letter": letter.pk})
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.WAITING,
        tries=F("tries") - 1,
        next_try_at=now() + AWAY_FOR,
        error=str(problem)[:300],
    )


def _note_failure(letter: Letter, problem: Exception) -> None:
    """Try again later and later; what is refused for good is over, and noted of the address."""
    log.warning("letter not sent", extra={"letter": letter.pk, "tries": letter.tries})
    is_hard = _is_hard(problem)
    is_over = is_hard or letter.tries >= MOST_TRIES
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.FAILED if is_over else Letter.State.WAITING,
        next_try_at=now() + timedelta(seconds=30 * 2 ** min(letter.tries, 9)),
        error=repr(problem)[:300],
    )
    if is_hard:
        note_hard_failure(letter.recipient, repr(problem))


def _is_hard(problem: Exception) -> bool:
    """Say whether the server refuses this recipient, or this letter, for good (RFC 5321, 5yz)."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _said in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPDataError) and 500 <= problem.smtp_code < 600


def send_many(letter_ids: Sequence[int]) -> int:
    """Send these one after the other; give how many left. Stops when the mail server is away."""
    with post_office() as post:
        return _send_each(letter_ids, post)[0]


def _send_each(
    letter_ids: Sequence[int], post: Post, *, are_taken: bool = False
) -> tuple[int, bool]:
    """Give how many left, and whether the mail server is away; the others then wait for it."""
    sent = 0
    for place, letter_id in enumerate(letter_ids):
        with alone("letter", letter_id) as is_ours:
            try:
                sent += is_ours and _send(letter_id, post, is_taken=are_taken)
            except Away:
                _put_off(letter_ids[place + 1 :], AWAY_FOR)
                return sent, True
    return sent, False


def sweep(limit: int = 200, *, seconds: float = 20) -> int:
    """Send what is due, for so long at most; give how many letters left.

    Several may sweep at once: each takes letters that nobody else holds, and sets them aside for
    a moment. When the mail server is away, the first letter tells, and the others stay.
    """
    sent, ends_at = 0, monotonic() + seconds
    with post_office() as post:
        while sent < limit and monotonic() < ends_at:
            taken = _take(AT_ONCE)
            left, is_away = _send_each(taken, post, are_taken=True)
            sent += left
            if is_away or len(taken) < AT_ONCE:
                break
    return sent


@transaction.atomic
def _take(limit: int) -> list[int]:
    rows = for_update(Letter.objects.due(), skip_locked=True)
    taken = list(rows.values_list("pk", flat=True)[:limit])
    _put_off(taken, TAKEN_FOR)
    return taken


def _put_off(letter_ids: Sequence[int], wait: timedelta) -> None:
    rows = Letter.objects.filter(pk__in=letter_ids, state=Letter.State.WAITING)
    rows.update(next_try_at=now() + wait)
