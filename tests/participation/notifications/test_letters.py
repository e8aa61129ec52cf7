"""Letters: each leaves once, is tried again when the mail server is away, and given up at last."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from participation.accounts.events import AccountRenamed
from participation.base.clock import now
from participation.base.events import record
from participation.journal.models import Entry
from participation.notifications.actions import (
    MOST_TRIES,
    forget_recipients,
    send,
    sweep,
    write_letter,
)
from participation.notifications.models import STUCK_AFTER, Letter
from tests.consultations.sending import send as send_contribution
from tests.factories import make_open_step

pytestmark = pytest.mark.django_db
AWAY = mock.patch.object(EmailMultiAlternatives, "send", side_effect=ConnectionRefusedError)


@pytest.fixture
def entry() -> Entry:
    with transaction.atomic():
        line: Entry = record(AccountRenamed(account_id=1), actor=None)
    return line


def a_letter(entry: Entry, to: str = "qui@example.org") -> Letter:
    contribution = send_contribution(make_open_step())
    return write_letter(
        entry_id=entry.pk,
        to=to,
        kind="receipt",
        subject="Votre\nreçu",
        context={
            "consultation": contribution.consultation,
            "code": "K7QD 2MHX",
            "receipt_url": "http://testserver/recu/",
        },
    )


def due_again(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(next_try_at=now())


def test_the_same_letter_is_written_once(entry: Entry) -> None:
    assert a_letter(entry) == a_letter(entry)
    assert a_letter(entry, to="autre@example.org").pk != a_letter(entry).pk
    assert Letter.objects.count() == 2


def test_a_subject_stands_on_one_line(entry: Entry) -> None:
    assert "\n" not in a_letter(entry).subject


def test_a_letter_leaves_once(entry: Entry) -> None:
    letter = a_letter(entry)
    assert send(letter.pk)
    assert not send(letter.pk)
    assert sweep() == 0
    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_when_the_mail_server_is_away_it_waits_longer_each_time(entry: Entry) -> None:
    letter = a_letter(entry)
    waits = []
    for _ in range(3):
        due_again(letter)
        with AWAY:
            assert not send(letter.pk)
        letter.refresh_from_db()
        waits.append(letter.next_try_at - now())
    assert waits == sorted(waits)
    assert (letter.state, letter.tries) == (Letter.State.WAITING, 3)
    due_again(letter)
    assert sweep() == 1


def test_after_many_tries_it_is_given_up(entry: Entry) -> None:
    letter = a_letter(entry)
    Letter.objects.filter(pk=letter.pk).update(tries=MOST_TRIES - 1)
    with AWAY:
        send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.FAILED
    assert "ConnectionRefused" in letter.error


def test_a_letter_stuck_in_the_middle_leaves_again_under_the_same_name(entry: Entry) -> None:
    letter = a_letter(entry)
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENDING, claimed_at=now())
    assert sweep() == 0
    long_ago = now() - STUCK_AFTER - timedelta(seconds=1)
    Letter.objects.filter(pk=letter.pk).update(claimed_at=long_ago)
    assert sweep() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == letter.message_id


def test_forgetting_somebody_takes_their_letters_alone(entry: Entry) -> None:
    a_letter(entry)
    kept = a_letter(entry, to="autre@example.org")
    forget_recipients(["qui@example.org"])
    assert list(Letter.objects.all()) == [kept]
