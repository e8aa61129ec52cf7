"""Convocations and their proof, answers and proxies, attendance and quorum."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.base.events import Heard
from participation.councils.actions import end_mandate
from participation.councils.choices import CollegeKind, EndReason, Way
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.choices import Choice, How, ItemState
from participation.councils.meetings.events import MeetingConvened
from participation.councils.meetings.models import Answer, Summons
from participation.councils.meetings.notifications.members import convene_members
from participation.councils.meetings.queries.quorum import quorum
from participation.councils.models import Council, Membership
from participation.journal.models import Entry
from participation.notifications.actions import sweep
from participation.notifications.models import Letter
from tests.factories import make_council, make_framework, make_member
from tests.participation.councils.meetings.making import make_draft, make_held, make_meeting
from tests.people import SignIn


def mandate_of(council: Council, account: Account) -> Membership:
    return Membership.objects.running().get(council=council, account=account)


def without_account(council: Council, name: str = "Odette") -> Membership:
    """Seat somebody who has neither an account nor an e-mail address."""
    membership = make_member(council, name=name)
    Membership.objects.filter(pk=membership.pk).update(account=None)
    return membership


def test_members_propose_and_who_animates_decides(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    meeting = make_meeting(council)
    here = f"{meeting.space_url}points/"
    browsing_as(councillor).post(here, {"title": "Les bancs", "details": "Il en manque."})
    proposed = meeting.items.get(title="Les bancs")
    assert proposed.state == ItemState.PROPOSED
    accept = f"{here}{proposed.pk}/ordre/"
    assert browsing_as(councillor).post(accept, {"do": "accept"}).status_code == 404
    browsing_as(coordinator).post(accept, {"do": "accept"})
    browsing_as(coordinator).post(accept, {"do": "up"})
    accepted = meeting.items.filter(state=ItemState.ACCEPTED)
    assert [item.title for item in accepted] == ["Les bancs", "Le jardin partagé"]
    browsing_as(coordinator).post(f"{here}{proposed.pk}/ecarter/", {"reason": "En mars."})
    page = browsing_as(councillor).get(meeting.space_url).content.decode()
    assert "En mars." in page


def test_the_convocation_is_frozen_and_a_change_makes_another(
    council: Council, coordinator: Account
) -> None:
    meeting = make_meeting(council)
    first = actions.convene(meeting, actor=coordinator)
    assert actions.convene(meeting, actor=coordinator) == first  # pressed twice
    actions.propose_item(meeting, title="Les bancs", is_accepted=True, actor=coordinator)
    second = actions.convene(meeting, actor=coordinator)
    first.refresh_from_db()
    assert [item["title"] for item in first.agenda] == ["Le jardin partagé"]
    assert [item["title"] for item in second.agenda] == ["Le jardin partagé", "Les bancs"]
    assert (first.number, second.number, second.days_before) == (1, 2, 10)


def test_the_proof_of_sending_is_the_letter_of_each_member(
    council: Council,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    odette = without_account(council)
    meeting = make_meeting(council)
    with django_capture_on_commit_callbacks(execute=True):
        convocation = actions.convene(meeting, actor=coordinator)
    proofs = {
        row.membership.name: row
        for row in Summons.objects.filter(convocation=convocation).select_related(
            "membership", "letter"
        )
    }
    assert sorted(proofs) == ["Aïssatou", "Odette", "Yasmina"]
    letter = proofs["Aïssatou"].letter
    assert letter is not None
    assert (letter.recipient, letter.state) == (councillor.email, Letter.State.SENT)
    assert proofs["Aïssatou"].sent_at == letter.sent_at
    assert proofs["Odette"].is_to_tell
    here = f"{meeting.space_url}convocations/"
    browser = browsing_as(coordinator)
    assert "à prévenir par courrier ou téléphone" in browser.get(here).content.decode()
    browser.post(f"{here}{proofs['Odette'].pk}/", {"how": How.PHONE})
    told = Summons.objects.get(membership=odette)
    assert (told.told_how, told.told_by, told.is_to_tell) == (How.PHONE, coordinator, False)
    assert "à prévenir" not in browser.get(here).content.decode()


def test_a_letter_withheld_is_no_proof(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    meeting = make_meeting(council)
    convocation = actions.convene(meeting, actor=coordinator)
    entry = Entry.objects.get(event="MeetingConvened")
    event = MeetingConvened(
        meeting_id=meeting.pk, council_id=council.pk, convocation_id=convocation.pk
    )
    for _ in range(2):  # heard twice, written once
        convene_members(Heard(event, entry.pk))
    end_mandate(mandate_of(council, councillor), reason=EndReason.MOVED, actor=coordinator)
    sweep()
    states = {
        row.membership.name: (row.letter and row.letter.state, row.is_to_tell)
        for row in Summons.objects.select_related("membership", "letter")
    }
    assert states == {
        "Aïssatou": (Letter.State.WITHHELD, True),
        "Yasmina": (Letter.State.SENT, False),
    }
    assert [sent.to for sent in mail.outbox] == [[coordinator.email]]


def test_an_empty_agenda_or_a_draft_convenes_nobody(council: Council) -> None:
    draft = make_draft(council)
    with pytest.raises(Refused):
        actions.convene(draft, actor=None)
    actions.announce_meeting(draft, actor=None)
    with pytest.raises(Refused, match="vide"):
        actions.convene(draft, actor=None)


def test_a_member_answers_and_changes_their_mind(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    meeting = make_meeting(council)
    carrier = mandate_of(council, coordinator)
    here = f"{meeting.space_url}repondre/"
    browser = browsing_as(councillor)
    assert browser.post(here, {"choice": ""}).status_code == 422
    assert browser.post(here, {"choice": "proxy"}).status_code == 422
    assert browser.post(here, {"choice": "proxy", "proxy_to": carrier.pk}).status_code == 302
    assert Answer.objects.get().proxy_to == carrier
    browser.post(here, {"choice": "coming"})
    assert (Answer.objects.get().choice, Answer.objects.get().proxy_to) == ("coming", None)


def test_one_carries_one_proxy_and_never_in_a_circle(council: Council) -> None:
    one, two, three = (make_member(council) for _ in range(3))
    meeting = make_meeting(council)

    def give(giver: Membership, carrier: Membership) -> Any:
        return actions.answer(
            meeting, giver, choice=Choice.PROXY, proxy_to=carrier, actor=giver.account
        )

    give(one, two)
    for giver, carrier in ((three, two), (two, one), (two, three), (one, one), (three, one)):
        with pytest.raises(Refused):
            give(giver, carrier)
    actions.answer(meeting, two, choice=Choice.ABSENT, actor=None)
    assert not Answer.objects.filter(membership=one).exists()  # asked again
    with pytest.raises(Refused):
        give(one, two)
    give(one, three)
    strangers = make_member(make_council())
    with pytest.raises(Refused):
        give(one, strangers)


@pytest.mark.parametrize(
    ("members", "percent", "needed"),
    [(14, 50, 7), (15, 50, 8), (3, 50, 2), (3, 34, 2), (10, 100, 10), (10, 1, 1)],
)
def test_the_quorum_is_the_share_of_filled_seats_rounded_up(
    db: None, members: int, percent: int, needed: int
) -> None:
    council = make_council(framework=make_framework(quorum_percent=percent))
    seated = [make_member(council) for _ in range(members)]
    meeting = make_held(council)
    for present, is_reached in ((needed - 1, False), (needed, True)):
        actions.take_attendance(
            meeting, present=[one.pk for one in seated[:present]], guests=0, actor=None
        )
        found = quorum(meeting)
        assert (found.filled, found.needed, found.present) == (members, needed, present)
        assert found.is_reached is is_reached


def test_nobody_seated_is_never_enough(db: None) -> None:
    assert not quorum(make_held(make_council())).is_reached


@pytest.mark.parametrize("counts_proxies", [True, False])
def test_a_proxy_counts_when_its_carrier_is_there_and_the_rule_says_so(
    db: None, counts_proxies: bool
) -> None:
    council = make_council()
    one, two, three, four = (make_member(council) for _ in range(4))
    starts_at = now() + timedelta(days=1)
    meeting = make_meeting(council, starts_at=starts_at, counts_proxies=counts_proxies)
    actions.answer(meeting, one, choice=Choice.PROXY, proxy_to=two, actor=None)
    actions.answer(meeting, three, choice=Choice.PROXY, proxy_to=four, actor=None)
    with living_at(starts_at):
        taken = actions.take_attendance(meeting, present=[two.pk], guests=3, actor=None)
        found = quorum(taken)
    assert (found.represented, found.counted) == (1, 2 if counts_proxies else 1)
    assert (found.is_reached, found.guests) == (counts_proxies, 3)


def test_seats_are_those_of_the_meetings_start(council: Council, coordinator: Account) -> None:
    meeting = make_held(council, days_ago=3)
    make_member(council, starts_on=council.today - timedelta(days=1))  # came after
    gone = mandate_of(council, coordinator)
    assert quorum(meeting).filled == 2
    Membership.objects.filter(pk=gone.pk).update(is_coordinator=False)
    end_mandate(gone, reason=EndReason.MOVED, actor=None)  # left after
    assert quorum(meeting).filled == 2


def test_attendance_is_told_by_college(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    actors = council.framework.colleges.get(kind=CollegeKind.LOCAL_ACTORS)
    make_member(council, college=actors, way=Way.APPOINTED)
    meeting = make_held(council)
    there = [mandate_of(council, councillor).pk, mandate_of(council, coordinator).pk]
    browsing_as(coordinator).post(f"{meeting.space_url}presences/", {"present": there, "guests": 4})
    meeting.refresh_from_db()
    found = quorum(meeting)
    assert [(line.filled, line.present) for line in found.colleges if line.filled] == [
        *((2, 2), (1, 0))
    ]
    page = browsing_as(councillor).get(meeting.space_url).content.decode()
    assert "2 présents sur 3 sièges pourvus, quorum (2) atteint." in page


def test_attendance_waits_for_the_doors(council: Council) -> None:
    meeting = make_meeting(council)
    with pytest.raises(Refused):
        actions.take_attendance(meeting, present=[], guests=0, actor=None)
    with living_at(meeting.starts_at - timedelta(minutes=20)):
        assert actions.take_attendance(meeting, present=[], guests=1, actor=None).guest_count == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_four_who_give_one_member_their_proxy_at_once_one_does() -> None:
    council = make_council()
    carrier, *givers = (make_member(council) for _ in range(5))
    meeting = make_meeting(council)
    refused: list[int] = []

    def give(giver: Membership) -> None:
        try:
            actions.answer(meeting, giver, choice=Choice.PROXY, proxy_to=carrier, actor=None)
        except Refused:
            refused.append(giver.pk)
        finally:
            connection.close()

    threads = [Thread(target=give, args=[giver]) for giver in givers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (meeting.answers.count(), len(refused)) == (1, 3)


def test_the_answer_of_a_member_without_an_account_is_noted_for_them(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    meeting = make_meeting(council)
    odette, carrier = without_account(council), mandate_of(council, councillor)
    actions.convene(meeting, actor=None)
    here = f"{meeting.space_url}repondre/{odette.pk}/"
    said = {"choice": "proxy", "proxy_to": carrier.pk}
    assert browsing_as(councillor).post(here, said).status_code == 404
    browser = browsing_as(coordinator)
    assert here in browser.get(f"{meeting.space_url}convocations/").content.decode()
    assert "Noter la réponse de Odette" in browser.get(here).content.decode()
    assert browser.post(here, {"choice": "proxy"}).status_code == 422
    assert browser.post(here, said).status_code == 302
    assert meeting.answers.get().proxy_to == carrier
    for_another = f"{meeting.space_url}repondre/{carrier.pk}/"
    assert browser.post(for_another, {"choice": "absent"}).status_code == 404
