"""Voting: once each, with a name or without a trace."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections, models, transaction

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.ballots import actions
from participation.councils.ballots.choices import Kind, Reasons
from participation.councils.ballots.errors import AlreadyVoted
from participation.councils.ballots.models import Ballot, Slip, Vote, Voter, VoteVersion
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.journal.models import Entry
from tests.participation.councils.ballots.making import NO, YES, close, make_ballot, make_voters

OPTIONS = ["Le banc", "L’arbre", "La fontaine"]
DATES = [now() + timedelta(days=days) for days in (20, 21)]


@pytest.mark.parametrize(
    ("fields", "fits", "unfit"),
    [
        ({"kind": Kind.YES_NO}, [YES, {"abstain": 1}], [{}, {"yes": 2}, {"yes": 1, "no": 1}]),
        ({"kind": Kind.CONSENT}, [{"block": 1}], [{"yes": 1}, {}]),
        (
            {"kind": Kind.CHOOSE, "options": OPTIONS, "most_choices": 2},
            [{}, {"1": 1}, {"1": 1, "3": 1}],
            [{"1": 1, "2": 1, "3": 1}, {"4": 1}, {"1": -1}, {"1": 1e309}, {"1": "1"}],
        ),
        (
            {"kind": Kind.RANKING, "options": OPTIONS},
            [{}, {"2": 1}, {"3": 1, "1": 2, "2": 3}],
            [{"1": 2}, {"1": 1, "2": 1}, {"1": 0}, {"1": 2**63}],
        ),
        (
            {"kind": Kind.MEETING_DATE, "options": DATES},
            [{"1": "yes", "2": "no"}],
            [{"1": "yes"}, {"1": "yes", "2": "perhaps"}, {}],
        ),
    ],
)
def test_only_what_fits_the_question_is_taken(
    council: Council, councillor: Account, fields: Any, fits: list[Any], unfit: list[Any]
) -> None:
    ballot = make_ballot(council, **fields)
    for choices in unfit:
        with pytest.raises(Refused, match="ne correspond pas"):
            actions.cast(ballot, choices, actor=councillor)
    for choices in fits:
        actions.cast(ballot, choices, actor=councillor)
        assert Vote.objects.get(ballot=ballot).choices == choices


def test_a_vote_with_a_name_changes_until_the_closing_and_keeps_what_it_was(
    council: Council, councillor: Account
) -> None:
    ballot = make_ballot(council)
    actions.cast(ballot, YES, actor=councillor, reason="Pour l’ombre.")
    actions.cast(ballot, YES, actor=councillor, reason="Pour l’ombre.")
    assert not VoteVersion.objects.exists()
    actions.cast(ballot, NO, actor=councillor)
    vote = Vote.objects.get(ballot=ballot)
    assert (vote.choices, vote.reason) == (NO, "")
    before = VoteVersion.objects.get(vote=vote)
    assert (before.choices, before.reason) == (YES, "Pour l’ombre.")
    with living_at(ballot.closes_at), pytest.raises(Refused, match="clos"):
        actions.cast(ballot, YES, actor=councillor)
    said = Entry.objects.filter(event="VoteCast").order_by("pk")
    assert [line.actor for line in said] == [councillor, councillor]
    assert said[0].payload["voter_id"] == vote.voter_id


def test_a_secret_vote_is_final(council: Council) -> None:
    accounts = make_voters(council, 5)
    ballot = make_ballot(council, is_anonymous=True)
    actions.cast(ballot, YES, actor=accounts[0])
    with pytest.raises(AlreadyVoted):
        actions.cast(ballot, NO, actor=accounts[0])
    assert Slip.objects.get().choices == YES


def test_nothing_of_a_secret_vote_leads_to_a_person_or_an_hour(council: Council) -> None:
    accounts = make_voters(council, 5)
    ballot = make_ballot(council, is_anonymous=True)
    with living_at(now() + timedelta(days=3)):
        actions.cast(ballot, YES, actor=accounts[0], reason="Pour l’ombre.")
    fields = Slip._meta.get_fields()
    assert {field.name for field in fields} == {"id", "ballot", "college", "choices", "reason"}
    timed = (models.DateField, models.TimeField)
    assert not any(isinstance(field, timed) for field in [*fields, *Voter._meta.get_fields()])
    assert isinstance(Slip._meta.pk, models.UUIDField)
    assert Slip.objects.get().college is None
    line = Entry.objects.get(event="VoteCast")
    assert (line.actor, line.payload["voter_id"], line.at) == (None, None, ballot.opens_at)
    assert not Vote.objects.exists()


def test_a_slip_is_neither_changed_nor_taken_out(council: Council) -> None:
    accounts = make_voters(council, 5)
    ballot = make_ballot(council, is_anonymous=True)
    actions.cast(ballot, YES, actor=accounts[0])
    slip = Slip.objects.get()
    rows: Any = Slip.objects.filter(pk=slip.pk)
    for change in (slip.save, slip.delete, rows.delete, lambda: rows.update(choices=NO)):
        with pytest.raises(TypeError, match="never"):
            change()
    raw: Any = models.QuerySet(Slip).filter(pk=slip.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        raw.update(choices=NO)
    with pytest.raises(DatabaseError), transaction.atomic():
        raw._raw_delete(using="default")
    mark = Voter.objects.filter(has_voted=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        mark.update(has_voted=False)
    assert (Slip.objects.get().choices, mark.count()) == (YES, 1)


def test_a_reason_is_asked_for_or_not(council: Council, councillor: Account) -> None:
    asked = make_ballot(council, reasons=Reasons.REQUIRED)
    with pytest.raises(Refused, match="pourquoi"):
        actions.cast(asked, YES, actor=councillor, reason="  ")
    with pytest.raises(Refused, match="500"):
        actions.cast(asked, YES, actor=councillor, reason="a" * 501)
    silent = make_ballot(council, reasons=Reasons.NONE)
    actions.cast(silent, YES, actor=councillor, reason="Pour l’ombre.")
    assert Vote.objects.get().reason == ""


def test_a_cancelled_vote_takes_nothing(council: Council, councillor: Account) -> None:
    ballot = make_ballot(council)
    actions.cancel_ballot(ballot, reason="Mal posée.", actor=None)
    with pytest.raises(Refused, match="annulé"):
        actions.cast(ballot, YES, actor=councillor)


def at_once(times: int, do: Any) -> Counter[str]:
    """Do something from several threads at the same instant; count what came of it."""

    def one(_number: int) -> str:
        try:
            do(_number)
        except Refused as refused:
            return type(refused).__name__
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return Counter(pool.map(one, range(times)))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_person_voting_at_the_same_instant_counts_once(council: Council) -> None:
    accounts = make_voters(council, 5)
    secret = make_ballot(council, is_anonymous=True)
    done = at_once(12, lambda _number: actions.cast(secret, YES, actor=accounts[0]))
    assert done == {"done": 1, "AlreadyVoted": 11}
    assert Slip.objects.count() == 1
    named = make_ballot(council)
    at_once(12, lambda number: actions.cast(named, [YES, NO][number % 2], actor=accounts[0]))
    assert Vote.objects.filter(ballot=named).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_first_vote_and_a_new_wording_never_both_win(council: Council) -> None:
    accounts = make_voters(council, 5)
    words: dict[str, Any] = {"title": "Autre question", "context": "", "actor": None}
    for _round in range(4):
        ballot = make_ballot(council)

        def race(number: int, ballot: Ballot = ballot) -> None:
            if number % 2:
                actions.reword(ballot, **words)
            else:
                actions.cast(ballot, YES, actor=accounts[number], edition=1)

        done = at_once(2, race)
        ballot.refresh_from_db()
        assert done["done"] == 1
        assert (ballot.has_votes, ballot.edition) in {(True, 1), (False, 2)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_vote_cast_at_the_closing_is_counted_or_refused(council: Council) -> None:
    accounts = make_voters(council, 5)
    ballot = make_ballot(council)
    for account in accounts[1:]:
        actions.cast(ballot, YES, actor=account)

    def race(number: int) -> None:
        if number:
            close(ballot)
        else:
            actions.cast(ballot, YES, actor=accounts[0])

    at_once(2, race)
    ballot.refresh_from_db()
    assert ballot.result.turnout == ballot.votes.count() == ballot.result.figures["all"]["votes"]
