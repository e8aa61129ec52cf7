"""Reports, appeals, reminders, time aside; a discussion that pauses, is read only, is put away."""

from datetime import timedelta

import pytest
import time_machine

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.threads import actions
from participation.councils.threads.models import Appeal, Measure, Message, Report, Thread
from participation.live.topics import audience_of
from participation.notifications.models import Letter
from tests.participation.councils.threads.making import hear_all, make_message, make_thread
from tests.people import SignIn


@pytest.fixture
def thread(council: Council, councillor: Account) -> Thread:
    return make_thread(council, councillor, text="Une phrase blessante.")


@pytest.fixture
def first(thread: Thread) -> str:
    return f"{thread.get_absolute_url()}messages/1/"


def told(kind: str) -> list[str]:
    """Give whom a letter of this kind was written to."""
    return list(Letter.objects.filter(kind=kind).order_by("pk").values_list("recipient", flat=True))


def test_a_report_reaches_who_animates_and_names_nobody(
    thread: Thread,
    first: str,
    councillor: Account,
    coordinator: Account,
    animator: Account,
    browsing_as: SignIn,
) -> None:
    assert browsing_as(councillor).get(f"{first}signaler/").status_code == 404
    assert browsing_as(animator).post(f"{first}signaler/", {"reason": "x"}).status_code == 422
    for _ in range(2):
        browsing_as(animator).post(f"{first}signaler/", {"reason": "C’est blessant."})
    assert Report.objects.count() == 1
    hear_all()
    assert coordinator.email in told("thread_desk")
    desk = f"{thread.council.space_url}discussions/a-regarder/"
    assert browsing_as(councillor).get(desk).status_code == 404
    page = browsing_as(coordinator).get(desk).content.decode()
    assert "C’est blessant." in page and "Une phrase blessante." in page
    browsing_as(coordinator).post(f"{first}animer/", {"do": "settle"})
    assert Report.objects.filter(settled_at=None).count() == 0
    assert Message.objects.get().is_shown


def test_an_appeal_is_decided_by_somebody_else(
    thread: Thread,
    first: str,
    councillor: Account,
    coordinator: Account,
    animator: Account,
    browsing_as: SignIn,
) -> None:
    actions.hide(thread.messages.get(), actor=coordinator, reason="Blessant.")
    assert browsing_as(animator).get(f"{first}contester/").status_code == 404
    sent = browsing_as(councillor).post(f"{first}contester/", {"text": "Je citais la mairie."})
    assert sent.status_code == 302
    row = Appeal.objects.get()
    address = f"{thread.council.space_url}discussions/recours/{row.pk}/"
    verdict = {"verdict": "show", "answer": "C’était une citation."}
    for person in (councillor, coordinator):
        assert browsing_as(person).post(address, verdict).status_code == 404
        with pytest.raises(Refused):
            actions.decide_appeal(row, is_granted=True, answer="Moi.", actor=person)
    assert not Message.objects.get().is_shown
    home = browsing_as(animator).get(thread.council.space_url).content.decode()
    assert "Un recours attend votre décision" in home
    assert browsing_as(animator).post(address, {"verdict": "show"}).status_code == 422
    assert browsing_as(animator).post(address, verdict).status_code == 302
    assert Message.objects.get().is_shown
    hear_all()
    assert told("thread_appeal") == [councillor.email]


def test_where_nobody_else_animates_another_member_decides(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn, council: Council
) -> None:
    message = thread.messages.get()
    actions.hide(message, actor=coordinator, reason="Blessant.")
    row = actions.appeal(message, text="Je citais la mairie.", actor=councillor)
    other = make_other(council)
    address = f"{council.space_url}discussions/recours/{row.pk}/"
    verdict = {"verdict": "keep", "answer": "La phrase blesse aussi citée."}
    assert browsing_as(other).post(address, verdict).status_code == 302
    row.refresh_from_db()
    assert (row.is_granted, row.decided_by, Message.objects.get().is_shown) == (False, other, False)
    page = browsing_as(councillor).get(f"{thread.get_absolute_url()}messages/1/contester/")
    assert "La phrase blesse aussi citée." in page.content.decode()


