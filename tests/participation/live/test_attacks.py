"""Sockets under attack: each test is one attack of the battery, numbers 49 to 58."""

import json
import socket as network
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from threading import Thread as SystemThread
from typing import Any

import pytest
import time_machine
import uvicorn
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.conf import settings
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from consultations import actions as heart
from consultations.components.debate.actions import Words, rewrite, write
from consultations.components.debate.models import Argument
from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.models import Council
from participation.councils.threads import actions as threads
from participation.councils.threads.models import Thread
from participation.live import hub
from participation.live.consumers import page_socket
from participation.live.hub import MOST_PER_ADDRESS, MOST_PER_PERSON, RIGHT_ENDED
from participation.live.routing import websocket_urlpatterns
from participation.live.topics import stream_in
from tests.consultations.components.debate.making import a_debate, submission
from tests.factories import make_council, make_member
from tests.participation.councils.threads.making import make_message, make_thread
from tests.participation.live.conftest import connect as connect_alone
from tests.participation.live.conftest import person
from tests.participation.live.corridor import TOPIC, Corridor
from tests.people import SignIn
from tests.sockets import Socket

in_database = pytest.mark.django_db(transaction=True)
guarded: Any = AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)))
HERE = (b"origin", b"http://testserver")


async def knock(*headers: tuple[bytes, bytes], path: str = "/ws/") -> Any:
    """Ask for a socket through the whole door; give the wire and what was answered."""
    scope: Any = {"type": "websocket", "path": path, "headers": list(headers), "query_string": b""}
    wire: Any = ApplicationCommunicator(guarded, scope)  # type: ignore[no-untyped-call]
    await wire.send_input({"type": "websocket.connect"})
    return wire, (await wire.receive_output(5))["type"]


def cookie_of(browser: Any) -> tuple[bytes, bytes]:
    name = settings.SESSION_COOKIE_NAME
    return (b"cookie", f"{name}={browser.cookies[name].value}".encode())


async def hears(wire: Any) -> Any:
    told = await wire.receive_output(5)
    return json.loads(told["text"]) if told["type"] == "websocket.send" else told["code"]


@pytest.fixture
def served(corridor: Corridor) -> Iterator[str]:
    """Serve sockets on a real port, with the limits of production."""
    server = uvicorn.Server(
        uvicorn.Config(
            _alone, lifespan="off", log_level="error", ws="websockets-sansio", ws_max_size=65536
        )
    )
    with network.create_server(("127.0.0.1", 0)) as door:
        thread = SystemThread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield f"ws://127.0.0.1:{door.getsockname()[1]}/ws/"
        server.should_exit = True
        thread.join(10)


async def _alone(scope: Any, receive: Any, send: Any) -> None:
    await page_socket({**scope, "user": person(None)}, receive, send)


@pytest.mark.parametrize(
    "headers",
    [
        (),
        ((b"origin", b"null"),),
        ((b"origin", b"https://evil.example"),),
        ((b"origin", b"http://testserver.evil.example"),),
        ((b"origin", b"http://eviltestserver"),),
    ],
    ids=["none", "null", "evil", "subdomain", "suffix"],
)
async def test_attack_49_no_socket_without_our_own_origin(
    headers: tuple[tuple[bytes, bytes], ...],
) -> None:
    _wire, answer = await knock(*headers)
    assert answer == "websocket.close"


