"""A draft put to a vote of the members: frozen meanwhile, adopted or a draft again afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.ballots import actions as ballots
from participation.councils.ballots.choices import Kind
from participation.councils.ballots.models import Ballot
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Means, State
from participation.councils.referrals.models import OnlineVote, Referral
from participation.councils.referrals.queries import fingerprint, votes_on
from participation.journal.models import Entry
from tests.participation.councils.ballots.making import NO, YES, close, make_ballot, make_voters
from tests.participation.councils.referrals.making import (
    make_referral,
    make_upload,
    make_voting,
    vote,
)
from tests.participation.councils.threads.making import hear_all
from tests.people import SignIn


@pytest.fixture
def voting(council: Council, councillor: Account, coordinator: Account) -> Referral:
    return make_voting(council, actor=councillor, requests="Une réparation avant l’hiver.")


def held(referral: Referral) -> OnlineVote:
    vote: OnlineVote = OnlineVote.objects.select_related("ballot").get(
        referral=referral, settled_at=None
    )
    return vote


def settled(referral: Referral) -> Referral:
    """Close the vote at its hour, and let the listeners hear of it."""
    ballot = held(referral).ballot
    with living_at(ballot.closes_at):
        ballots.close_ballot(ballot)
        hear_all()
    referral.refresh_from_db()
    return referral


def test_a_carried_vote_adopts_with_its_figures_and_its_day(
    voting: Referral, councillor: Account, coordinator: Account
) -> None:
    ballot = held(voting).ballot
    ballots.cast(ballot, YES, actor=councillor)
    ballots.cast(ballot, {"abstain": 1}, actor=coordinator)
    settled(voting)
    assert voting.state == State.ADOPTED and voting.sha256 == fingerprint(voting)
    (step,) = voting.steps.all()
    ballot.refresh_from_db()
    assert ballot.ended_at is not None and step.on == (now() + timedelta(days=7)).date()
    said = step.text.replace("\xa0", " ")
    assert said == ("Votants : 2 sur 2 (quorum : 1). Oui : 1. Non : 0. Je m’abstiens : 1.")
    assert step.reference.startswith("Vote en ligne clos le ")
    with pytest.raises(Refused):
        actions.edit_draft(voting, actor=None, requests="Autre chose")


@pytest.mark.parametrize("answers", [(NO, NO), (YES, NO), ()], ids=["no", "tie", "nobody"])
def test_a_vote_that_does_not_carry_gives_the_draft_back_with_its_history(
    voting: Referral, councillor: Account, coordinator: Account, answers: tuple[Any, ...]
) -> None:
    ballot = held(voting).ballot
    for account, said in zip((councillor, coordinator), answers, strict=False):
        ballots.cast(ballot, said, actor=account)
    settled(voting)
    assert (voting.state, voting.sha256, voting.steps.count()) == (State.DRAFTED, "", 0)
    actions.edit_draft(voting, actor=None, requests="Une autre demande")
    (kept,) = votes_on(Referral.objects.get(pk=voting.pk))
    assert (kept.edition, kept.is_cancelled, kept.has_quorum) == (1, False, bool(answers))
    again = actions.open_vote(
        Referral.objects.get(pk=voting.pk),
        actor=None,
        kind=Kind.YES_NO,
        closes_at=now() + timedelta(days=7),
    )
    assert (again.edition, OnlineVote.objects.count()) == (2, 2)


def test_words_do_not_change_while_the_council_votes(voting: Referral) -> None:
    for change in (
        lambda: actions.edit_draft(voting, actor=None, requests="Autre chose"),
        lambda: actions.delete_draft(voting, actor=None),
        lambda: actions.attach(voting, upload=make_upload(), actor=None),
        lambda: vote(voting),
        lambda: make_second_vote(voting),
    ):
        with pytest.raises(Refused, match="vote sur ce texte"):
            change()
    with pytest.raises(Refused, match="vote encore"):
        actions.send_referral(voting, actor=None, means=Means.POST, reference="RK 1")
    with pytest.raises(Refused):
        ballots.reword(held(voting).ballot, actor=None, title="Autre", context="Autre")
    voting.refresh_from_db()
    assert voting.requests == "Une réparation avant l’hiver." and voting.edition == 1


def make_second_vote(referral: Referral) -> OnlineVote:
    closes_at = now() + timedelta(days=7)
    return actions.open_vote(referral, actor=None, kind=Kind.YES_NO, closes_at=closes_at)


def test_members_vote_on_these_very_words(council: Council, councillor: Account) -> None:
    referral = make_referral(council, evidence="Un relevé.")
    actions.attach(referral, upload=make_upload("releves.txt"), actor=councillor)
    referral.refresh_from_db()
    put = make_second_vote(referral)
    for words in (
        referral.addressee_name,
        referral.difficulties,
        referral.requests,
        "Un relevé.",
        "releves.txt",
        fingerprint(referral),
    ):
        assert words in put.ballot.context
    assert put.ballot.about_url == referral.space_url
    assert put.sha256 == fingerprint(referral)


def test_a_cancelled_vote_gives_the_draft_back(voting: Referral, coordinator: Account) -> None:
    ballots.cancel_ballot(held(voting).ballot, reason="Une faute.", actor=coordinator)
    hear_all()
    voting.refresh_from_db()
    assert voting.is_draft
    (kept,) = votes_on(voting)
    assert kept.is_cancelled and not kept.has_quorum
    actions.edit_draft(voting, actor=None, requests="Corrigé.")


def test_an_outcome_heard_twice_is_taken_once(voting: Referral, councillor: Account) -> None:
    ballots.cast(held(voting).ballot, YES, actor=councillor)
    settled(voting)
    for _time in range(2):
        actions.settle_vote(OnlineVote.objects.get())
    assert voting.steps.count() == 1
    assert Entry.objects.filter(event="StepRecorded").count() == 1


def test_a_running_vote_settles_nothing_and_other_votes_are_left_alone(
    voting: Referral, council: Council, councillor: Account
) -> None:
    actions.settle_vote(held(voting))
    other = make_ballot(council, purpose="minutes:3")
    close(other)
    last = close(make_ballot(council, purpose=f"referral:{voting.pk + 1}"))
    with living_at(last.closes_at):
        hear_all()
    voting.refresh_from_db()
    assert voting.is_voting and held(voting).settled_at is None


def test_words_changed_behind_the_vote_are_not_adopted(
    voting: Referral, councillor: Account
) -> None:
    ballots.cast(held(voting).ballot, YES, actor=councillor)
    Referral.objects.filter(pk=voting.pk).update(requests="Autre chose")
    assert settled(voting).is_draft


@pytest.mark.parametrize("wrong", [{"edition": 2}, {"quorum_percent": 10}])
def test_another_wording_or_a_lower_quorum_is_refused(
    council: Council, wrong: dict[str, Any]
) -> None:
    council.framework.quorum_percent = 50
    council.framework.save()
    referral = make_referral(council)
    rules: dict[str, Any] = {"kind": Kind.YES_NO, "closes_at": now() + timedelta(days=7)}
    with pytest.raises(Refused):
        actions.open_vote(referral, actor=None, **rules, **wrong)
    assert not Ballot.objects.exists()
    made = actions.open_vote(referral, actor=None, edition=1, quorum_percent=60, **rules)
    assert made.ballot.quorum_percent == 60


def test_a_secret_vote_of_too_few_adopts_nothing(council: Council, councillor: Account) -> None:
    accounts = make_voters(council, 4)
    referral = make_referral(council)
    closes_at = now() + timedelta(days=7)
    put = actions.open_vote(
        referral, actor=None, kind=Kind.YES_NO, closes_at=closes_at, is_anonymous=True
    )
    for account in accounts:
        ballots.cast(put.ballot, YES, actor=account)
    assert settled(referral).is_draft


def test_by_pages_from_the_draft_to_the_adoption(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    referral = make_referral(council, councillor)
    where = [council.slug, referral.pk]
    page = reverse("referrals:open_vote", args=where)
    assert browsing_as(councillor).get(page).status_code == 404
    client = browsing_as(coordinator)
    assert referral.difficulties in client.get(page).text
    last = (now() + timedelta(days=3)).date().isoformat()
    rules = {
        "closes_on": last,
        "majority": "simple",
        "count_by": "person",
        "college_rule": "every",
        "quorum_percent": 50,
        "results_shown": "when_closed",
        "reasons": "optional",
        "most_proxies": 1,
        "key": "5c0f7e4e-5a35-4d0c-9a0e-9e1d2f8f6a11",
    }
    for wrong in ({"edition": 7}, {"edition": 1, "closes_on": ""}):
        assert client.post(page, {**rules, **wrong}).status_code == 422
    for _time in range(2):
        answer = client.post(page, {**rules, "edition": 1})
        assert answer.headers["Location"] == Ballot.objects.get().get_absolute_url()
    assert client.get(page).status_code == 404
    shown = client.get(referral.space_url).text
    assert "Le conseil vote sur ce texte" in shown
    assert reverse("ballots:cancel", args=[council.slug, Ballot.objects.get().pk]) in shown
    assert reverse("referrals:edit", args=where) not in shown
    refused = client.post(reverse("referrals:edit", args=where), {"title": "Autre"})
    assert refused.status_code == 422
    for account in (councillor, coordinator):
        ballots.cast(Ballot.objects.get(), YES, actor=account)
    settled(referral)
    shown = client.get(referral.space_url).text
    assert "Vote en ligne clos le" in shown and "La proposition est adoptée." in shown
