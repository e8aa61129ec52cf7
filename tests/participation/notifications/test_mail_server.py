"""What mail servers do: away, refusing for good, and reports that come back."""

import smtplib
from unittest import mock

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.test import Client

from participation.accounts.events import AccountRenamed
from participation.accounts.models import Account
from participation.base.events import record
from participation.journal.actions import sweep as hear_all
from participation.journal.models import Entry
from participation.notifications.actions import sweep, take_bounce, write_letter
from participation.notifications.models import Letter, Mailbox, Notice

pytestmark = pytest.mark.django_db
TO = "parti@example.org"


def a_letter(to: str = TO, kind: str = "answer_published") -> Letter:
    with transaction.atomic():
        line: Entry = record(AccountRenamed(account_id=1), actor=None)
        return write_letter(
            entry_id=line.pk,
            to=to,
            kind="identity_code" if kind != "news" else kind,
            subject="Votre code",
            context={"code": "123456", "consultation": {"title": "La halle"}},
        )


def refusing(problem: Exception) -> "mock._patch[mock.Mock]":
    return mock.patch.object(EmailBackend, "send_messages", side_effect=problem)


def gone(code: int = 550) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({TO: (code, b"no such user")})


def test_while_the_server_is_away_nothing_is_blamed_and_one_letter_asks_for_all() -> None:
    letters = [a_letter(f"{number}@example.org") for number in range(3)]
    with mock.patch.object(EmailBackend, "open", side_effect=ConnectionRefusedError) as asked:
        for _minute in range(20):
            Letter.objects.update(next_try_at=letters[0].created_at)
            assert sweep() == 0
    assert asked.call_count == 20
    assert set(Letter.objects.values_list("state", "tries")) == {(Letter.State.WAITING, 0)}
    Letter.objects.update(next_try_at=letters[0].created_at)
    assert sweep() == 3


def test_a_refusal_for_good_is_final_and_a_grey_list_is_not() -> None:
    first, second = a_letter(), a_letter("autre@example.org")
    with refusing(gone()):
        sweep()
    assert Letter.objects.get(pk=first.pk).state == Letter.State.FAILED
    Letter.objects.filter(pk=second.pk).update(state=Letter.State.WAITING)
    Letter.objects.update(next_try_at=first.created_at)
    with refusing(gone(451)):
        sweep()
    assert Letter.objects.get(pk=second.pk).state == Letter.State.WAITING


def test_three_refusals_suspend_an_address_and_tell_the_administrator_once(
    client: Client, administrator: Account
) -> None:
    for _time in range(4):
        a_letter()
        with refusing(gone()):
            sweep()
    assert Mailbox.objects.get().hard_failures == 4
    hear_all()
    assert Notice.objects.filter(account=administrator).count() == 1
    Letter.objects.create(
        entry=Entry.objects.latest("pk"), recipient=TO, kind="task_due", subject="x", text="x"
    )
    assert sweep() == 1
    assert [message.to for message in mail.outbox] == [[administrator.email]]
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    assert TO in client.get("/mes-avis/adresses-suspendues/").content.decode()
    client.post("/mes-avis/adresses-suspendues/", {"email": TO})
    assert not Mailbox.objects.exists()


def report(letter: Letter, action: str = "failed", status: str = "5.1.1") -> bytes:
    return (
        "From: MAILER-DAEMON@example.org\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="bb"\r\n\r\n'
        "--bb\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--bb\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {letter.recipient}\r\nAction: {action}\r\n"
        f"Status: {status}\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n"
        "--bb\r\nContent-Type: message/rfc822\r\n\r\n"
        f"Message-ID: {letter.message_id}\r\nSubject: x\r\n\r\nx\r\n--bb--\r\n"
    ).encode()


def test_a_report_counts_once_and_only_for_a_letter_of_ours() -> None:
    letter = a_letter()
    sweep()
    assert take_bounce(report(letter, "delayed", "4.2.2")) is None
    found = take_bounce(report(letter))
    assert found is not None and (found.email, found.hard_failures) == (TO, 1)
    assert take_bounce(report(letter)) is None
    letter.pk += 1000
    assert take_bounce(report(letter)) is None
    assert take_bounce(b"\xff not a report") is None
