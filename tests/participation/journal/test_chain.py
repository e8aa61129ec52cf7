"""Nobody changes the journal unseen: the database refuses, and a chain tells what was forced."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from participation.accounts.events import AccountRenamed
from participation.base.clock import now
from participation.base.events import record
from participation.journal.actions import seal
from participation.journal.auditing import Fault, Finding, verify_all, verify_chain
from participation.journal.chain import BEGINNING, signature
from participation.journal.models import ChainEnd, Entry, Link
from tests.factories import make_account, make_consultation

pytestmark = pytest.mark.django_db
SEED = 2026
ALTERATIONS = 1000


@contextmanager
def unprotected() -> Iterator[None]:
    """As who holds the whole database: the refusals are taken away first."""
    tables = ("journal_entry", "journal_link")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for the commit
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                cursor.execute(f"DROP TRIGGER {table}_kept")
                cursor.execute(f"DROP TRIGGER {table}_not_removed")
    yield


def some_life() -> None:
    """Two consultations and the platform itself, each with a chain of its own."""
    for _number in range(2):
        make_consultation()
    account = make_account()
    for _number in range(8):
        with transaction.atomic():
            record(AccountRenamed(account_id=account.pk), actor=account)
    seal()


def line(rng: random.Random) -> Entry:
    return rng.choice(list(Entry.objects.order_by("pk")))


def change(rng: random.Random, field: str, value: object) -> None:
    Entry.objects.filter(pk=line(rng).pk).update(**{field: value})


def swap_payloads(rng: random.Random) -> None:
    one = line(rng)
    other = rng.choice(list(Entry.objects.exclude(payload=one.payload).order_by("pk")))
    Entry.objects.filter(pk=one.pk).update(payload=other.payload)
    Entry.objects.filter(pk=other.pk).update(payload=one.payload)


def remove_line(rng: random.Random) -> None:
    Entry.objects.filter(pk=line(rng).pk).delete()


def remove_line_and_link(rng: random.Random) -> None:
    victim = line(rng)
    Link.objects.filter(entry_id=victim.pk).delete()
    Entry.objects.filter(pk=victim.pk).delete()


def cut_the_end(rng: random.Random) -> None:
    """Remove the last line, and make the end say so, without the key that signs it."""
    end = rng.choice(list(ChainEnd.objects.order_by("chain")))
    last = Link.objects.filter(chain=end.chain).latest("position")
    before = Link.objects.filter(chain=end.chain, position=last.position - 1).first()
    Entry.objects.filter(pk=last.entry_id).delete()
    last.delete()
    rows = ChainEnd.objects.filter(chain=end.chain)
    rows.update(length=end.length - 1, sha256=before.sha256 if before else BEGINNING)


def remove_link(rng: random.Random) -> None:
    Link.objects.filter(entry_id=line(rng).pk).delete()


def forge_link(rng: random.Random) -> None:
    Link.objects.filter(entry_id=line(rng).pk).update(sha256=f"{rng.getrandbits(256):064x}")


def forge_end(rng: random.Random) -> None:
    end = rng.choice(list(ChainEnd.objects.order_by("chain")))
    value = {"sha256": f"{rng.getrandbits(256):064x}", "length": end.length + 1}
    field = rng.choice(sorted(value))
    ChainEnd.objects.filter(pk=end.pk).update(**{field: value[field]})


def slip_a_line_in(rng: random.Random) -> None:
    copied = line(rng)
    copied.pk = None
    copied.is_sealed = True
    copied.save()


ALTER: list[Callable[[random.Random], None]] = [
    lambda rng: change(rng, "event", "Forged"),
    lambda rng: change(rng, "at", now() + timedelta(microseconds=rng.randint(1, 10**9))),
    lambda rng: change(rng, "actor", make_account()),
    lambda rng: change(rng, "subject", f"forged:{rng.randint(1, 10**6)}"),
    lambda rng: change(rng, "consultation_id", rng.randint(10**6, 10**7)),
    lambda rng: change(rng, "payload", {"forged": rng.random()}),
    swap_payloads,
    remove_line,
    remove_line_and_link,
    cut_the_end,
    remove_link,
    forge_link,
    forge_end,
    slip_a_line_in,
]


def test_a_thousand_alterations_of_a_thousand_are_found() -> None:
    some_life()
    assert list(verify_all()) == []
    rng, unseen = random.Random(SEED), []
    with unprotected():
        for number in range(ALTERATIONS):
            alter = ALTER[number % len(ALTER)]
            mark = transaction.savepoint()
            alter(rng)
            if next(verify_all(), None) is None:
                unseen.append(number)
            transaction.savepoint_rollback(mark)
    assert unseen == []
    assert list(verify_all()) == []


@pytest.mark.parametrize(
    "force",
    [
        lambda: Entry.objects.update(payload={}),
        lambda: Entry.objects.all().delete(),
        lambda: Link.objects.update(sha256=BEGINNING),
        lambda: Link.objects.all().delete(),
    ],
    ids=["change a line", "remove a line", "change a link", "remove a link"],
)
def test_the_database_refuses(force: Callable[[], Any]) -> None:
    some_life()
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        force()
    assert list(verify_all()) == []


def test_a_finding_says_which_line() -> None:
    some_life()
    victim = Entry.objects.filter(event="AccountRenamed").order_by("pk")[3]
    place = Link.objects.get(entry_id=victim.pk).position
    with unprotected():
        Entry.objects.filter(pk=victim.pk).update(subject="account:0")
    assert list(verify_chain(0)) == [Finding(Fault.LINE_CHANGED, 0, place, victim.pk)]


def test_lines_are_chained_once_and_later_ones_after_them() -> None:
    some_life()
    ends = dict(ChainEnd.objects.order_by().values_list("chain", "length"))
    assert sum(ends.values()) == Entry.objects.count() == Link.objects.count()
    assert seal() == 0
    make_consultation()
    assert seal(limit=1) == 1
    assert seal() == Entry.objects.count() - sum(ends.values()) - 1
    assert list(verify_all()) == []


def test_a_line_that_waits_for_its_link_is_no_anomaly_until_it_is_old() -> None:
    make_consultation()
    assert list(verify_all()) == []
    seal()
    account = make_account()
    old = now() - timedelta(hours=1)
    entry = Entry.objects.create(
        event="X", at=old, subject=f"account:{account.pk}", next_try_at=old
    )
    assert list(verify_all()) == [Finding(Fault.UNSEALED, 0, 0, entry.pk)]


def test_ends_signed_under_an_earlier_key_are_sound(settings: Any) -> None:
    some_life()
    settings.SECRET_KEY, old = "new-" + "y" * 50, settings.SECRET_KEY
    assert {finding.fault for finding in verify_all()} == {Fault.END_CHANGED}
    settings.SECRET_KEY_FALLBACKS = [old]
    assert list(verify_all()) == []
    end = ChainEnd.objects.order_by("chain")[0]
    assert signature(end) != end.signature


def test_the_command_tells_and_ends_with_1() -> None:
    some_life()
    told = StringIO()
    call_command("audit", "verify", stdout=told)
    assert "Le journal est intact." in told.getvalue()
    with unprotected():
        Entry.objects.filter(consultation_id=None).delete()
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("audit", "verify", "--consultation=0", stdout=told)
    assert "la ligne a été retirée" in told.getvalue()
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("audit", "verify", "--json", stdout=told)
    assert {each["fault"] for each in json.loads(told.getvalue())["findings"]} == {"line_missing"}
