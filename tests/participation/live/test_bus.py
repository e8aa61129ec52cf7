"""News between processes: through a Redis that may vanish at any time."""

import os
import shutil
import socket as network
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from pytest_django.fixtures import Settings

from participation.live import hub
from participation.live.bus import publish, push
from tests.participation.live.conftest import follow
from tests.participation.live.corridor import TOPIC, Corridor, frame
from tests.services import answers_redis

pytestmark = pytest.mark.postgres
SERVERS = ("redis-server", "valkey-server")


class OwnRedis:
    """A Redis of this test alone, on one port, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with network.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        binary = next(filter(None, map(shutil.which, SERVERS)), None)
        if binary is None:
            pytest.skip("no Redis is installed that a test may kill")
        command = [binary, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        with (self.folder / "log").open("w") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        deadline = time.monotonic() + 10
        while not answers_redis(self.url):
            assert time.monotonic() < deadline, "Redis does not answer."
            time.sleep(0.05)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None


@pytest.fixture
def own_redis(tmp_path: Path, settings: Settings, corridor: Corridor) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path)
    server.start()
    settings.LIVE_REDIS_URL = server.url
    yield server
    server.kill()


async def test_news_and_fragments_pass_through_redis(
    own_redis: OwnRedis, corridor: Corridor
) -> None:
    sockets = [await follow(pk) for pk in (1, 2)]
    assert [await socket.hear() for socket in sockets] == [frame(0)] * 2
    corridor.say("bonjour")
    push(TOPIC, target="count", html="<b>1</b>")
    for socket in sockets:
        heard = [await socket.hear(), await socket.hear()]
        assert frame(0, "fr: …") in heard
        assert {"topic": TOPIC, "target": "count", "html": "<b>1</b>"} in heard
        await socket.leave()


async def test_what_is_broadcast_holds_no_words(
    own_redis: OwnRedis, corridor: Corridor, settings: Settings
) -> None:
    with redis.Redis.from_url(own_redis.url) as client, client.pubsub() as ear:
        ear.subscribe(settings.LIVE_CHANNEL)
        corridor.say("un secret")
        said = [ear.get_message(timeout=1) for _ in range(2)]
    words = [message["data"] for message in said if message and message["type"] == "message"]
    assert words == [b'{"topic": "corridor.1", "at": 1}']


async def test_a_redis_that_dies_costs_delay_and_nothing_else(
    own_redis: OwnRedis, corridor: Corridor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "RECHECK_SECONDS", 0.3)
    socket = await follow()
    assert await socket.hear() == frame(0)
    own_redis.kill()
    began = time.monotonic()
    corridor.say("sans Redis")
    assert time.monotonic() - began < 2
    assert await socket.hear() == frame(0, "fr: …")
    late = await follow(after=1)
    assert await late.hear() == frame(1)
    await late.leave()
    monkeypatch.setattr(hub, "RECHECK_SECONDS", 60)
    own_redis.start()
    corridor.whisper("dit pendant l’absence")
    assert await socket.hear() == frame(1, "fr: …")
    corridor.say("de nouveau")
    assert await socket.hear() == frame(2, "fr: …")
    await socket.leave()


async def test_writing_goes_on_when_redis_never_was(settings: Settings, corridor: Corridor) -> None:
    settings.LIVE_REDIS_URL = "redis://127.0.0.1:1"
    began = time.monotonic()
    publish({"topic": TOPIC, "at": 1})
    assert time.monotonic() - began < 1
    socket = await follow()
    assert await socket.hear() == frame(0)
    await socket.leave()


def test_production_does_not_start_with_news_in_memory() -> None:
    """In one process news are seen by everybody there; in several, half of them would be lost."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "participation.settings.production",
        "SECRET_KEY": "x" * 60,
        "SITE_URL": "https://participation.example",
        "REDIS_URL": "",
    }
    start = [sys.executable, "-c", "import django; django.setup()"]
    told = subprocess.run(start, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "REDIS_URL manque" in told.stderr
