"""What the clock brings: steps told in time, officers reminded once, receipts checked."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from consultations import actions
from consultations.models import Consultation, LedgerCheck, Reminder, Step
from participation.accounts.actions import warn_inactive
from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.retention import remove_what_is_over, retention_rules
from participation.councils.models import Council
from participation.journal.actions import sweep as hear_all
from participation.journal.models import Chore
from participation.notifications.actions import follow
from participation.notifications.models import Letter, Notice
from participation.notifications.topics import Topic
from tests.consultations.sending import send
from tests.factories import make_consultation, make_open, make_open_step, make_step
from workers import upkeep
from workers.health import health

pytestmark = pytest.mark.django_db


def told_to(account: Account) -> list[str]:
    hear_all()
    return list(
        Notice.objects.filter(account=account).order_by("pk").values_list("title", flat=True)
    )


def test_a_step_is_told_when_its_own_dates_come_each_once(resident: Account) -> None:
    consultation = make_consultation()
    opens_at = now() + timedelta(days=3)
    make_step(consultation)
    make_step(consultation, title="Atelier", opens_at=opens_at, closes_at=opens_at + timedelta(3))
    make_open(consultation)
    follow(resident, Topic("consultation", consultation.pk))
    assert (actions.begin_steps(), actions.end_steps()) == (0, 0)
    with time_machine.travel(opens_at + timedelta(hours=1)):
        assert (actions.begin_steps(), actions.begin_steps()) == (1, 0)
    with time_machine.travel(opens_at + timedelta(days=3, hours=1)):
        assert (actions.end_steps(), actions.end_steps()) == (1, 0)
        told = told_to(resident)
    assert told[-2:] == [f"{word}\u00a0: Atelier – {consultation}" for word in ("Ouverte", "Close")]


def test_what_began_long_ago_is_noted_and_told_to_nobody() -> None:
    consultation = make_consultation()
    opens_at = now() + timedelta(hours=1)
    make_step(consultation, title="Atelier", opens_at=opens_at)
    make_open(consultation)
    with time_machine.travel(opens_at + timedelta(days=5)):
        assert actions.begin_steps() == 0
    assert Step.objects.get(consultation=consultation).began_at is not None


def test_officers_are_reminded_before_and_once_late(officer: Account, public_body: Any) -> None:
    consultation = make_open(make_consultation(public_body=public_body))
    due = consultation.response_due_on
    assert due is not None
    start = consultation.opens_at
    assert start is not None
    days = (due - start.date()).days
    reminded = []
    for day in (days - 9, days - 6, days - 5, days + 2, days + 3):
        with time_machine.travel(start + timedelta(days=day)):
            reminded.append(actions.remind_officers())
    assert reminded == [0, 1, 0, 1, 0]
    assert [row.kind for row in Reminder.objects.order_by("pk")] == ["soon", "late"]
    with time_machine.travel(start + timedelta(days=days + 4)):
        first, second = told_to(officer)
    assert "à donner" in first and "en retard" in second


def test_receipts_are_checked_in_turn_and_an_anomaly_is_told_once(administrator: Account) -> None:
    sound, broken = make_open_step().consultation, make_open_step()
    contribution = send(broken)
    assert upkeep.check_ledgers() == 1
    type(contribution).objects.filter(pk=contribution.pk).update(sha256="0" * 64)
    assert [upkeep.check_ledgers(), upkeep.check_ledgers()] == [1, 0]
    LedgerCheck.objects.update(at=now() - timedelta(days=8))
    upkeep.check_ledgers(), upkeep.check_ledgers()
    checks = LedgerCheck.objects.filter(consultation=broken.consultation)
    assert {check.is_sound for check in checks} == {False}
    assert LedgerCheck.objects.filter(consultation=sound).exists()
    assert len(told_to(administrator)) == 1


def test_an_idle_account_is_warned_then_erased_and_whoever_comes_back_stays(
    resident: Account, councillor: Account, council: Council, officer: Account
) -> None:
    Account.objects.update(date_joined=now() - timedelta(days=710))
    Account.objects.filter(pk=officer.pk).update(date_joined=now() - timedelta(days=2000))
    back = Account.objects.create_user("revient@example.org")
    Account.objects.filter(pk=back.pk).update(date_joined=now() - timedelta(days=710))
    assert (warn_inactive(), warn_inactive()) == (2, 0)
    hear_all()
    assert {letter.recipient for letter in Letter.objects.filter(kind="account_idle")} == {
        resident.email,
        back.email,
    }
    Account.objects.filter(pk=back.pk).update(last_login=now() + timedelta(days=1))
    remove_what_is_over()
    assert not Account.objects.exclude(erased_at=None).exists()
    with time_machine.travel(now() + timedelta(days=31)):
        remove_what_is_over()
    assert [account.pk for account in Account.objects.exclude(erased_at=None)] == [resident.pk]


def test_each_kind_of_data_has_one_rule() -> None:
    assert {rule.name for rule in retention_rules()} >= {"accounts", "drafts", "letters", "notices"}


def test_a_chore_is_done_once_by_two_clocks_and_late_after_a_dead_one() -> None:
    name = upkeep.name_of(actions.remind_officers)
    assert name in upkeep.due_names()
    assert (upkeep.do_chore(name), upkeep.do_chore(name)) == (0, None)
    assert name not in upkeep.due_names()
    with time_machine.travel(now() + timedelta(hours=1)):
        assert upkeep.do_chore(name) == 0


def test_a_chore_that_was_cut_short_is_begun_again() -> None:
    name = upkeep.name_of(actions.remind_officers)
    Chore.objects.create(name=name, began_at=now() - timedelta(minutes=6))
    assert upkeep.do_chore(name) == 0


def test_the_heartbeat_is_a_row_that_a_sweep_writes() -> None:
    assert not health().is_alive
    upkeep.sweep()
    assert health().is_alive
    with time_machine.travel(now() + timedelta(minutes=3)):
        assert not health().is_alive


def test_a_consultation_that_closes_by_itself_is_told(resident: Account) -> None:
    consultation = make_open(make_consultation())
    follow(resident, Topic("consultation", consultation.pk))
    assert consultation.last_arrival
    with time_machine.travel(consultation.last_arrival + timedelta(minutes=1)):
        upkeep.do_all_due()
        with transaction.atomic():
            told = told_to(resident)
    assert told[-1] == f"Close\u00a0: {consultation}"
    assert Consultation.objects.get(pk=consultation.pk).has_ended
