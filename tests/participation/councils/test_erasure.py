"""What councils hold of a person: given on request; without a name once they are gone."""

import json

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.actions import erase_account
from participation.accounts.models import Account
from participation.accounts.personal import everything_about
from participation.councils import actions
from participation.councils.models import Animation, Council, Invitation, JoinRequest, Membership
from participation.councils.queries import names_in
from participation.councils.standing import standing_in
from tests.factories import make_animator, make_council, make_member
from tests.participation.councils.making import make_invitation, make_invited


@pytest.fixture
def leaver(council: Council) -> Account:
    """Somebody who is a little of everything: member, animator, invited, asking."""
    person = make_invited("partante@example.org")
    invitation = make_invitation(council, person.email, is_coordinator=True)
    actions.accept_invitation(
        invitation, account=person, name="Odile", gender="woman", is_named_publicly=True
    )
    make_animator(make_council(), person, name="Odile")
    actions.ask_to_join(make_council(), account=person, name="Odile", motivation="Aider.")
    return person


def test_a_person_reads_all_that_councils_hold(council: Council, leaver: Account) -> None:
    held = everything_about(leaver)["conseils"]
    (mandate,), (animation,), (asked,) = held["mandats"], held["animations"], held["demandes"]
    assert mandate["conseil"] == council.name
    assert (mandate["nom"], mandate["genre"], mandate["coordonne"]) == ("Odile", "Femme", True)
    assert (animation["nom"], asked["pourquoi"]) == ("Odile", "Aider.")
    json.dumps(held)


def test_an_erased_person_leaves_a_mandate_without_name(
    council: Council,
    leaver: Account,
    councillor: Account,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(leaver, actor=leaver)
    membership = Membership.objects.get(name="Ancien membre")
    assert (membership.account, membership.gender, membership.is_named_publicly) == (
        None,
        "",
        False,
    )
    assert membership.closed_at is not None  # the last coordinator may always be forgotten
    assert standing_in(council, leaver) is None
    animation = Animation.objects.get()
    assert (animation.name, animation.is_running) == ("Ancien membre", False)
    assert not JoinRequest.objects.exists()
    assert Invitation.objects.get().accepted_by is None
    assert mail.outbox == []
    actions.forget_member(leaver.pk)  # heard twice
    assert Membership.objects.filter(name="Ancien membre").count() == 1
    assert Membership.objects.get(account=councillor).name == "Aïssatou"


def test_names_are_those_the_council_knows(
    council: Council, councillor: Account, animator: Account, former_member: Account
) -> None:
    make_member(make_council(), former_member, name="Ailleurs")
    ids = [councillor.pk, animator.pk, former_member.pk, None]
    assert names_in(council, ids) == {
        councillor.pk: "Aïssatou",
        animator.pk: "Gaspard",
        former_member.pk: "ancien membre",
        None: "ancien membre",
    }
