"""News between processes: through Redis, or in memory where one process does everything.

What is lost here harms nobody: rows are read from the database, and each process looks there again
every few seconds.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from typing import Any

import redis
from django.conf import settings
from redis import asyncio as redis_in_loop

log = logging.getLogger(__name__)
News = dict[str, Any]
Hear = Callable[[News], None]
PATIENCE = 0.5  # seconds that somebody who writes waits for a Redis that does not answer
SILENCE = 10.0  # seconds without news, after which the connection is tried
AGAIN: News = {"again": True}  # some news may have been missed: look at everything

_ears: dict[asyncio.AbstractEventLoop, Hear] = {}


def publish(news: News) -> None:
    """Tell every process that serves sockets; what is said holds no words of a stream."""
    if settings.LIVE_REDIS_URL:
        try:
            _client(settings.LIVE_REDIS_URL).publish(settings.LIVE_CHANNEL, json.dumps(news))
        except (redis.RedisError, OSError):
            log.warning("news lost", extra={"topic": news.get("topic")})
        return
    for loop, hear in list(_ears.items()):
        with suppress(RuntimeError):  # that loop has just ended
            loop.call_soon_threadsafe(hear, news)


def publish_all(said: Iterable[News]) -> None:
    """Tell several things, one after another."""
    for news in said:
        publish(news)


def push(topic: str, *, target: str, html: str) -> None:
    """Send followers a fragment that replaces the element `target`; the same for all of them.

    Losing it is harmless: the truth is in the database and shows at the next load.
    """
    publish({"topic": topic, "target": target, "html": html})


def ask_again() -> None:
    """Have every socket's rights asked again at once: somebody's have just changed."""
    publish({"rights": True})


@cache
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)


async def listen(hear: Hear, ready: asyncio.Event) -> None:
    """Hear news until cancelled; `ready` is set once they come, or once they are known not to."""
    if settings.LIVE_REDIS_URL:
        await _listen_to_redis(hear, ready)
    loop = asyncio.get_running_loop()
    _ears[loop] = hear
    ready.set()
    try:
        await asyncio.Event().wait()
    finally:
        del _ears[loop]


async def _listen_to_redis(hear: Hear, ready: asyncio.Event) -> None:
    while True:
        try:
            await _hear_until_it_breaks(hear, ready)
        except (redis.RedisError, OSError):
            log.warning("no news from Redis")
        ready.set()
        await asyncio.sleep(1)


async def _hear_until_it_breaks(hear: Hear, ready: asyncio.Event) -> None:
    client = redis_in_loop.Redis.from_url(
        settings.LIVE_REDIS_URL, socket_connect_timeout=2, health_check_interval=int(SILENCE)
    )
    try:
        async with client, client.pubsub() as news:
            await news.subscribe(settings.LIVE_CHANNEL)
            await news.get_message(timeout=2)  # Redis says that it listens
            hear(AGAIN)
            ready.set()
            while True:
                said = await news.get_message(ignore_subscribe_messages=True, timeout=SILENCE)
                if said is not None:
                    hear(json.loads(said["data"]))
    finally:
        await client.aclose()
