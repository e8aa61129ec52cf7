"""A text message goes to a number that was proved, for what is urgent alone."""

from typing import Any

import pytest
from django.db import transaction

from participation.accounts.events import AccountRenamed
from participation.accounts.models import Account
from participation.base.events import record
from participation.notifications.actions import ask_phone, confirm_phone, sweep
from participation.notifications.actions.phones import write_sms
from participation.notifications.kinds import kind_of
from participation.notifications.models import Habits, Letter
from participation.notifications.sms import Memory
from tests.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_sent() -> None:
    Memory.sent.clear()


def tell(account: Account, kind: str) -> None:
    with transaction.atomic():
        line: Any = record(AccountRenamed(account_id=account.pk), actor=None)
        write_sms(line.pk, kind_of(kind), account, "Une réunion est reportée", "https://x.example")
    sweep()


def test_a_number_is_proved_by_its_code_before_it_is_used(resident: Account) -> None:
    ask_phone(resident, "+33612345678")
    sweep()
    ((number, text),) = Memory.sent
    code = text[-6:]
    assert code not in str(Habits.objects.values_list().get())
    tell(resident, "meeting_changed")
    assert len(Memory.sent) == 1
    assert not confirm_phone(resident, "000000" if code != "000000" else "111111")
    assert confirm_phone(resident, code)
    tell(resident, "meeting_changed")
    tell(resident, "meeting_announced")
    assert Memory.sent[1:] == [(number, "Une réunion est reportée https://x.example")]
    assert not Letter.objects.filter(channel="sms").exclude(text="").exists()


def test_five_wrong_codes_are_the_last(resident: Account) -> None:
    ask_phone(resident, "+33612345678")
    sweep()
    code = Memory.sent[0][1][-6:]
    for _try in range(5):
        assert not confirm_phone(resident, "abcdef")
    assert not confirm_phone(resident, code)


def test_the_page_gives_a_number_and_takes_it_back(
    resident: Account, browsing_as: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    client, page = browsing_as(resident), "/mes-avis/telephone/"
    assert client.post(page, {"demander": "1", "number": "abc"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {"demander": "1", "number": "06 12 34 56 78"})
    code = Memory.sent[0][1][-6:]
    client.post(page, {"confirmer": "1", "code": code})
    assert "0612345678" in client.get(page).content.decode()
    client.post(page, {"oublier": "1"})
    assert Habits.objects.get(account=resident).phone == ""
