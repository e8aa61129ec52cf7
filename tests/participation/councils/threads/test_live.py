"""A discussion while one looks: who is shown what, in which order, and by asking as by socket."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections
from pytest_django import DjangoAssertNumQueries

from participation.accounts.models import Account
from participation.councils.actions import open_exceptional_access
from participation.councils.models import Council
from participation.councils.threads.actions import (
    close_thread,
    hide,
    post,
    rewrite,
    show_again,
    withdraw,
)
from participation.councils.threads.models import Message, Thread
from participation.live.consumers import page_socket
from participation.live.topics import audience_of, stream_in
from tests.participation.councils.threads.making import make_message, make_thread
from tests.people import SignIn
from tests.sockets import Socket


@pytest.fixture
def thread(council: Council, councillor: Account) -> Thread:
    return make_thread(council, councillor, title="Le banc", text="Gardons le banc.")


def told(thread: Thread, after: int, audience: str = "members", language: str = "fr") -> Any:
    found = stream_in(thread.topic)
    assert found is not None
    frame = found[0].read(thread.pk, audience=audience, language=language, after=after)
    assert frame is not None
    return frame


def seqs(thread: Thread, after: int) -> list[int]:
    return [item.seq for item in told(thread, after).items]


def test_each_change_is_counted_and_each_message_stands_at_its_last(
    thread: Thread, councillor: Account, coordinator: Account
) -> None:
    second = make_message(thread, coordinator)
    third = make_message(thread, councillor)
    assert [told(thread, 0).at, seqs(thread, 0)] == [3, [1, 2, 3]]
    rewrite(third, text="Autrement.", actor=councillor)
    assert [told(thread, 3).at, seqs(thread, 3)] == [4, [3]]
    hide(second, actor=coordinator, reason="Hors sujet")
    show_again(second, actor=coordinator)
    withdraw(third, actor=councillor)
    assert [told(thread, 4).at, seqs(thread, 4)] == [7, [2, 3]]
    correction = make_message(thread, coordinator, erratum_of=second)
    assert seqs(thread, 7) == [2, 4]
    withdraw(correction, actor=coordinator)
    assert seqs(thread, 9) == [2, 4]
    assert told(thread, 11).items == []
    assert told(thread, 12).items is None
    close_thread(thread, actor=coordinator)
    assert [told(thread, 11).state, told(thread, 11).at] == ["closed", 12]


@pytest.mark.django_db(transaction=True)
def test_writing_and_changing_at_once_neither_blocks_nor_skips(
    council: Council, councillor: Account
) -> None:
    thread = make_thread(council, councillor)
    first = thread.messages.get()

    def act(number: int) -> None:
        try:
            if number % 2:
                post(thread, author=councillor, text="Oui.", reply_to=first)
            else:
                hide(first, actor=councillor, reason=f"Essai {number}")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20 if connection.vendor == "postgresql" else 1) as pool:
        list(pool.map(act, range(20)))
    thread.refresh_from_db()
    assert (thread.last_number, thread.last_change) == (11, 21)
    rows = Message.objects.order_by("number").values_list("number", "changed")
    assert [number for number, _ in rows] == list(range(1, 12))
    assert len({changed for _, changed in rows}) == 11


def test_an_audience_sees_what_it_may_do_and_nobody_what_is_hidden(
    thread: Thread, councillor: Account, coordinator: Account
) -> None:
    hide(make_message(thread, councillor, text="secret"), actor=coordinator, reason="Blessant")
    withdraw(make_message(thread, councillor, text="regret"), actor=councillor)
    by_audience = {
        audience: [item.html for item in told(thread, 0, audience).items]
        for audience in ("readers", "members", "animators")
    }
    for audience, (shown, hidden, withdrawn) in by_audience.items():
        assert "secret" not in hidden and "regret" not in withdrawn and "Blessant" in hidden
        assert ("Répondre" in shown) == (audience != "readers")
        assert ("/masquer/" in hidden) == (audience == "animators")
    assert "data-mine hidden" in by_audience["members"][0]


def test_a_fragment_is_what_the_page_shows_but_for_what_is_personal(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    make_message(thread, coordinator, reply_to=thread.messages.get())
    answer = browsing_as(coordinator).get(thread.get_absolute_url())
    page = " ".join(answer.content.decode().split())
    assert f'data-topic="{thread.topic}" data-at="2" data-seq="2"' in page
    first, own = (" ".join(item.html.split()) for item in told(thread, 0, "animators").items)
    first = first.replace(" data-theirs", "")  # the reader's script takes it away
    personal = first[first.index("<li data-mine") : first.index("<li><a")]
    assert first.replace(personal, "") in page
    assert own not in page and 'class="is-mine"' in page
    assert f'data-me="{thread.messages.get(number=2).by}"' in page


def test_a_page_in_english_is_told_in_english(thread: Thread) -> None:
    item = told(thread, 0, language="en").items[0]
    assert "Reply" in item.html and "Répondre" not in item.html


def test_a_person_follows_in_one_audience(
    thread: Thread,
    council: Council,
    councillor: Account,
    coordinator: Account,
    animator: Account,
    administrator: Account,
    neighbour: Account,
) -> None:
    open_exceptional_access(council, account=administrator, reason="Une plainte à instruire.")
    people = (councillor, coordinator, animator, administrator, neighbour)
    assert [audience_of(person, thread.topic) for person in people] == [
        "members",
        "animators",
        "animators",
        "readers",
        None,
    ]
    assert audience_of(councillor, "thread.999999") is None


def test_the_same_frame_is_asked_for_by_those_inside(
    thread: Thread, councillor: Account, former_member: Account, browsing_as: SignIn
) -> None:
    make_message(thread, councillor)
    browser = browsing_as(councillor)
    answer = browser.get(f"/direct/{thread.topic}/", {"after": "1"})
    assert answer.json() == told(thread, 1).told
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert browser.get(f"/direct/{thread.topic}/", {"after": "3"}).json() == {
        "reload": thread.topic
    }
    for path in ("thread.999999", "council.1", "thread.x", "thread", "thread.²"):
        assert browser.get(f"/direct/{path}/", {"after": "0"}).status_code == 404
    for after in ("", "-1", "x", "9" * 10):
        assert browser.get(f"/direct/{thread.topic}/", {"after": after}).status_code == 404
    browser = browsing_as(former_member)
    assert browser.get(f"/direct/{thread.topic}/", {"after": "0"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_frame_takes_the_same_queries_whatever_it_holds(
    thread: Thread,
    councillor: Account,
    coordinator: Account,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for _ in range(number):
        first = make_message(thread, coordinator, reply_to=thread.messages.get(number=1))
        make_message(thread, coordinator, erratum_of=first)
    with django_assert_num_queries(5):
        told(thread, 0)
    reached = told(thread, 0).at
    with django_assert_num_queries(1):
        assert told(thread, reached).items == []


def test_a_message_sent_from_a_live_page_is_answered_without_a_page(
    thread: Thread, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(councillor)
    address = f"{thread.get_absolute_url()}ecrire/"
    sent = browser.post(address, {"text": "Oui."}, headers={"X-Live": "1"})
    message = thread.messages.get(number=2)
    assert (sent.status_code, sent.headers["Location"]) == (201, message.get_absolute_url())
    assert browser.post(address, {"text": ""}, headers={"X-Live": "1"}).status_code == 422
    read = browsing_as(coordinator).post(
        f"{thread.get_absolute_url()}lu/", {"number": "2"}, headers={"X-Live": "1"}
    )
    assert read.status_code == 204


@pytest.mark.django_db(transaction=True)
async def test_members_hear_a_message_after_its_commit(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    thread = await sync_to_async(make_thread)(council, councillor)
    sockets = []
    for person in (councillor, coordinator):
        socket = await Socket(page_socket, person).connect()
        await socket.say({"follow": thread.topic, "after": 1})
        assert await socket.hear() == {"following": thread.topic}
        assert (await socket.hear())["items"] == []
        sockets.append(socket)
    await sync_to_async(make_message)(thread, councillor, text="Bonjour à tous.")
    for socket in sockets:
        heard = await socket.hear()
        assert (heard["since"], heard["at"], heard["items"][0]["seq"]) == (1, 2, 2)
        assert "Bonjour à tous." in heard["items"][0]["html"]
        await socket.leave()
