"""What happens by itself: opening, closing, and sweeping what was left behind."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from consultations import actions
from consultations.models import Consultation, State
from participation.base.clock import now
from participation.councils.actions import tidy_councils
from participation.journal.models import Entry
from tests.factories import make_consultation, make_council, make_member, make_open, make_step
from workers import embedded, upkeep

pytestmark = pytest.mark.django_db


def announced(**fields: object) -> Consultation:
    consultation = make_consultation(opens_at=now() + timedelta(days=1), **fields)
    make_step(consultation)
    return actions.announce(consultation, actor=None)


def state_of(consultation: Consultation) -> str:
    return str(Consultation.objects.get(pk=consultation.pk).state)


def test_an_announced_consultation_opens_when_its_day_has_come() -> None:
    consultation = announced()
    assert upkeep.open_what_is_due() == 0
    with time_machine.travel(now() + timedelta(days=2)):
        assert upkeep.open_what_is_due() == 1
    assert state_of(consultation) == State.OPEN


def test_one_that_lacks_something_stays_announced_and_does_not_hold_up_the_others() -> None:
    incomplete, complete = announced(), announced()
    incomplete.access_points.all().delete()
    with time_machine.travel(now() + timedelta(days=2)):
        assert upkeep.open_what_is_due() == 1
    assert (state_of(incomplete), state_of(complete)) == (State.ANNOUNCED, State.OPEN)


def test_a_consultation_closes_when_its_grace_is_over_and_not_before() -> None:
    consultation = make_open(make_consultation())
    assert consultation.closes_at
    with time_machine.travel(consultation.closes_at + timedelta(minutes=14)):
        assert upkeep.close_what_is_due() == 0
    with time_machine.travel(consultation.closes_at + timedelta(minutes=16)):
        assert upkeep.close_what_is_due() == 1
    assert state_of(consultation) == State.CLOSED
    assert Consultation.objects.get(pk=consultation.pk).ledger.leaf_count == 0


def test_one_that_does_not_close_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stuck, other = (make_open(make_consultation()) for _ in range(2))
    close = actions.close_consultation

    def fails_once(consultation: Consultation, **how: Any) -> Consultation:
        if consultation == stuck:
            raise RuntimeError
        return close(consultation, **how)

    monkeypatch.setattr(actions, "close_consultation", fails_once)
    with time_machine.travel(now() + timedelta(days=400)):
        assert upkeep.close_what_is_due() == 1
    assert (state_of(stuck), state_of(other)) == (State.OPEN, State.CLOSED)


@pytest.mark.django_db
def test_a_mandate_is_closed_when_its_last_day_is_over() -> None:
    council = make_council()
    membership = make_member(council, ends_on=council.today + timedelta(days=1))
    with time_machine.travel(now() + timedelta(days=2)):
        upkeep.run((tidy_councils,))
    membership.refresh_from_db()
    assert tidy_councils in upkeep.CHORES
    assert (membership.end_reason, membership.closed_at is None) == ("term", False)


def test_a_chore_that_fails_does_not_hold_up_the_others() -> None:
    def fails() -> int:
        raise RuntimeError

    def works() -> int:
        return 3

    assert list(upkeep.run((fails, works)).values()) == [3]


@pytest.mark.django_db(transaction=True)
def test_the_thread_of_the_demo_hears_what_was_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "SCHEDULE", {})
    monkeypatch.setattr("participation.journal.actions._deliver", [lambda entry_id: None])
    step = make_open(make_consultation()).steps.get()
    Entry.objects.update(heard_at=None, claimed_at=None)
    sweeper = embedded.Sweeper(every=0.05)
    sweeper.start()
    for _ in range(100):
        if not Entry.objects.waiting().exists():
            break
        sweeper.join(0.05)
    sweeper.stop()
    sweeper.join(5)
    assert not sweeper.is_alive()
    assert not Entry.objects.filter(heard_at=None).exists() and step.pk