def make_other(council: Council) -> Account:
    from tests.factories import make_account, make_member

    account = make_account()
    make_member(council, account)
    return account


def test_a_member_set_aside_reads_and_does_not_write_until_the_time(
    thread: Thread,
    first: str,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
) -> None:
    home = thread.get_absolute_url()
    given = {"what": "day", "reason": "Laissez parler les autres."}
    assert browsing_as(coordinator).post(f"{first}rappeler/", given).status_code == 302
    assert audience_of(councillor, thread.topic) == "readers"
    browser = browsing_as(councillor)
    page = browser.get(home).content.decode()
    assert "Laissez parler les autres." in page and "Une phrase blessante." in page
    assert "Écrire dans cette discussion" not in page
    refused = browser.post(f"{home}ecrire/", {"text": "Encore moi."})
    assert refused.status_code == 409 and "Encore moi." in refused.content.decode()
    other = browsing_as(coordinator).get(home).content.decode()
    assert "Laissez parler les autres." not in other and "Laisser écrire" in other
    with time_machine.travel(now() + timedelta(days=1, minutes=1)):
        make_message(thread, councillor)
        assert audience_of(councillor, thread.topic) == "members"
    row = Measure.objects.get()
    browsing_as(coordinator).post(f"{home}reprendre/", {"measure": [str(row.pk), "x"]})
    make_message(thread, councillor)


def test_a_reminder_is_read_by_one_person_until_they_say_so(
    thread: Thread, first: str, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    home = thread.get_absolute_url()
    given = {"what": "warn", "reason": "Un sujet à la fois, merci."}
    browsing_as(coordinator).post(f"{first}rappeler/", given)
    browser = browsing_as(councillor)
    assert "Un sujet à la fois, merci." in browser.get(home).content.decode()
    browser.post(f"{home}rappels-lus/")
    assert "Un sujet à la fois, merci." not in browser.get(home).content.decode()
    hear_all()
    assert told("thread_measure") == [councillor.email]
    assert not any("Un sujet" in letter.text for letter in Letter.objects.all())


def test_paused_read_only_and_archived(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    home = thread.get_absolute_url()

    def order(do: str) -> str:
        browsing_as(coordinator).post(f"{home}animer/", {"do": do})
        thread.refresh_from_db()
        return thread.state

    def writes(person: Account) -> bool:
        return browsing_as(person).post(f"{home}ecrire/", {"text": "Oui."}).status_code == 302

    assert (order("pause"), writes(councillor), writes(coordinator)) == ("paused", False, False)
    with time_machine.travel(now() + timedelta(minutes=61)):
        assert actions.resume_in_time() == 1
    assert order("readonly") == "readonly"
    assert (writes(councillor), writes(coordinator)) == (False, True)
    assert order("writable") == "open"
    assert (order("archive"), writes(coordinator)) == ("archived", False)
    assert audience_of(councillor, thread.topic) is None
    assert (
        thread.title
        in browsing_as(councillor)
        .get(f"{thread.council.space_url}discussions/?archives=1")
        .content.decode()
    )
    listed = browsing_as(councillor).get(f"{thread.council.space_url}discussions/")
    assert thread.title not in listed.content.decode()
    assert (order("unarchive"), writes(councillor)) == ("open", True)


def test_a_message_is_put_forward_for_all(
    thread: Thread, first: str, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    assert browsing_as(councillor).post(f"{first}animer/", {"do": "pin_message"}).status_code == 404
    browsing_as(coordinator).post(f"{first}animer/", {"do": "pin_message"})
    page = browsing_as(councillor).get(thread.get_absolute_url()).content.decode()
    assert "Messages mis en avant" in page
    actions.hide(thread.messages.get(), actor=coordinator, reason="Blessant.")
    page = browsing_as(councillor).get(thread.get_absolute_url()).content.decode()
    assert "Messages mis en avant" not in page
