"""Letters of votes: each once, to those it concerns, without the question."""

from datetime import timedelta

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import end_mandate
from participation.councils.ballots import actions
from participation.councils.ballots.models import Ballot
from participation.councils.choices import EndReason
from participation.councils.models import Council
from participation.journal.actions import hear
from participation.journal.models import Entry
from tests.participation.councils.ballots.making import YES, close, make_ballot
from tests.participation.councils.making import mandate_of


def told() -> dict[str, str]:
    """Give to whom letters went since the last time, and what their subjects say."""
    found = {}
    for letter in mail.outbox:
        assert "jardin" not in f"{letter.subject}{letter.body}"
        found[letter.to[0]] = letter.subject.partition("\u00a0")[0]
    mail.outbox.clear()
    return found


@pytest.fixture
def ballot(
    council: Council,
    councillor: Account,
    coordinator: Account,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Ballot:
    with django_capture_on_commit_callbacks(execute=True):
        return make_ballot(council)


def test_a_vote_is_announced_reminded_and_told(
    ballot: Ballot,
    councillor: Account,
    coordinator: Account,
    animator: Account,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    capture = django_capture_on_commit_callbacks
    everybody = {councillor.email, coordinator.email}
    assert told() == dict.fromkeys(everybody, "Un vote est ouvert")
    with capture(execute=True):
        actions.cast(ballot, YES, actor=councillor)
    assert told() == {}
    with living_at(ballot.closes_at - timedelta(hours=25)), capture(execute=True):
        assert actions.tidy_ballots() == 0
    with living_at(ballot.closes_at - timedelta(hours=23)), capture(execute=True):
        assert actions.tidy_ballots() == 1
        assert actions.tidy_ballots() == 0
    assert told() == {coordinator.email: "Un vote se clôt bientôt"}
    with living_at(ballot.closes_at), capture(execute=True):
        close(ballot)
    assert told() == dict.fromkeys(everybody, "Un vote est clos")


def test_the_same_line_heard_again_writes_nothing_more(ballot: Ballot) -> None:
    mail.outbox.clear()
    line = Entry.objects.get(event="BallotOpened")
    Entry.objects.filter(pk=line.pk).update(heard_at=None)
    assert hear(line.pk)
    assert mail.outbox == []


def test_whose_mandate_ended_is_told_nothing(
    ballot: Ballot,
    councillor: Account,
    coordinator: Account,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    mail.outbox.clear()
    end_mandate(mandate_of(councillor), reason=EndReason.MOVED, actor=None)
    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel_ballot(ballot, reason="Mal posée.", actor=None)
    assert [letter.to for letter in mail.outbox] == [[coordinator.email]]


def test_a_short_vote_is_not_reminded(council: Council, councillor: Account) -> None:
    ballot = make_ballot(council, closes_at=now() + timedelta(hours=24))
    assert not actions.remind(ballot)
