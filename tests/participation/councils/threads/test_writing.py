"""Writing in discussions: numbers, keys, answers, corrections, words taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection, connections
from django.urls import reverse

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.threads.actions import (
    close_thread,
    post,
    quicken,
    rewrite,
    slow_down,
    withdraw,
)
from participation.councils.threads.models import Mention, Message, MessageVersion, ReadMark, Thread
from participation.journal.models import Entry
from tests.participation.councils.threads.making import make_message, make_thread
from tests.people import SignIn

LATER = timedelta(minutes=16)


@pytest.fixture
def thread(council: Council, councillor: Account) -> Thread:
    return make_thread(council, councillor, title="Le banc", text="Gardons le banc.")


def address(name: str, *arguments: Any) -> str:
    return reverse(f"threads:{name}", args=["les-tilleuls", *arguments])


def test_a_member_opens_a_discussion_and_others_answer(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(councillor)
    form = {"title": " Le  banc ", "text": "Gardons-le.\r\n", "key": str(uuid4())}
    answers: list[Any] = [browser.post(address("open"), form) for _ in range(2)]
    thread = Thread.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [thread.get_absolute_url()] * 2
    assert (thread.title, thread.messages.get().text) == ("Le banc", "Gardons-le.")
    reply = browsing_as(coordinator).post(address("reply", thread.pk, 1), {"text": "Oui."})
    message = thread.messages.get(number=2)
    assert reply.headers["Location"] == f"{thread.get_absolute_url()}?page=1#m2"
    assert (message.reply_to, message.author) == (thread.messages.get(number=1), coordinator)
    events = Entry.objects.filter(subject=f"thread:{thread.pk}").order_by("pk")
    assert list(events.values_list("event", flat=True)) == ["ThreadOpened", "MessagePosted"]
    assert "Oui." not in str(list(events.values()))


def test_the_same_form_again_by_the_same_person_adds_nothing(
    thread: Thread, councillor: Account, coordinator: Account
) -> None:
    key = uuid4()
    first, again = (make_message(thread, councillor, key=key) for _ in range(2))
    other = make_message(thread, coordinator, key=key)
    assert first == again != other
    assert [first.number, other.number] == [2, 3]


@pytest.mark.parametrize("is_double", [True, False])
@pytest.mark.django_db(transaction=True)
def test_twenty_messages_at_once_take_numbers_without_a_gap(
    council: Council, councillor: Account, is_double: bool
) -> None:
    thread = make_thread(council, councillor)
    keys = [UUID(int=1) if is_double else uuid4() for _ in range(20)]

    def write(key: UUID) -> int:
        try:
            return post(thread, author=councillor, text="Oui.", key=key).number
        finally:
            connections.close_all()

    at_once = 20 if connection.vendor == "postgresql" else 1
    with ThreadPoolExecutor(at_once) as pool:
        numbers = sorted(pool.map(write, keys))
    assert numbers == ([2] * 20 if is_double else list(range(2, 22)))
    last = Thread.objects.get().last_number
    assert list(thread.messages.values_list("number", flat=True)) == list(range(1, last + 1))
    assert ReadMark.objects.get().number == last == max(numbers)


def test_a_reply_to_a_reply_answers_the_same_first_message(
    thread: Thread, councillor: Account
) -> None:
    first = thread.messages.get()
    reply = make_message(thread, councillor, reply_to=first)
    assert make_message(thread, councillor, reply_to=reply).reply_to == first


def test_a_closed_discussion_takes_nothing_and_gives_the_text_back(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    close_thread(thread, actor=coordinator)
    with pytest.raises(Refused):
        make_message(thread, councillor)
    answer = browsing_as(councillor).post(address("post", thread.pk), {"text": "Un mot de plus."})
    assert answer.status_code == 409
    assert "Cette discussion est fermée." in answer.content.decode()
    assert "Un mot de plus." in answer.content.decode()
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \n", "Écrivez votre message."),
        ("é" * 5001, "Votre message fait 5001 signes. Ramenez-le à 5000 signes."),
    ],
)
def test_what_cannot_be_taken_is_explained_and_kept(
    thread: Thread, councillor: Account, browsing_as: SignIn, text: str, sentence: str
) -> None:
    browser = browsing_as(councillor)
    answer = browser.post(address("post", thread.pk), {"text": text, "key": "n’importe quoi"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and text.strip() in answer.content.decode()
    assert Message.objects.count() == 1


def test_the_thirty_first_message_in_ten_minutes_waits(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(councillor)
    statuses = [
        browser.post(address("post", thread.pk), {"text": f"Mot {number}"}).status_code
        for number in range(31)
    ]
    assert statuses == [302] * 30 + [429]
    assert (
        browsing_as(coordinator).post(address("post", thread.pk), {"text": "Un"}).status_code == 302
    )


def test_a_slow_discussion_lets_two_minutes_pass_between_two_messages_of_one_person(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    slow_down(thread, actor=coordinator)
    browser = browsing_as(councillor)
    assert (
        "Cette discussion est ralentie" in browser.get(thread.get_absolute_url()).content.decode()
    )
    refused = browser.post(address("post", thread.pk), {"text": "Encore moi."})
    assert refused.status_code == 409
    assert "Attendez deux minutes" in refused.content.decode()
    assert "Encore moi." in refused.content.decode()
    make_message(thread, coordinator)
    with time_machine.travel(now() + timedelta(minutes=2, seconds=1)):
        make_message(thread, councillor)
        with pytest.raises(Refused):
            make_message(thread, councillor)
        quicken(thread, actor=coordinator)
        make_message(thread, councillor)
    assert thread.messages.count() == 4


def test_an_author_changes_a_message_while_it_is_fresh_and_all_may_read_what_it_said(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    change = {"text": "Gardons les deux bancs.", "as": "change"}
    assert (
        browsing_as(coordinator).post(address("rewrite", thread.pk, 1), change).status_code == 404
    )
    answer = browsing_as(councillor).post(address("rewrite", thread.pk, 1), change)
    assert answer.status_code == 302
    message = thread.messages.get()
    assert (message.text, message.search_text) == (
        "Gardons les deux bancs.",
        "le banc gardons les deux bancs.",
    )
    before = browsing_as(coordinator).get(address("versions", thread.pk, 1)).content.decode()
    assert "Gardons le banc." in before and "Gardons les deux bancs." in before


def test_after_fifteen_minutes_a_change_becomes_a_correction(
    thread: Thread, councillor: Account, browsing_as: SignIn
) -> None:
    message = thread.messages.get()
    with time_machine.travel(now() + LATER):
        with pytest.raises(Refused):
            rewrite(message, text="Autre chose.", actor=councillor)
        browser = browsing_as(councillor)
        late = browser.post(
            address("rewrite", thread.pk, 1), {"text": "Deux bancs.", "as": "change"}
        )
        assert late.status_code == 409 and "Deux bancs." in late.content.decode()
        sent = browser.post(address("rewrite", thread.pk, 1), {"text": "Deux bancs."})
    correction = thread.messages.get(number=2)
    assert sent.headers["Location"] == correction.get_absolute_url()
    assert correction.erratum_of == message
    assert thread.messages.get(number=1).text == "Gardons le banc."
    page = browser.get(thread.get_absolute_url()).content.decode()
    assert "Corrigé par le n° 2" in page and "Corrige le n° 1" in page


def test_an_author_alone_takes_a_message_back_and_its_words_are_gone(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    message = thread.messages.get()
    rewrite(message, text="Gardons le banc, @Yasmina.", actor=councillor)
    assert Mention.objects.get().account == coordinator
    assert browsing_as(coordinator).post(address("withdraw", thread.pk, 1)).status_code == 404
    browser = browsing_as(councillor)
    assert browser.get(address("withdraw", thread.pk, 1)).status_code == 200
    browser.post(address("withdraw", thread.pk, 1))
    message.refresh_from_db()
    assert (message.text, message.search_text) == ("", "le banc")
    assert not MessageVersion.objects.exists() and not Mention.objects.exists()
    assert (
        "Message retiré par son auteur." in browser.get(thread.get_absolute_url()).content.decode()
    )
    assert withdraw(message, actor=councillor).withdrawn_at == message.withdrawn_at
    for name in ("withdraw", "rewrite", "reply"):
        assert browser.get(address(name, thread.pk, 1)).status_code == 404


def test_a_quotation_is_ready_to_be_answered(
    thread: Thread, coordinator: Account, browsing_as: SignIn
) -> None:
    form = browsing_as(coordinator).get(f"{address('reply', thread.pk, 1)}?citer=1")
    assert form.context["form"].initial["text"] == "> Gardons le banc.\n\n"
