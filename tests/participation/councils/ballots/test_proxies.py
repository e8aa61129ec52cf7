"""Voting for somebody else."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from participation.accounts.models import Account
from participation.councils.actions import end_mandate
from participation.councils.ballots import actions
from participation.councils.ballots.errors import AlreadyVoted
from participation.councils.ballots.models import Ballot, Proxy, Slip, Vote, Voter
from participation.councils.choices import EndReason
from participation.councils.errors import Refused
from participation.councils.models import Council, Membership
from tests.factories import make_member
from tests.participation.councils.ballots.making import (
    NO,
    YES,
    close,
    make_ballot,
    make_voters,
    voter_of,
)
from tests.participation.councils.making import mandate_of


@pytest.fixture
def accounts(council: Council) -> list[Account]:
    people: list[Account] = make_voters(council, 5)
    return people


@pytest.fixture
def ballot(council: Council, accounts: list[Account]) -> Ballot:
    return make_ballot(council)


def give(ballot: Ballot, giver: Account, holder: Account) -> Proxy:
    voters = {"giver": voter_of(ballot, giver), "holder": voter_of(ballot, holder)}
    return actions.give_proxy(ballot, **voters, actor=giver)


def test_the_holder_votes_for_the_giver_and_for_themselves(
    ballot: Ballot, accounts: list[Account]
) -> None:
    giver, holder, other, *_ = accounts
    mine = voter_of(ballot, giver)
    with pytest.raises(Refused, match="ne vaut plus"):
        actions.cast(ballot, YES, actor=holder, giver=mine)
    assert give(ballot, giver, holder) == give(ballot, giver, holder)
    actions.cast(ballot, YES, actor=holder, giver=mine)
    actions.cast(ballot, NO, actor=holder)
    with pytest.raises(Refused, match="ne vaut plus"):
        actions.cast(ballot, NO, actor=other, giver=mine)
    assert Vote.objects.get(voter=mine).by == voter_of(ballot, holder)
    assert close(ballot).result.figures["all"]["counts"] == {"yes": 1, "no": 1, "abstain": 0}


def test_who_votes_in_person_needs_nobody_else(ballot: Ballot, accounts: list[Account]) -> None:
    giver, holder, *_ = accounts
    give(ballot, giver, holder)
    actions.cast(ballot, YES, actor=holder, giver=voter_of(ballot, giver))
    actions.cast(ballot, NO, actor=giver)
    assert not Proxy.objects.exists()
    vote = Vote.objects.get(voter__membership__account=giver)
    assert (vote.choices, vote.by) == (NO, None)


def test_in_a_secret_vote_a_proxy_is_used_once(council: Council, accounts: list[Account]) -> None:
    giver, holder, *_ = accounts
    ballot = make_ballot(council, is_anonymous=True)
    give(ballot, giver, holder)
    actions.cast(ballot, YES, actor=holder, giver=voter_of(ballot, giver))
    with pytest.raises(AlreadyVoted):
        actions.cast(ballot, NO, actor=giver)
    with pytest.raises(Refused, match="déjà servi"):
        actions.take_back_proxy(ballot, giver=voter_of(ballot, giver), actor=giver)
    assert Slip.objects.count() == 1


def test_each_holds_as_many_as_the_vote_says_and_passes_none_on(
    council: Council, ballot: Ballot, accounts: list[Account]
) -> None:
    one, two, holder, *_ = accounts
    proxy = give(ballot, one, holder)
    with pytest.raises(Refused, match="toutes les procurations permises"):
        give(ballot, two, holder)
    with pytest.raises(Refused, match="Vous tenez une procuration"):
        give(ballot, holder, two)
    with pytest.raises(Refused, match="elle-même donné procuration"):
        give(ballot, two, one)
    double = Proxy(ballot=ballot, giver=voter_of(ballot, two), holder=proxy.holder, slot=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()
    wide = make_ballot(council, most_proxies=2)
    assert {give(wide, giver, holder).slot for giver in (one, two)} == {1, 2}
    closed = make_ballot(council, most_proxies=0)
    with pytest.raises(Refused, match="n’admet pas"):
        give(closed, one, holder)


def test_a_proxy_falls_with_either_mandate(ballot: Ballot, accounts: list[Account]) -> None:
    giver, holder, *_ = accounts
    give(ballot, giver, holder)
    end_mandate(mandate_of(giver), reason=EndReason.MOVED, actor=None)
    with pytest.raises(Refused, match="ne vaut plus"):
        actions.cast(ballot, YES, actor=holder, giver=Voter.objects.get(membership__account=giver))


def test_a_proxy_is_taken_back_until_it_is_used(ballot: Ballot, accounts: list[Account]) -> None:
    giver, holder, *_ = accounts
    mine: Any = voter_of(ballot, giver)
    give(ballot, giver, holder)
    actions.take_back_proxy(ballot, giver=mine, actor=giver)
    actions.take_back_proxy(ballot, giver=mine, actor=giver)
    assert not Proxy.objects.exists()


def test_a_member_without_an_account_signs_on_paper(
    council: Council, animator: Account, accounts: list[Account]
) -> None:
    member = make_member(council)
    Membership.objects.filter(pk=member.pk).update(account=None)
    ballot = make_ballot(council)
    giver = Voter.objects.get(ballot=ballot, membership=member)
    holder = voter_of(ballot, accounts[0])
    actions.give_proxy(ballot, giver=giver, holder=holder, actor=animator)
    actions.cast(ballot, YES, actor=accounts[0], giver=giver)
    assert Proxy.objects.get().written_by == animator
