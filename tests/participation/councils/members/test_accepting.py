"""An invitation serves once, for the address that received it; a GET changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse

from participation.accounts.models import Account, PublicBody
from participation.base.clock import living_at, now
from participation.councils import actions
from participation.councils.choices import CollegeKind, EndReason, Gender, PublicOffice
from participation.councils.errors import Refused
from participation.councils.models import Council, Invitation, Membership
from participation.councils.standing import standing_in
from tests.factories import make_account, make_council, make_member, make_officer
from tests.participation.councils.making import (
    college_of,
    make_animator_invitation,
    make_invitation,
    make_invited,
)
from tests.people import SignIn

ACCEPT = reverse("members:accept")
YES = {"name": "Nadia", "office": "none"}


def link_of(invitation: Invitation) -> str:
    return reverse("members:invitation", args=[invitation.token])


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def invitation(council: Council, coordinator: Account) -> Invitation:
    made: Invitation = make_invitation(council)
    return made


@pytest.fixture
def invitee(db: None) -> Account:
    return make_invited()


def test_the_invited_person_joins(
    council: Council, invitation: Invitation, invitee: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(invitee)
    assert client.get(link_of(invitation)).headers["Location"] == ACCEPT
    assert "Habitants" in words_of(client.get(ACCEPT))
    assert standing_in(council, invitee) is None
    given = {**YES, "gender": "woman", "is_named_publicly": "on"}
    assert client.post(ACCEPT, given).headers["Location"] == council.space_url
    assert "Bienvenue" in words_of(client.get(council.space_url))
    membership = Membership.objects.get(account=invitee)
    assert (membership.name, membership.gender) == ("Nadia", Gender.WOMAN)
    invitation.refresh_from_db()
    assert (invitation.email, invitation.accepted_by) == ("", invitee)


def test_the_secret_leaves_the_address_at_once(
    invitation: Invitation, invitee: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(invitee)
    client.get(link_of(invitation))
    page = client.get(ACCEPT)
    assert invitation.token not in words_of(page) + str(page.headers)
    assert invitation.token not in str(Invitation.objects.values().get())


def test_a_link_that_nobody_sent_is_absent(client: Client, invitation: Invitation) -> None:
    assert client.get(reverse("members:invitation", args=["inconnu"])).status_code == 404
    assert "Ouvrez de nouveau votre lien" in words_of(client.get(ACCEPT))
    assert client.post(ACCEPT, YES).status_code == 200
    assert not Membership.objects.filter(name="Nadia").exists()


def test_somebody_without_account_signs_up_and_comes_back(
    council: Council, invitation: Invitation, client: Client
) -> None:
    client.get(link_of(invitation))
    page = words_of(client.get(ACCEPT))
    signup = f"{reverse('account_signup')}?next={ACCEPT}"
    assert signup in page
    assert client.post(ACCEPT, YES).status_code == 200  # nobody is signed in yet
    sent = {"email": "invitee@example.org", "password1": "un-long-mot-de-passe"}
    client.post(signup, {**sent, "next": ACCEPT})
    code = mail.outbox[-1].body
    found = next(word for word in code.split() if word.isupper() and len(word) >= 6)
    back = client.post(reverse("account_email_verification_sent"), {"code": found})
    assert back.headers["Location"] == ACCEPT
    assert client.post(ACCEPT, YES).headers["Location"] == council.space_url


def test_another_address_is_told_what_to_do(
    council: Council, invitation: Invitation, resident: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(resident)
    client.get(link_of(invitation))
    assert "réservée à l’adresse qui l’a reçue" in words_of(client.get(ACCEPT))
    answer = client.post(ACCEPT, YES)
    assert answer.status_code == 422
    assert standing_in(council, resident) is None


def test_an_address_that_was_not_proved_does_not_serve(
    council: Council, invitation: Invitation
) -> None:
    unproved = make_account("invitee@example.org")
    with pytest.raises(Refused, match="réservée à l’adresse"):
        actions.accept_invitation(invitation, account=unproved, name="Nadia")


def test_a_used_link_says_so_and_to_whom_to_write(
    council: Council, invitation: Invitation, invitee: Account, browsing_as: SignIn
) -> None:
    actions.accept_invitation(invitation, account=invitee, name="Nadia")
    again = actions.accept_invitation(invitation, account=invitee, name="Autre")  # sent twice
    assert again == Membership.objects.get(account=invitee)
    other = make_invited("autre@example.org")
    client = browsing_as(other)
    client.get(link_of(invitation))
    page = words_of(client.get(ACCEPT))
    assert "a déjà servi" in page
    assert "La coordination" in page


def test_an_expired_or_withdrawn_link_says_so(
    council: Council, invitation: Invitation, invitee: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(invitee)
    client.get(link_of(invitation))
    with living_at(now() + timedelta(days=14)):
        assert "n’est plus valable" in words_of(client.get(ACCEPT))
        assert client.post(ACCEPT, YES).status_code == 422
        newer = make_invitation(council)  # makes room for itself
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None
    actions.revoke_invitation(newer, actor=None)
    with pytest.raises(Refused, match="n’est plus valable"):
        actions.accept_invitation(newer, account=invitee, name="Nadia")
    assert actions.revoke_invitation(invitation, actor=None) == invitation


def test_a_taken_back_link_cannot_be_taken_back_once_it_served(
    invitation: Invitation, invitee: Account
) -> None:
    actions.accept_invitation(invitation, account=invitee, name="Nadia")
    assert actions.revoke_invitation(invitation, actor=None).revoked_at is None


def test_who_already_sits_is_told(
    council: Council, invitation: Invitation, invitee: Account, browsing_as: SignIn
) -> None:
    make_member(council, invitee)
    client = browsing_as(invitee)
    client.get(link_of(invitation))
    assert "déjà un mandat" in words_of(client.post(ACCEPT, YES))
    with pytest.raises(Refused, match="a déjà un mandat ici"):
        make_invitation(council, " Invitee@Example.org ")


@pytest.mark.parametrize("office", [office for office in PublicOffice if office])
def test_a_declared_office_is_refused_and_the_answer_kept(
    council: Council,
    invitation: Invitation,
    invitee: Account,
    office: PublicOffice,
    browsing_as: SignIn,
) -> None:
    client = browsing_as(invitee)
    client.get(link_of(invitation))
    answer = client.post(ACCEPT, {"name": "Nadia", "office": office})
    assert answer.status_code == 422
    assert "ni élus, ni agents publics" in words_of(answer)
    assert 'value="Nadia"' in words_of(answer)
    invitation.refresh_from_db()
    assert invitation.is_pending


def test_an_officer_is_refused_whatever_they_declare(
    council: Council, invitation: Invitation, public_body: PublicBody, invitee: Account
) -> None:
    officer = make_officer(public_body)
    invitation.email = officer.email
    invitation.save()
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True)
    with pytest.raises(Refused, match="ni élus, ni agents publics"):
        actions.accept_invitation(invitation, account=officer, name="Nadia")


def test_the_charter_is_agreed_to(
    council: Council, invitation: Invitation, invitee: Account, browsing_as: SignIn
) -> None:
    actions.write_charter(council, charter="On s’écoute.", actor=None)
    client = browsing_as(invitee)
    client.get(link_of(invitation))
    assert "On s’écoute." in words_of(client.get(ACCEPT))
    refused = client.post(ACCEPT, YES)
    assert "Lisez la charte" in words_of(refused)
    client.post(ACCEPT, {**YES, "agrees": "on"})
    membership = Membership.objects.select_related("council").get(account=invitee)
    assert membership.has_read_the_charter
    assert actions.write_charter(council, charter="On s’écoute.", actor=None) == council


# Seats, substitutes, animators -------------------------------------------------------------


def test_a_seat_is_kept_for_who_is_invited(council: Council, invitee: Account) -> None:
    (seat,) = actions.set_seats(council, college_of(council), 1, actor=None)
    invitation = make_invitation(council)
    assert invitation.seat == seat
    with pytest.raises(Refused, match="pourvus ou promis"):
        make_invitation(council, "autre@example.org")
    with pytest.raises(Refused, match="pourvus ou promis"):
        make_invitation(council, "autre@example.org", seat=seat)
    with pytest.raises(Refused, match="promis par une invitation"):
        actions.set_seats(council, college_of(council), 0, actor=None)
    make_invitation(council, "autre@example.org", is_substitute=True)
    given = actions.accept_invitation(invitation, account=invitee, name="Nadia")
    assert isinstance(given, Membership)
    assert given.seat == seat
    with pytest.raises(Refused, match="déjà pourvu"):
        make_invitation(council, "tard@example.org", seat=seat)


def test_a_substitute_waits_on_the_public_side(
    council: Council, invitee: Account, browsing_as: SignIn
) -> None:
    invitation = make_invitation(council, is_substitute=True, is_coordinator=True)
    client = browsing_as(invitee)
    client.get(link_of(invitation))
    assert "suppléant" in words_of(client.get(ACCEPT))
    assert client.post(ACCEPT, YES).headers["Location"] == council.get_absolute_url()
    membership = Membership.objects.get(account=invitee)
    assert (membership.substitute_rank, membership.is_coordinator) == (1, False)
    assert standing_in(council, invitee) is None


def test_an_animator_comes_in_for_a_time(
    council: Council, invitee: Account, browsing_as: SignIn
) -> None:
    invitation = make_animator_invitation(council, invitee.email)
    client = browsing_as(invitee)
    client.get(link_of(invitation))
    assert "animer ses travaux" in words_of(client.get(ACCEPT))
    client.post(ACCEPT, {"name": "Gaspard"})
    standing = standing_in(council, invitee)
    assert standing is not None
    assert standing.animation is not None
    assert standing.animation.ends_on == invitation.ends_on
    twice = actions.accept_invitation(invitation, account=invitee, name="Gaspard")
    assert twice == standing.animation
    with pytest.raises(Refused, match="12 mois"):
        make_animator_invitation(
            council, "autre@example.org", ends_on=council.today + timedelta(days=500)
        )


def test_a_college_of_another_framework_is_refused(council: Council) -> None:
    theirs = college_of(make_council(), CollegeKind.LOCAL_ACTORS)
    with pytest.raises(Refused, match="n’existe pas dans le cadre"):
        make_invitation(council, college=theirs)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_accepts_at_once_make_one_mandate() -> None:
    council = make_council()
    invitation, account = make_invitation(council), make_invited()

    def accept(number: int) -> int:
        try:
            mine = Invitation.objects.select_related("council").get(pk=invitation.pk)
            return actions.accept_invitation(mine, account=account, name=f"Nadia {number}").pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        given = set(pool.map(accept, range(8)))
    assert len(given) == 1
    assert council.memberships.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_invitations_for_one_person_make_one_mandate() -> None:
    council = make_council()
    account = make_invited()
    first = make_invitation(council)
    Invitation.objects.filter(pk=first.pk).update(email="autre@example.org")
    second = make_invitation(council)
    Invitation.objects.filter(pk=first.pk).update(email="INVITEE@example.org")

    def accept(pk: int) -> bool:
        try:
            mine = Invitation.objects.select_related("council").get(pk=pk)
            actions.accept_invitation(mine, account=account, name="Nadia")
        except Refused:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accept, [first.pk, second.pk])) == [False, True]
    assert council.memberships.count() == 1


def test_old_invitations_are_forgotten(council: Council, invitee: Account) -> None:
    accepted = make_invitation(council)
    actions.accept_invitation(accepted, account=invitee, name="Nadia")
    make_invitation(council, "jamais@example.org")
    with living_at(now() + timedelta(days=43)):
        assert actions.forget_old_invitations() == 0
    with living_at(now() + timedelta(days=45)):
        assert actions.tidy_councils() >= 1
    assert list(Invitation.objects.all()) == [accepted]


def test_who_left_may_be_invited_again(council: Council, invitee: Account) -> None:
    membership = make_member(council, invitee)
    actions.end_mandate(membership, reason=EndReason.MOVED, actor=None)
    actions.accept_invitation(make_invitation(council), account=invitee, name="Nadia")
    assert standing_in(council, invitee) is not None
