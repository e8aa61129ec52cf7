"""What a socket may be told to do, how often, how many there are, and from where."""

import json
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.security.websocket import AllowedHostsOriginValidator
from pytest_django.fixtures import Settings

from participation.live import hub
from participation.live.consumers import (
    BREAKDOWN,
    LONGEST_COMMAND,
    MOST_COMMANDS,
    MOST_TOPICS,
    NOT_A_COMMAND,
    NOT_TEXT,
    TOO_LONG,
    TOO_MANY,
    client_of,
    page_socket,
)
from tests.participation.live.conftest import connect, person
from tests.participation.live.corridor import TOPIC, Corridor
from tests.sockets import Socket

NOT_COMMANDS = {
    "a handler": '{"type": "fragment", "html": "<b>faux</b>"}',
    "words": '{"say": "bonjour"}',
    "two verbs": '{"follow": "corridor.1", "leave": "corridor.1"}',
    "something more": '{"follow": "corridor.1", "as": "members"}',
    "a number": '{"follow": 1}',
    "a list": "[]",
    "nothing": "",
    "deep": "[" * 900,
    "before the beginning": '{"follow": "corridor.1", "after": -1}',
    "half": '{"follow": "corridor.1", "after": 1.5}',
    "true": '{"follow": "corridor.1", "after": true}',
    "endless": '{"follow": "corridor.1", "after": 99999999999}',
}


@pytest.mark.parametrize("text", NOT_COMMANDS.values(), ids=NOT_COMMANDS.keys())
async def test_anything_but_following_ends_the_socket(corridor: Corridor, text: str) -> None:
    socket = await connect()
    await socket.wire.send_input({"type": "websocket.receive", "text": text})
    assert await socket.hear() == NOT_A_COMMAND


async def test_a_long_command_and_bytes_end_the_socket(corridor: Corridor) -> None:
    long = json.dumps({"follow": "x" * LONGEST_COMMAND})
    for event, code in (({"text": long}, TOO_LONG), ({"bytes": b"\x00"}, NOT_TEXT)):
        socket = await connect()
        await socket.wire.send_input({"type": "websocket.receive", **event})
        assert await socket.hear() == code


async def test_a_flood_of_commands_ends_the_socket_and_no_other(corridor: Corridor) -> None:
    hurried, calm = await connect(1), await connect(2)
    for _ in range(MOST_COMMANDS + 1):
        await hurried.say({"leave": TOPIC})
    assert await hurried.hear() == TOO_MANY
    await calm.say({"follow": TOPIC})
    assert await calm.hear() == {"following": TOPIC}
    await calm.leave()


async def test_a_page_follows_ten_topics_at_most(corridor: Corridor) -> None:
    corridor.members = {1}
    socket = await connect(1)
    for number in range(1, MOST_TOPICS + 1):
        await socket.say({"follow": f"corridor.{number}"})
        assert await socket.hear() == {"following": f"corridor.{number}"}
        await socket.hear()
    await socket.say({"follow": "corridor.11"})
    assert await socket.hear() == NOT_A_COMMAND


@pytest.mark.parametrize(
    ("limit", "people"),
    [("MOST_PER_PERSON", [1, 1, 1, 2]), ("MOST_PER_ADDRESS", [1, None, None, 1])],
)
async def test_one_person_and_one_address_have_so_many_sockets(
    corridor: Corridor, monkeypatch: pytest.MonkeyPatch, limit: str, people: list[int | None]
) -> None:
    monkeypatch.setattr(hub, limit, 2)
    *first, third = [Socket(page_socket, person(pk)) for pk in people[:3]]
    for socket in first:
        await socket.connect()
    await third.wire.send_input({"type": "websocket.connect"})
    assert (await third.wire.receive_output(5))["type"] == "websocket.close"
    elsewhere = Socket(page_socket, person(people[3]), client=("192.0.2.9", 1))
    await elsewhere.connect()
    await first[0].leave()
    again = await connect(people[2])
    for socket in (first[1], elsewhere, again):
        await socket.leave()


async def test_a_database_that_is_away_ends_the_socket_without_a_word(corridor: Corridor) -> None:
    corridor.breaks = True
    socket = await connect()
    await socket.say({"follow": TOPIC})
    assert await socket.hear() == BREAKDOWN


@pytest.mark.parametrize(
    ("proxies", "seen"), [(0, "192.0.2.1"), (1, "203.0.113.5")], ids=["no proxy", "one proxy"]
)
def test_an_address_is_taken_from_declared_proxies_alone(
    settings: Settings, proxies: int, seen: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = [(b"x-forwarded-for", b"198.51.100.7, 203.0.113.5")]
    assert client_of({"headers": headers, "client": ("192.0.2.1", 1)}) == seen


@pytest.mark.parametrize(
    ("origin", "opens"),
    [
        ("http://testserver", True),
        ("https://evil.example", False),
        ("https://testserver.evil.example", False),
        ("null", False),
        (None, False),
    ],
)
async def test_a_page_of_another_site_opens_no_socket(
    corridor: Corridor, origin: str | None, opens: bool
) -> None:
    headers = [(b"origin", origin.encode())] if origin else []
    scope: Any = {"type": "websocket", "path": "/ws/", "headers": headers, "user": person(None)}
    guarded: Any = AllowedHostsOriginValidator(page_socket)
    wire: Any = ApplicationCommunicator(guarded, scope)  # type: ignore[no-untyped-call]
    await wire.send_input({"type": "websocket.connect"})
    expected = "websocket.accept" if opens else "websocket.close"
    assert (await wire.receive_output(5))["type"] == expected
    await wire.send_input({"type": "websocket.disconnect", "code": 1000})
    await wire.wait(5)
