"""Who is told of each public step: members by default, whoever asks; ended in one click."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import end_mandate
from participation.councils.choices import EndReason
from participation.councils.models import Council, Membership
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Means, State
from participation.councils.referrals.models import Follower, Referral
from participation.councils.referrals.room import room
from participation.notifications.actions import sweep
from participation.notifications.models import Letter
from tests.participation.councils.referrals.making import make_adopted, make_sent, make_step
from tests.participation.councils.threads.making import hear_all
from tests.people import SignIn

READER = "lectrice@example.org"


@pytest.fixture
def sent(council: Council, coordinator: Account) -> Referral:
    referral = make_sent(council, title="Les ascenseurs")
    hear_all()
    sweep()
    Letter.objects.all().delete()
    return referral


def told(referral: Referral, state: State = State.ACKNOWLEDGED) -> set[str]:
    """Note a step; give who receives a letter of it."""
    Letter.objects.filter(kind="referral_followed").delete()
    make_step(referral, state, text="Des mots")
    hear_all()
    sweep()
    sent = Letter.objects.filter(kind="referral_followed", state=Letter.State.SENT)
    return set(sent.values_list("recipient", flat=True))


def test_members_follow_from_the_sending_on(
    council: Council, councillor: Account, coordinator: Account, former_member: Account
) -> None:
    referral = make_adopted(council)
    hear_all()
    kinds = set(Letter.objects.values_list("kind", flat=True))
    assert "referral_step" in kinds and "referral_followed" not in kinds
    actions.send_referral(referral, actor=coordinator, means=Means.POST, reference="RK 1")
    hear_all()
    letters = Letter.objects.filter(kind="referral_followed")
    assert {one.recipient for one in letters} == {councillor.email, coordinator.email}
    for letter in letters:
        assert letter.unsubscribe_url and letter.unsubscribe_url in letter.text
        assert referral.title in letter.text and referral.get_absolute_url() in letter.text


def test_one_click_in_a_letter_ends_them(
    sent: Referral, councillor: Account, coordinator: Account, client: Client
) -> None:
    follower = Follower.objects.get(account=councillor)
    page = reverse("referrals:unfollow", args=[follower.token])
    assert "Ne plus suivre" in client.get(page).text
    assert told(sent) == {councillor.email, coordinator.email}
    strict = Client(enforce_csrf_checks=True)
    for _time in range(2):
        assert "Nous ne vous écrirons plus" in strict.post(page).text
    assert told(sent, State.TRANSMITTED) == {coordinator.email}
    assert client.get(reverse("referrals:unfollow", args=["faux:jeton"])).status_code == 200


def test_an_address_is_told_once_its_owner_confirmed(
    sent: Referral, councillor: Account, coordinator: Account, client: Client
) -> None:
    page = reverse("referrals:follow", args=[sent.council.slug, sent.pk])
    assert client.post(page, {"email": "rien"}).status_code == 422
    for _time in range(2):
        assert client.post(page, {"email": READER.upper()}).status_code == 302
    assert (
        client.get(reverse("referrals:asked", args=[sent.council.slug, sent.pk])).status_code == 200
    )
    hear_all()
    asked = Letter.objects.filter(kind="referral_follow")
    follower = Follower.objects.get(email=READER)
    confirm = reverse("referrals:confirm", args=[follower.token])
    assert {one.recipient for one in asked} == {READER} and confirm in asked[0].text
    assert READER not in told(sent)
    assert client.get(confirm).status_code == 200
    for _time in range(2):
        assert client.post(confirm).status_code == 302
    assert told(sent, State.TRANSMITTED) == {READER, councillor.email, coordinator.email}
    client.post(reverse("referrals:unfollow", args=[follower.token]))
    assert not Follower.objects.filter(email=READER).exists()
    assert client.get(confirm).status_code == 404


def test_addresses_that_nobody_confirmed_are_forgotten(sent: Referral) -> None:
    actions.ask_to_follow(sent, READER)
    hear_all()
    actions.ask_to_follow(sent, "autre@example.org")
    actions.confirm_follower(Follower.objects.get(email="autre@example.org"))
    with living_at(now() + timedelta(days=8)):
        assert room.tidy() == 1
    assert [row.email for row in Follower.objects.filter(account=None)] == ["autre@example.org"]
    sweep()
    assert Letter.objects.get(kind="referral_follow").state == Letter.State.WITHHELD


def test_too_many_addresses_from_one_place_are_refused(sent: Referral, client: Client) -> None:
    page = reverse("referrals:follow", args=[sent.council.slug, sent.pk])
    answers = [client.post(page, {"email": f"{n}@example.org"}).status_code for n in range(11)]
    assert answers == [302] * 10 + [422]


def test_somebody_with_an_account_follows_and_stops_at_once(
    sent: Referral, resident: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(resident)
    page = reverse("referrals:follow", args=[sent.council.slug, sent.pk])
    assert "Suivre cette saisine" in client.get(page).text
    client.post(page)
    assert resident.email in told(sent)
    assert "Ne plus suivre" in client.get(sent.get_absolute_url()).text
    client.post(page, {"stop": "1"})
    assert resident.email not in told(sent, State.TRANSMITTED)


def test_a_member_who_stopped_is_not_enrolled_again(
    sent: Referral, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    Follower.objects.all().delete()
    client = browsing_as(councillor)
    page = reverse("referrals:follow", args=[sent.council.slug, sent.pk])
    assert "Ne plus suivre" in client.get(page).text
    client.post(page, {"stop": "1"})
    assert told(sent) == {coordinator.email}
    assert "Suivre cette saisine" in client.get(page).text


def test_who_left_the_council_is_told_no_more_unless_they_asked(
    sent: Referral, councillor: Account, coordinator: Account
) -> None:
    make_step(sent, State.ACKNOWLEDGED)
    hear_all()
    mandate = Membership.objects.get(account=councillor)
    end_mandate(mandate, on=sent.council.today, reason=EndReason.RESIGNED, actor=coordinator)
    mail.outbox.clear()
    with living_at(now() + timedelta(days=1)):
        sweep()
        assert councillor.email not in {to for letter in mail.outbox for to in letter.to}
        actions.follow(sent, actor=councillor)
        assert councillor.email in told(sent, State.TRANSMITTED)


def test_a_referral_not_sent_yet_cannot_be_followed(
    council: Council, resident: Account, browsing_as: SignIn
) -> None:
    page = reverse("referrals:follow", args=[council.slug, make_adopted(council).pk])
    assert browsing_as(resident).post(page).status_code == 404
    assert Client().post(page, {"email": READER}).status_code == 404


def test_what_one_follows_is_told_and_goes_with_the_account(
    sent: Referral, resident: Account
) -> None:
    actions.follow(sent, actor=resident)
    actions.ask_to_follow(sent, resident.email)
    assert [row["referral__title"] for row in room.personal_data(resident)["followed"]] == [
        "Les ascenseurs"
    ] * 2
    room.forget(resident)
    assert room.personal_data(resident) is None