@in_database
async def test_attack_51_no_expired_or_inactive_session_opens_a_private_room(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    thread = await sync_to_async(make_thread)(council, councillor)
    browser = await sync_to_async(browsing_as)(councillor)
    mine = cookie_of(browser)

    async def follows(*headers: tuple[bytes, bytes]) -> Any:
        wire, answer = await knock(HERE, *headers)
        assert answer == "websocket.accept"  # what is public is followed by anybody
        follow = json.dumps({"follow": thread.topic, "after": 0})
        await wire.send_input({"type": "websocket.receive", "text": follow})
        told = await hears(wire)
        await wire.send_input({"type": "websocket.disconnect", "code": 1000})
        await wire.wait(5)
        return told

    refused = {"refused": thread.topic}
    assert await follows(mine) == {"following": thread.topic}
    assert await follows() == refused
    assert await follows((b"cookie", b"sessionid=0123456789abcdef0123456789abcdef")) == refused
    await Account.objects.filter(pk=councillor.pk).aupdate(is_active=False)
    assert await follows(mine) == refused
    await Account.objects.filter(pk=councillor.pk).aupdate(is_active=True)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    await sync_to_async(store(browser.cookies[settings.SESSION_COOKIE_NAME].value).delete)()
    assert await follows(mine) == refused


@in_database
async def test_attack_52_another_council_s_room_is_refused_on_an_open_socket(
    council: Council, councillor: Account
) -> None:
    def elsewhere() -> Thread:
        other = make_council()
        member = make_member(other)
        return make_thread(other, member.account)

    mine = await sync_to_async(make_thread)(council, councillor)
    theirs = await sync_to_async(elsewhere)()
    socket = await Socket(page_socket, councillor).connect()
    await socket.say({"follow": mine.topic, "after": 1})
    assert await socket.hear() == {"following": mine.topic}
    assert (await socket.hear())["items"] == []
    for topic in (theirs.topic, f"council.{theirs.council_id}", "thread.999999"):
        await socket.say({"follow": topic, "after": 0})
        assert await socket.hear() == {"refused": topic}
    await sync_to_async(make_message)(theirs, theirs.opened_by)
    assert await socket.wire.receive_nothing()
    await socket.say({"follow": theirs.topic, "after": 0})  # once too often
    assert await socket.hear() == RIGHT_ENDED


def change_password(thread: Thread, account: Account) -> None:
    account.set_password("un autre secret, plus long")
    account.save()


def set_aside(thread: Thread, account: Account) -> None:
    threads.set_aside(
        thread, account=account, reason="Une pause.", lasts=timedelta(hours=1), actor=account
    )


def archive(thread: Thread, account: Account) -> None:
    threads.archive(thread, actor=account)


@in_database
@pytest.mark.parametrize("end", [change_password, set_aside, archive])
async def test_attack_53_a_socket_ends_with_the_right_and_hears_nothing_meanwhile(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    end: Callable[[Thread, Account], None],
) -> None:
    """Signing out, deactivation and the end of a mandate: tests/participation/councils."""
    assert hub.RECHECK_SECONDS <= 4
    monkeypatch.setattr(hub, "RECHECK_SECONDS", 0.05)
    thread = await sync_to_async(make_thread)(council, councillor)
    browser = await sync_to_async(browsing_as)(councillor)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    session = store(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    socket = await Socket(page_socket, councillor, session=session).connect()
    await socket.say({"follow": thread.topic, "after": 1})
    assert [await socket.hear(), (await socket.hear())["items"]] == [
        {"following": thread.topic},
        [],
    ]
    await sync_to_async(end)(thread, await Account.objects.aget(pk=councillor.pk))
    heard = await socket.hear()
    while heard != RIGHT_ENDED:  # that the room changed may be told; no words are
        assert heard["items"] == []
        heard = await socket.hear()


@pytest.mark.parametrize(
    "content",
    [
        {"type": "fragment", "topic": TOPIC, "html": "<b>faux</b>"},
        {"type": "websocket.send", "text": "faux"},
        {"type": "chat.delete"},
        {"follow": TOPIC, "audience": "members"},
    ],
)
async def test_attack_54_no_name_of_a_handler_passes(corridor: Corridor, content: Any) -> None:
    victim, attacker = await connect_alone(1), await connect_alone(2)
    await victim.say({"follow": TOPIC})
    assert await victim.hear() == {"following": TOPIC}
    await victim.hear()
    await attacker.say(content)
    assert await attacker.hear() == 4400
    assert await victim.wire.receive_nothing()
    await victim.leave()


def closed_with(ws: ClientConnection) -> int:
    """Read until the server ends the socket; give its code."""
    while True:
        try:
            ws.recv(timeout=10)
        except ConnectionClosed as ended:
            return ended.rcvd.code if ended.rcvd else 1006


def test_attack_55_monstrous_frames_end_their_own_socket_alone(served: str) -> None:
    with connect(served) as calm:
        with connect(served) as big:
            big.send("x" * 70_000)
            assert closed_with(big) == 1009
        with connect(served) as binary:
            binary.send(b"\x00\x01")
            assert closed_with(binary) == 1003
        with connect(served) as broken:
            broken.protocol.send_text(b"\xff\xfe")
            broken.socket.sendall(b"".join(broken.protocol.data_to_send()))
            assert closed_with(broken) == 1007
        with connect(served) as deep:
            deep.send("[" * 900)
            assert closed_with(deep) == 4400
        with connect(served) as flood:
            for _ in range(1_000):
                try:
                    flood.send('{"leave": "corridor.1"}')
                except ConnectionClosed:
                    break
            assert closed_with(flood) == 4429
        calm.send(json.dumps({"follow": TOPIC}))
        assert json.loads(calm.recv(timeout=10)) == {"following": TOPIC}


async def test_attack_56_so_many_sockets_for_one_person_and_one_address(corridor: Corridor) -> None:
    """Who is refused a socket asks by address instead: tests/browser/councils, « sans socket »."""
    mine = [await connect_alone(1) for _ in range(MOST_PER_PERSON)]
    other = [await connect_alone(None) for _ in range(MOST_PER_ADDRESS - MOST_PER_PERSON)]
    for pk in (1, 2, None):
        late = Socket(page_socket, person(pk))
        await late.wire.send_input({"type": "websocket.connect"})
        assert (await late.wire.receive_output(5))["type"] == "websocket.close"
    elsewhere = Socket(page_socket, person(1), client=("192.0.2.9", 1))
    await elsewhere.wire.send_input({"type": "websocket.connect"})
    assert (await elsewhere.wire.receive_output(5))["type"] == "websocket.close"
    for socket in (*mine, *other):
        await socket.leave()


def test_attack_56_a_refusal_comes_before_the_socket_opens(
    served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "MOST_PER_ADDRESS", 1)
    with connect(served), pytest.raises(InvalidStatus) as refused:
        connect(served)
    assert refused.value.response.status_code == 403


@in_database
async def test_attack_57_what_was_before_is_given_by_the_rule_of_the_space_alone(
    council: Council, councillor: Account, neighbour: Account, former_member: Account
) -> None:
    thread = await sync_to_async(make_thread)(council, councillor, text="Avant tout le monde.")
    newcomer = (await sync_to_async(make_member)(council)).account
    for outside in (neighbour, former_member):
        socket = await Socket(page_socket, outside).connect()
        await socket.say({"follow": thread.topic, "after": 0})
        assert await socket.hear() == {"refused": thread.topic}
        await socket.leave()
    socket = await Socket(page_socket, newcomer).connect()  # members read all of their space
    await socket.say({"follow": thread.topic, "after": 0})
    assert await socket.hear() == {"following": thread.topic}
    assert "Avant tout le monde." in (await socket.hear())["items"][0]["html"]
    await socket.leave()


def frames(topic: str, audience: str) -> str:
    found = stream_in(topic)
    assert found is not None
    stream, room_id = found
    frame = stream.read(room_id, audience=audience, language="fr", after=0)
    assert frame is not None
    return frame.text


@pytest.mark.django_db
def test_attack_58_a_message_that_changed_is_told_as_it_is_now(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    thread = make_thread(council, councillor)
    changed = make_message(thread, councillor, text="numérotéléphone")
    threads.rewrite(changed, text="Pardon.", actor=councillor)
    threads.withdraw(make_message(thread, councillor, text="regrettable"), actor=councillor)
    threads.hide(
        make_message(thread, councillor, text="insultant"), actor=coordinator, reason="Non."
    )
    for audience in ("readers", "members", "animators"):
        told = frames(thread.topic, audience)
        assert "Pardon." in told
        assert not any(word in told for word in ("numérotéléphone", "regrettable", "insultant"))


@pytest.mark.django_db
def test_attack_58_in_a_debate_too(moderator: Account) -> None:
    step = a_debate()
    changed, hidden, gone = (
        write(step, Words(text=text, side="for"), submission())
        for text in ("premierjet", "insultant", "regrettable")
    )
    rewrite(changed, "Second jet.", actor=None, arrived_at=now())
    heart.hide(hidden, actor=moderator, article="2", reason="Insulte")
    heart.withdraw(gone, actor=None, arrived_at=now())
    with time_machine.travel(now() + timedelta(minutes=1)):
        told = frames(step.debate.topic, "public")
    assert "Second jet." in told and Argument.objects.count() == 3
    assert not any(word in told for word in ("premierjet", "insultant", "regrettable"))
