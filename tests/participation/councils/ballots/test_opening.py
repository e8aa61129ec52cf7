"""Opening a vote: its rules freeze, its words follow at the first vote, its electorate at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from participation.accounts.actions import appoint_officer
from participation.accounts.models import Account, PublicBody
from participation.base.clock import living_at, now
from participation.councils.actions import end_mandate
from participation.councils.ballots import actions
from participation.councils.ballots.choices import CountBy, Kind, Majority, ResultsShown, State
from participation.councils.ballots.errors import Reworded
from participation.councils.ballots.models import Ballot, Option, Voter
from participation.councils.choices import CollegeKind, EndReason
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.journal.models import Entry
from tests.factories import make_member
from tests.participation.councils.ballots.making import YES, make_ballot, make_voters, voter_of
from tests.participation.councils.making import mandate_of


def test_a_vote_calls_the_mandates_that_run_when_it_opens(
    council: Council, councillor: Account, coordinator: Account, former_member: Account
) -> None:
    make_member(council, is_substitute=True)
    ballot = make_ballot(council, actor=coordinator)
    called = ballot.voters.order_by("pk").values_list("membership__account", flat=True)
    assert list(called) == [councillor.pk, coordinator.pk]
    assert (ballot.state, ballot.quorum_percent) == (State.OPEN, 50)
    assert Entry.objects.get(event="BallotOpened").payload == {
        "council_id": council.pk,
        "ballot_id": ballot.pk,
    }


def test_whom_an_office_keeps_outside_is_not_called(
    council: Council, councillor: Account, coordinator: Account, public_body: PublicBody
) -> None:
    appoint_officer(councillor, public_body, actor=None)
    assert make_ballot(council).voters.get().membership.account == coordinator


def test_nobody_joins_the_electorate_after_the_opening(
    council: Council, councillor: Account
) -> None:
    ballot = make_ballot(council)
    [late] = make_voters(council, 1)
    with pytest.raises(Refused, match="arrêtée à l’ouverture"):
        actions.cast(ballot, YES, actor=late)
    assert not ballot.votes.exists()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"closes_at": timedelta(hours=-1)}, "clôture doit être à venir"),
        ({"opens_at": timedelta(days=-1)}, "déjà passée"),
        ({"opens_at": timedelta(days=9)}, "clôture doit être à venir"),
        ({"kind": Kind.CHOOSE, "options": ["Un"]}, "entre 2 et 20"),
        ({"kind": Kind.CHOOSE, "options": ["Un", "Un"]}, "toutes différentes"),
        ({"kind": Kind.CHOOSE, "options": ["Un", "Deux"], "most_choices": 3}, "qu’il n’y en a"),
        ({"majority": Majority.NO_BLOCK}, "majorité ne va pas"),
        ({"is_anonymous": True}, "vote secret demande au moins 5"),
    ],
)
def test_a_vote_that_makes_no_sense_is_refused(
    council: Council, fields: dict[str, Any], why: str
) -> None:
    timed = {key: now() + v if isinstance(v, timedelta) else v for key, v in fields.items()}
    with pytest.raises(Refused, match=why):
        make_ballot(council, **timed)
    assert not Ballot.objects.exists()


def test_a_secret_vote_by_college_asks_for_five_in_each(council: Council) -> None:
    make_voters(council, 5)
    make_voters(council, 4, CollegeKind.LOCAL_ACTORS)
    secret = {"is_anonymous": True, "count_by": CountBy.COLLEGE}
    with pytest.raises(Refused):
        make_ballot(council, **secret)
    make_voters(council, 1, CollegeKind.LOCAL_ACTORS)
    assert make_ballot(council, **secret).state == State.OPEN


def test_a_secret_vote_shows_nothing_before_its_end(council: Council) -> None:
    make_voters(council, 5)
    ballot = make_ballot(council, is_anonymous=True, results_shown=ResultsShown.ALWAYS)
    assert ballot.results_shown == ResultsShown.WHEN_CLOSED


def test_a_planned_vote_calls_those_who_sit_when_it_opens(
    council: Council, councillor: Account
) -> None:
    ballot = make_ballot(council, opens_at=now() + timedelta(days=2))
    [later] = make_voters(council, 1)
    assert (ballot.state, ballot.voters.count()) == (State.PLANNED, 0)
    with pytest.raises(Refused, match="pas encore ouvert"):
        actions.cast(ballot, YES, actor=councillor)
    assert actions.tidy_ballots() == 0
    with living_at(ballot.opens_at):
        assert actions.tidy_ballots() == 1
        assert actions.tidy_ballots() == 0
        actions.cast(ballot, YES, actor=later)
    assert ballot.voters.count() == 2


def test_a_planned_vote_that_can_no_longer_open_says_why(
    council: Council, councillor: Account
) -> None:
    ballot = make_ballot(council, opens_at=now() + timedelta(days=2), is_anonymous=True)
    with living_at(ballot.opens_at):
        actions.tidy_ballots()
    ballot.refresh_from_db()
    assert ballot.is_cancelled
    assert "vote secret demande au moins 5" in ballot.cancel_reason


def test_one_vote_runs_at_a_time_for_a_purpose(council: Council) -> None:
    first = make_ballot(council, purpose="referral:12")
    with pytest.raises(Refused, match="déjà en cours pour cet objet"):
        make_ballot(council, purpose="referral:12")
    actions.cancel_ballot(first, reason="Mal posée.", actor=None)
    assert make_ballot(council, purpose="referral:12").is_open


def test_a_form_sent_twice_opens_one_vote(council: Council) -> None:
    key = "0b6f1a53-9d1e-4d40-9f4c-6d3f2a6f0c11"
    assert make_ballot(council, key=key) == make_ballot(council, key=key)
    assert Ballot.objects.count() == 1


def test_words_change_until_the_first_vote(council: Council, councillor: Account) -> None:
    ballot = make_ballot(council, kind=Kind.CHOOSE, options=["Le banc", "L’arbre"])
    words: dict[str, Any] = {"title": "Que met-on là ?", "context": "", "actor": None}
    ballot = actions.reword(ballot, options=["Un banc", "Un arbre", "Rien"], **words)
    assert [str(option) for option in ballot.options.all()] == ["Un banc", "Un arbre", "Rien"]
    with pytest.raises(Reworded):
        actions.cast(ballot, {"1": 1}, actor=councillor, edition=1)
    actions.cast(ballot, {"1": 1}, actor=councillor, edition=ballot.edition)
    with pytest.raises(Refused, match="déjà voté"):
        actions.reword(ballot, options=["Un mur", "Une haie"], **words)
    assert ballot.options.count() == 3


def refused_by_the_database(change: Any) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("field", ["is_anonymous", "results_shown", "has_votes"])
def test_the_database_lifts_no_secret_of_a_vote(council: Council, field: str) -> None:
    accounts = make_voters(council, 5)
    ballot = make_ballot(council, is_anonymous=True)
    actions.cast(ballot, YES, actor=accounts[0])
    value = {"is_anonymous": False, "results_shown": "always", "has_votes": False}[field]
    rows = Ballot.objects.filter(pk=ballot.pk)
    assert not refused_by_the_database(lambda: rows.update(about_url="/ici/"))
    assert refused_by_the_database(lambda: rows.update(**{field: value}))


@pytest.mark.postgres
def test_the_database_freezes_electorate_and_options(council: Council, councillor: Account) -> None:
    ballot = make_ballot(council)
    late = make_member(council)
    extra = Voter(ballot=ballot, membership=late, college=late.college)
    assert refused_by_the_database(extra.save)
    assert refused_by_the_database(voter_of(ballot, councillor).delete)
    option = Option(ballot=ballot, rank=9, key="9")
    assert not refused_by_the_database(option.save)
    actions.cast(ballot, YES, actor=councillor)
    assert refused_by_the_database(option.save)
    assert refused_by_the_database(option.delete)


@pytest.mark.django_db
def test_the_guards_of_the_database_are_there() -> None:
    """A later migration that makes a table anew on SQLite would lose them."""
    names = {"slip_is_never_changed", "slip_is_never_taken_out", "voter_stays_marked"}
    names |= {"secret_stays_secret", "hidden_stays_hidden", "first_vote_is_not_undone"}
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        assert names <= {name for (name,) in cursor.fetchall()}


def test_a_mandate_that_ends_keeps_its_place_in_the_quorum(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    ballot = make_ballot(council)
    end_mandate(mandate_of(councillor), reason=EndReason.MOVED, actor=None)
    with pytest.raises(Refused):
        actions.cast(ballot, YES, actor=councillor)
    assert ballot.voters.count() == 2


def test_the_words_of_a_vote_that_something_waits_for_never_change(council: Council) -> None:
    ballot = make_ballot(council, purpose="minutes:4")
    assert ballot.is_running and not ballot.may_be_reworded
    with pytest.raises(Refused, match="ne changent plus"):
        actions.reword(ballot, actor=None, title="Autre question", context="")
    ballot.refresh_from_db()
    assert (ballot.title, ballot.edition) == ("Garde-t-on le jardin ouvert le soir ?", 1)


def test_something_waits_for_a_yes_or_a_no_alone(council: Council) -> None:
    with pytest.raises(Refused, match="par oui ou non"):
        make_ballot(council, kind=Kind.CHOOSE, options=("Lundi", "Mardi"), purpose="minutes:4")
    assert make_ballot(council, kind=Kind.CONSENT, purpose="minutes:4").is_open
