"""A corridor that sockets may follow, by people who need no row."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from participation.live import readers, topics
from participation.live.consumers import page_socket
from tests.participation.live.corridor import TOPIC, Corridor
from tests.sockets import Socket

Follow = Callable[..., Any]


@pytest.fixture
def in_memory(settings: Settings) -> None:
    """News stay in this process, as in the demonstration."""
    settings.LIVE_REDIS_URL = ""


@pytest.fixture
def corridor(in_memory: None, monkeypatch: pytest.MonkeyPatch) -> Corridor:
    made = Corridor()
    monkeypatch.setitem(topics.TOPICS, made.kind, topics.Kind(made.audience, made))
    monkeypatch.setattr(readers, "_by_account", person)
    return made


def person(pk: int | None) -> Any:
    return SimpleNamespace(pk=pk)


async def connect(pk: int | None = None, **scope: Any) -> Socket:
    """Open the socket of one person."""
    return await Socket(page_socket, person(pk), **scope).connect()


async def follow(pk: int | None = None, after: int | None = 0, **scope: Any) -> Socket:
    """Follow the corridor as one person; what was missed is still to be heard."""
    socket = await connect(pk, **scope)
    await socket.say({"follow": TOPIC, "after": after})
    assert await socket.hear() == {"following": TOPIC}
    return socket
