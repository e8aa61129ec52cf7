"""The journal as outbox: every line is heard, again if need be, and harmlessly twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.events import KINDS, LISTENERS, Event, Heard, record
from participation.journal.actions import hear, sweep
from participation.journal.models import CLAIM_LASTS, Entry

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class BellRang(Event):
    subject = "bell_id"
    bell_id: int


del KINDS["BellRang"]


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """What a listener has heard; it fails while `heard` holds a minus one at its head."""
    told: list[int] = []

    def listener(news: Heard) -> None:
        if told and told[0] == -1:
            raise RuntimeError("the bell cracked")
        told.append(news.event.bell_id)

    LISTENERS["BellRang"] = [listener]
    yield told
    del LISTENERS["BellRang"]


@pytest.fixture(autouse=True)
def _only_here_is_there_a_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "BellRang", BellRang)


def ring(actor: Account | None = None) -> Entry:
    with transaction.atomic():
        entry: Entry = record(BellRang(bell_id=7), actor=actor)
    return entry


def test_a_line_says_what_about_whom_and_by_whom(resident: Account) -> None:
    entry = ring(resident)
    assert (entry.event, entry.subject, entry.payload) == ("BellRang", "bell:7", {"bell_id": 7})
    assert entry.actor == resident


def test_what_nobody_listens_to_is_heard_already() -> None:
    assert ring().heard_at is not None


def test_a_line_is_heard_once(heard: list[int]) -> None:
    entry = ring()
    assert hear(entry.pk)
    assert not hear(entry.pk)
    assert heard == [7]


def test_a_listener_that_fails_is_tried_again_later(heard: list[int]) -> None:
    heard.append(-1)
    entry = ring()
    assert not hear(entry.pk)
    entry.refresh_from_db()
    assert "the bell cracked" in entry.error
    assert entry.next_try_at > now()
    assert not hear(entry.pk)  # not yet
    heard.clear()
    Entry.objects.filter(pk=entry.pk).update(next_try_at=now())
    assert sweep() == 1
    entry.refresh_from_db()
    assert (heard, entry.error) == ([7], "")


def test_one_failing_listener_does_not_hold_up_the_others(heard: list[int]) -> None:
    def broken(news: Heard) -> None:
        raise RuntimeError("no")

    LISTENERS["BellRang"].insert(0, broken)
    assert not hear(ring().pk)
    assert heard == [7]


def test_what_a_failing_listener_had_written_is_undone(heard: list[int]) -> None:
    def writes_then_fails(news: Heard) -> None:
        Account.objects.create_user("fantome@example.org")
        raise RuntimeError("no")

    LISTENERS["BellRang"].append(writes_then_fails)
    hear(ring().pk)
    assert not Account.objects.filter(email="fantome@example.org").exists()


def test_a_line_being_heard_is_left_alone_until_its_claim_is_old(heard: list[int]) -> None:
    entry = ring()
    Entry.objects.filter(pk=entry.pk).update(claimed_at=now())
    assert sweep() == 0
    Entry.objects.filter(pk=entry.pk).update(claimed_at=now() - CLAIM_LASTS - timedelta(seconds=1))
    assert sweep() == 1
    assert heard == [7]


@pytest.mark.django_db(transaction=True)
def test_a_line_is_heard_after_the_commit_and_never_before(heard: list[int]) -> None:
    with transaction.atomic():
        record(BellRang(bell_id=7), actor=None)
        assert heard == []
    assert heard == [7]


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_is_not_told(heard: list[int]) -> None:
    with transaction.atomic():
        record(BellRang(bell_id=7), actor=None)
        transaction.set_rollback(True)
    assert (heard, Entry.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        record(BellRang(bell_id=7), actor=None)
