"""Closing: at the hour, once, with a result that says what was counted and what it decides."""

from datetime import timedelta
from typing import Any

import pytest

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import end_mandate
from participation.councils.ballots import actions
from participation.councils.ballots.choices import CollegeRule, CountBy, Kind, Outcome, State
from participation.councils.ballots.models import Ballot, Result
from participation.councils.ballots.queries import counting
from participation.councils.choices import CollegeKind, EndReason
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.journal.models import Entry
from tests.participation.councils.ballots.making import (
    NO,
    YES,
    close,
    make_ballot,
    make_closed,
    make_voters,
)
from tests.participation.councils.making import mandate_of


@pytest.mark.parametrize(("number", "outcome"), [(2, Outcome.NO_QUORUM), (3, Outcome.ADOPTED)])
def test_without_quorum_nothing_is_decided(council: Council, number: int, outcome: Outcome) -> None:
    accounts = make_voters(council, 5)  # six sit: three must vote
    ballot = make_closed(council, [(account, YES) for account in accounts[:number]])
    result = ballot.result
    assert (result.outcome, result.electorate, result.turnout, result.quorum) == (
        outcome,
        6,
        number,
        3,
    )
    assert result.is_adopted is (outcome == Outcome.ADOPTED)


def test_the_clock_closes_once_and_says_for_whom(council: Council, councillor: Account) -> None:
    ballot = make_ballot(council, purpose="minutes:4")
    actions.cast(ballot, YES, actor=councillor)
    assert actions.tidy_ballots() == 0
    with living_at(ballot.closes_at):
        assert actions.tidy_ballots() == 1
        assert actions.tidy_ballots() == 0
        actions.close_ballot(ballot)
    assert Result.objects.count() == 1
    assert Entry.objects.get(event="BallotClosed").payload == {
        "council_id": council.pk,
        "ballot_id": ballot.pk,
        "purpose": "minutes:4",
        "is_adopted": True,
    }


def test_a_vote_closes_early_only_when_nobody_is_awaited(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    ballot = make_ballot(council)
    actions.cast(ballot, YES, actor=coordinator)
    with pytest.raises(Refused, match="n’ont pas encore voté"):
        actions.close_ballot(ballot, actor=coordinator)
    end_mandate(mandate_of(councillor), reason=EndReason.MOVED, actor=None)
    assert actions.close_ballot(ballot, actor=coordinator).result.electorate == 2


def test_a_block_leaves_the_question_open(council: Council) -> None:
    accounts = make_voters(council, 3)
    said = [{"agree": 1}, {"agree": 1}, {"block": 1}]
    votes = zip(accounts, said, strict=True)
    ballot = make_closed(council, votes, kind=Kind.CONSENT)
    assert ballot.result.outcome == Outcome.BLOCKED
    with pytest.raises(Refused, match="n’a rien décidé"):
        actions.record_decision(council, actor=None, title="Oui", text="Oui", ballot=ballot)


def test_each_college_has_its_quorum_and_its_figures(council: Council) -> None:
    residents = make_voters(council, 3)
    actors = make_voters(council, 2, CollegeKind.LOCAL_ACTORS)
    rules = {"count_by": CountBy.COLLEGE, "college_rule": CollegeRule.EVERY}
    alone = make_closed(council, [(account, YES) for account in residents], **rules)
    assert alone.result.outcome == Outcome.NO_QUORUM
    votes = [(account, YES) for account in residents] + [(actors[0], NO)]
    ballot = make_closed(council, votes, **rules)
    assert ballot.result.outcome == Outcome.REJECTED
    first, second = ballot.result.figures["colleges"]
    assert (first["electorate"], first["turnout"], first["counts"]["yes"]) == (4, 3, 3)
    assert (second["electorate"], second["turnout"], second["counts"]["no"]) == (2, 1, 1)


@pytest.mark.parametrize(("number", "outcome"), [(4, Outcome.TOO_FEW), (5, Outcome.ADOPTED)])
def test_too_few_secret_slips_say_and_decide_nothing(
    council: Council, number: int, outcome: Outcome
) -> None:
    accounts = make_voters(council, 6)
    votes = [(account, YES) for account in accounts[:number]]
    result = make_closed(council, votes, is_anonymous=True).result
    assert (result.outcome, bool(result.figures)) == (outcome, number >= 5)
    assert Result.objects.get().decides is (number >= 5)


def test_a_result_is_that_of_the_hour_it_closed(council: Council, councillor: Account) -> None:
    ballot = make_closed(council, [(councillor, YES)])
    end_mandate(mandate_of(councillor), reason=EndReason.MOVED, actor=None)
    assert close(ballot).result.turnout == 1


def test_a_cancelled_vote_stays_with_its_reason(council: Council, councillor: Account) -> None:
    ballot = make_ballot(council)
    actions.cast(ballot, YES, actor=councillor)
    with pytest.raises(Refused, match="raison"):
        actions.cancel_ballot(ballot, reason=" ", actor=None)
    ballot = actions.cancel_ballot(ballot, reason="La question était double.", actor=None)
    assert (ballot.state, ballot.votes.count()) == (State.CANCELLED, 1)
    assert not Result.objects.exists()
    with pytest.raises(Refused, match="n’est pas ouvert"):
        actions.close_ballot(ballot)
    done = make_closed(council, [(councillor, YES)])
    with pytest.raises(Refused, match="clos"):
        actions.cancel_ballot(done, reason="Trop tard.", actor=None)


def test_one_vote_that_fails_does_not_hold_up_the_others(
    council: Council, councillor: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = make_ballot(council), make_ballot(council)

    def count(ballot: Ballot) -> Any:
        if ballot.pk == broken.pk:
            raise RuntimeError
        return counting.count(ballot)

    monkeypatch.setattr("participation.councils.ballots.actions.closing.count", count)
    with living_at(now() + timedelta(days=8)):
        assert actions.tidy_ballots() == 1
    sound.refresh_from_db()
    assert sound.is_over
