"""A letter about something private leaves only to who may still read it when it leaves."""

from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from participation.accounts.actions import appoint_officer
from participation.accounts.events import AccountRenamed
from participation.accounts.models import Account, PublicBody
from participation.base.events import record
from participation.councils.actions import end_mandate
from participation.councils.choices import EndReason
from participation.councils.models import Council, Membership
from participation.notifications.actions import send, sweep, write_letter
from participation.notifications.models import Letter

SECRET = "La réunion est à dix-huit heures."


@pytest.fixture
def unguarded(councillor: Account) -> Letter:
    return written(councillor, None)


def written(person: Account, guard: tuple[str, int] | None) -> Letter:
    """Write a letter in a transaction that the test never commits: its sending is still to come."""
    with transaction.atomic():
        line: Any = record(AccountRenamed(account_id=person.pk), actor=None)
    return write_letter(
        entry_id=line.pk,
        to=person.email,
        kind="identity_code",
        subject="Une nouvelle du conseil",
        context={"code": SECRET, "consultation": {"title": "Le conseil"}},
        guard=guard,
    )


def test_it_leaves_to_a_member(council: Council, councillor: Account) -> None:
    assert send(written(councillor, ("council", council.pk)).pk)
    assert mail.outbox[0].to == [councillor.email]


def test_it_is_withheld_when_the_mandate_ended_meanwhile(
    council: Council, councillor: Account
) -> None:
    letter = written(councillor, ("council", council.pk))
    assert SECRET in letter.text
    membership = Membership.objects.get(account=councillor)
    end_mandate(membership, reason=EndReason.MOVED, actor=None)
    assert not send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.WITHHELD
    assert (letter.subject, letter.text, letter.html) == ("", "", "")
    assert sweep() == 0
    assert SECRET not in "".join(str(message.body) for message in mail.outbox)


def test_it_is_withheld_from_who_became_an_officer(
    council: Council, councillor: Account, public_body: PublicBody
) -> None:
    letter = written(councillor, ("council", council.pk))
    appoint_officer(councillor, public_body, actor=None)
    assert not send(letter.pk)


@pytest.mark.parametrize("role", ["former_member", "neighbour", "resident", "officer"])
def test_it_never_leaves_to_others(council: Council, role: str, request: Any) -> None:
    assert not send(written(request.getfixturevalue(role), ("council", council.pk)).pk)
    assert mail.outbox == []


def test_it_is_withheld_from_a_closed_account(council: Council, councillor: Account) -> None:
    letter = written(councillor, ("council", council.pk))
    Account.objects.filter(pk=councillor.pk).update(is_active=False)
    assert not send(letter.pk)


def test_it_is_withheld_when_nobody_knows_its_guard(councillor: Account) -> None:
    assert not send(written(councillor, ("nobody", 1)).pk)


def test_one_without_guard_leaves_to_anybody(unguarded: Letter) -> None:
    assert send(unguarded.pk)
