"""Being named in a message: who may be, and who is told, how often."""

from datetime import timedelta

import pytest
import time_machine

from participation.accounts.actions import appoint_officer
from participation.accounts.models import Account, PublicBody
from participation.base.clock import now
from participation.councils.actions import end_mandate
from participation.councils.choices import EndReason
from participation.councils.models import Council, Membership
from participation.councils.threads.actions import hide, mark_read, rewrite, withdraw
from participation.councils.threads.models import Mention, Thread
from participation.councils.threads.queries import named_in
from participation.notifications.models import Letter
from tests.factories import make_account, make_member
from tests.participation.councils.threads.making import hear_all, make_message, make_thread
from tests.people import SignIn

PEOPLE = {1: "Jean", 2: "Jean-Luc Dupont", 3: "Aïssatou", 4: "Zoé (Port)", 5: "jean"}


@pytest.fixture
def thread(council: Council, councillor: Account) -> Thread:
    return make_thread(council, councillor)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Merci @Jean !", {1, 5}),
        ("Merci @jean-luc dupont.", {2}),
        ("@Jean-Luc Dupont et @AISSATOU", {2, 3}),
        ("(@zoe (port))", {4}),
        ("@Jeanne, jean@example.org, x@jean.example, Jean", set()),
    ],
)
def test_a_name_after_its_sign_names_the_right_people(text: str, named: set[int]) -> None:
    assert named_in(text, PEOPLE) == named


def test_only_those_inside_are_named_and_never_oneself(
    thread: Thread,
    council: Council,
    councillor: Account,
    coordinator: Account,
    animator: Account,
    former_member: Account,
    neighbour: Account,
    public_body: PublicBody,
) -> None:
    barred = make_account(display_name="Basile")
    make_member(council, barred)
    appoint_officer(barred, public_body, actor=None)
    text = "@Yasmina, @Gaspard, @Rosalie, @Lucien, @Aïssatou, @Basile"
    told = [former_member.pk, neighbour.pk, councillor.pk]
    message = make_message(thread, councillor, text=text, tell=told)
    assert set(message.mentions.values_list("account", flat=True)) == {coordinator.pk, animator.pk}


def test_members_alone_are_offered_names(
    council: Council,
    thread: Thread,
    councillor: Account,
    coordinator: Account,
    former_member: Account,
    browsing_as: SignIn,
) -> None:
    address = f"{council.space_url}discussions/membres.json"
    assert browsing_as(former_member).get(address).status_code == 404
    assert browsing_as(councillor).get(address).json() == {"names": ["Aïssatou", "Yasmina"]}
    form = browsing_as(councillor).get(thread.get_absolute_url()).context["form"]
    assert form.fields["tell"].choices == [(coordinator.pk, "Yasmina")]


def test_who_is_named_gets_one_letter_that_says_nothing_of_the_message(
    thread: Thread, councillor: Account, coordinator: Account
) -> None:
    make_message(thread, councillor, text="Un secret pour @Yasmina", tell=[coordinator.pk])
    hear_all()
    letter = Letter.objects.get()
    assert (letter.recipient, letter.kind) == (coordinator.email, "thread_mention")
    assert (letter.guard, letter.guarded_id) == ("council", thread.council_id)
    said = f"{letter.subject} {letter.text} {letter.html}"
    assert "secret" not in said and thread.title not in said and "Aïssatou" not in said
    assert f"{thread.get_absolute_url()}?page=1#m2" in letter.text


def test_a_lively_discussion_writes_one_letter_until_it_is_read(
    thread: Thread, councillor: Account, coordinator: Account
) -> None:
    def name_her() -> int:
        message = make_message(thread, councillor, text="@Yasmina ?")
        hear_all()
        assert message.mentions.exists()
        return Letter.objects.count()

    assert [name_her(), name_her()] == [1, 1]
    mark_read(thread, account=coordinator, number=3)
    assert [name_her(), name_her()] == [2, 2]
    with time_machine.travel(now() + timedelta(hours=25)):
        assert name_her() == 3


def test_a_change_tells_only_those_it_names_anew(
    thread: Thread, councillor: Account, coordinator: Account, animator: Account
) -> None:
    message = make_message(thread, councillor, text="@Yasmina")
    hear_all()
    rewrite(message, text="@Yasmina, @Gaspard", actor=councillor)
    hear_all()
    recipients = Letter.objects.order_by("pk").values_list("recipient", flat=True)
    assert list(recipients) == [coordinator.email, animator.email]


def test_nobody_is_told_of_a_message_that_is_gone(
    thread: Thread, councillor: Account, coordinator: Account
) -> None:
    withdraw(make_message(thread, councillor, text="@Yasmina"), actor=councillor)
    hide(make_message(thread, councillor, text="@Yasmina"), actor=coordinator, reason="Hors sujet")
    hear_all()
    assert [letter.kind for letter in Letter.objects.all()] == ["message_hidden"]
    assert Letter.objects.get().recipient == councillor.email
    assert "Hors sujet" not in Letter.objects.get().text


def test_a_former_member_s_words_stay_without_a_name(
    thread: Thread, council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    membership = Membership.objects.get(account=councillor)
    end_mandate(membership, reason=EndReason.RESIGNED, actor=councillor)
    page = browsing_as(coordinator).get(thread.get_absolute_url()).content.decode()
    assert "Gardons le banc." in page and "ancien membre" in page and "Aïssatou" not in page
    assert not Mention.objects.exists()
