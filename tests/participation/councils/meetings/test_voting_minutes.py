"""Minutes approved by a vote of the members: opened, carried or not, ended by a new version."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.ballots.actions import cancel_ballot, cast, close_ballot
from participation.councils.ballots.choices import Kind
from participation.councils.ballots.models import Ballot
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.models import MinutesVersion
from participation.councils.models import Council
from participation.journal.models import Entry
from tests.participation.councils.ballots.making import NO, YES, make_ballot, make_voters
from tests.participation.councils.meetings.making import make_held, make_minutes
from tests.people import SignIn

Close = Callable[..., MinutesVersion]


def put_to_vote(version: MinutesVersion, **rules: Any) -> Ballot:
    rules.setdefault("closes_at", now() + timedelta(days=7))
    return actions.put_to_vote(version, actor=None, **rules)


@pytest.fixture
def close(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Close:
    """Close a vote at its hour, let the house hear of it, and give the version anew."""

    def at_its_hour(ballot: Ballot, votes: Any = ()) -> MinutesVersion:
        for account, choices in votes:
            cast(ballot, choices, actor=account)
        with living_at(ballot.closes_at), django_capture_on_commit_callbacks(execute=True):
            close_ballot(ballot)
        return MinutesVersion.objects.get(ballot=ballot)

    return at_its_hour


def test_who_animates_opens_a_vote_that_approves_at_its_closing(
    council: Council,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
    client: Client,
    close: Close,
) -> None:
    version = make_minutes(council, days_ago=20, is_public=True)
    meeting = version.meeting
    here = f"{meeting.space_url}compte-rendu/"
    assert browsing_as(councillor).get(f"{here}voter/").status_code == 404
    page = browsing_as(coordinator).get(f"{here}voter/")
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(f"{here}voter/", said).status_code == 422  # until when?
    said["closes_on"] = (council.today + timedelta(days=7)).isoformat()
    assert client.post(f"{here}voter/", said).status_code == 302
    assert client.post(f"{here}voter/", said).status_code == 302  # sent twice
    version.refresh_from_db()
    ballot = Ballot.objects.get()
    assert (version.ballot, ballot.kind, ballot.purpose) == (
        ballot,
        Kind.YES_NO,
        f"minutes:{version.pk}",
    )
    assert "Les membres votent" in browsing_as(councillor).get(here).content.decode()
    asked = browsing_as(councillor).get(ballot.get_absolute_url()).content.decode()
    assert "version 1 du compte rendu" in asked
    assert client.get(ballot.about_url).context["version"] == version
    approved = close(ballot, [(councillor, YES), (coordinator, YES)])
    assert approved.is_approved_by_vote and approved.approved_at is not None
    assert (approved.approved_at, approved.state_words) == (
        approved.ballot and approved.ballot.ended_at,
        "Approuvé par le conseil",
    )
    inside = browsing_as(councillor).get(here).content.decode()
    assert "Approuvé par un vote du conseil" in inside and "Oui\u00a0: 2" in inside
    browsing_as(coordinator).post(f"{here}publier/")
    client.logout()
    public = client.get(meeting.get_absolute_url()).content.decode()
    assert "Vote clos le" in public and "Oui\u00a0: 2" in public and "Non\u00a0: 0" in public


def test_a_vote_heard_twice_approves_once(
    council: Council, councillor: Account, close: Close
) -> None:
    version = make_minutes(council)
    ballot = put_to_vote(version)
    approved = close(ballot, [(councillor, YES)])
    actions.settle_vote(version.pk, ballot.pk)
    actions.settle_vote(0, ballot.pk)
    actions.settle_vote(version.pk, 0)
    assert Entry.objects.filter(event="MinutesApproved").count() == 1
    with pytest.raises(Refused, match="déjà approuvé"):
        put_to_vote(approved)
    later = make_held(council, title="Après", days_ago=1)
    assert actions.approve_minutes(approved, in_meeting=later, actor=None).approved_in is None


def test_minutes_that_the_council_rejects_are_to_be_amended(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn, close: Close
) -> None:
    version = close(
        put_to_vote(make_minutes(council, days_ago=9)), [(councillor, NO), (coordinator, NO)]
    )
    assert (version.approved_at, version.is_rejected) == (None, True)
    assert version.state_words == "Non approuvé, à corriger"
    page = browsing_as(coordinator).get(f"{version.meeting.space_url}compte-rendu/")
    assert "Le vote n’a pas approuvé cette version" in page.content.decode()
    assert "compte-rendu/voter/" not in page.content.decode()
    later = make_held(council, title="Après")
    with pytest.raises(Refused, match="rejeté cette version"):
        actions.approve_minutes(version, in_meeting=later, actor=None)
    with pytest.raises(Refused, match="rejeté cette version"):
        put_to_vote(version)
    again = actions.write_minutes(version.meeting, text="Corrigé.", after=1, actor=None)
    assert again.state_words == "Corrigé"
    assert put_to_vote(again).is_open
    with pytest.raises(Refused, match="version plus récente"):
        put_to_vote(version)


def test_a_vote_without_quorum_decides_nothing_and_is_held_again(
    council: Council, councillor: Account, close: Close
) -> None:
    make_voters(council, 4)
    version = close(put_to_vote(make_minutes(council, days_ago=9)), [(councillor, YES)])
    assert (version.is_not_carried, version.is_rejected, version.approved_at) == (True, False, None)
    second = put_to_vote(version)
    assert second.is_open
    cancel_ballot(second, reason="Mauvaise date.", actor=None)
    later = make_held(council, title="Après")
    approved = actions.approve_minutes(version, in_meeting=later, actor=None)
    assert (approved.approved_in, approved.is_approved_by_vote) == (later, False)


def test_while_members_vote_nothing_else_is_done_with_the_version(
    council: Council, councillor: Account
) -> None:
    version = make_minutes(council, days_ago=9)
    key = uuid4()
    ballot = put_to_vote(version, key=key)
    assert put_to_vote(version, key=key) == ballot
    with pytest.raises(Refused, match="déjà en cours"):
        put_to_vote(version)
    with pytest.raises(Refused, match="votent sur cette version"):
        actions.propose_amendment(version, text="Non.", reason="Si.", actor=councillor)
    later = make_held(council, title="Après")
    with pytest.raises(Refused, match="Attendez la clôture"):
        actions.approve_minutes(version, in_meeting=later, actor=None)


def test_a_correction_is_answered_before_the_vote(council: Council, councillor: Account) -> None:
    version = make_minutes(council)
    actions.propose_amendment(version, text="Oui.", reason="Car.", actor=councillor)
    with pytest.raises(Refused, match="attend encore une réponse"):
        put_to_vote(version)


def test_a_new_version_ends_the_vote_only_when_said(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    version = make_minutes(council)
    ballot = put_to_vote(version)
    browser = browsing_as(coordinator)
    here = f"{version.meeting.space_url}compte-rendu/"
    said = {"text": "On a parlé des bancs.", "after": 1}
    assert "annule ce vote" in browser.get(f"{here}ecrire/").content.decode()
    answer = browser.post(f"{here}ecrire/", said)
    assert answer.status_code == 422 and "On a parlé des bancs." in answer.content.decode()
    ballot.refresh_from_db()
    assert ballot.is_open
    browser.post(f"{here}ecrire/", {**said, "ends_vote": "on"})
    ballot.refresh_from_db()
    assert ballot.is_cancelled and "nouvelle version" in ballot.cancel_reason
    page = browser.get(here)
    assert page.context["version"].number == 2
    assert (
        "Une nouvelle version du compte rendu" in browser.get(f"{here}?version=1").content.decode()
    )


def test_a_vote_past_its_hour_is_not_ended_by_a_new_version(
    council: Council, councillor: Account
) -> None:
    version = make_minutes(council)
    ballot = put_to_vote(version)
    with living_at(ballot.closes_at), pytest.raises(Refused, match="clos"):
        actions.write_minutes(version.meeting, text="Autre.", after=1, actor=None, ends_vote=True)


def test_votes_for_something_else_leave_minutes_alone(
    council: Council, councillor: Account, close: Close
) -> None:
    version = make_minutes(council)
    other = make_ballot(council, purpose=f"referral:{version.pk}")
    cast(other, YES, actor=councillor)
    with living_at(other.closes_at):
        close_ballot(other)
    version.refresh_from_db()
    assert version.approved_at is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_minutes_takes_the_same_queries_whatever_their_number(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    version = make_minutes(council)
    for after in range(1, number + 1):
        put_to_vote(version)
        version = actions.write_minutes(
            version.meeting, text=f"Version {after}.", after=after, actor=None, ends_vote=True
        )
    browser = browsing_as(councillor)
    browser.get("/aide/")
    with django_assert_num_queries(17):
        browser.get(f"{version.meeting.space_url}compte-rendu/")
