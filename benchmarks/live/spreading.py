"""How soon a message that is written reaches the last of those who look."""

import asyncio
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import redis

from benchmarks.live.bare import CHANNEL, GROUP, URL
from benchmarks.live.clients import Page, open_all, until
from benchmarks.live.serving import BARE, SOCKETS, Server, served

PATIENCE = 15.0
TEXT = json.dumps({"topic": "thread.1", "html": "<li>" + "mot " * 55 + "</li>"})


@dataclass(frozen=True)
class Spread:
    """Milliseconds from the writing to the last delivery, over all messages."""

    name: str
    sockets: int
    messages: int
    deliveries: int
    ended: int
    median_ms: float
    p95_ms: float
    max_ms: float
    kb_each: float


def ours(room: Any, members: list[Any], cookies: list[str], sockets: int, messages: int) -> Spread:
    """Measure the platform: a message is written by its action, with its row and its journal."""
    from participation.councils.threads.actions import post

    def write(number: int) -> int:
        said = post(room, author=members[number % len(members)], text=f"Message {number}. " * 5)
        return int(said.number)

    room.refresh_from_db()
    start = room.last_change
    with served(SOCKETS, 2) as servers:
        pages = [
            Page(servers[n % 2].host, cookies[n % len(cookies)], room.topic, at=start)
            for n in range(sockets)
        ]
        return asyncio.run(_measure("platform", servers, pages, messages, write))


def bare(name: str, sockets: int, messages: int) -> Spread:
    """Measure a bare hub (`hub`) or a bare channel layer (`layer`) with a text of 250 bytes."""
    client = redis.Redis.from_url(URL)

    def write(number: int) -> int:
        if name == "hub":
            client.publish(CHANNEL, TEXT)
        else:
            asyncio.run(_group_send())
        return number

    with served(BARE.replace("{name}", name), 2) as servers:
        pages = [Page(servers[n % 2].host) for n in range(sockets)]
        return asyncio.run(_measure(f"bare {name}", servers, pages, messages, write))


async def _group_send() -> None:
    from channels_redis.pubsub import RedisPubSubChannelLayer

    layer = RedisPubSubChannelLayer(hosts=[URL], prefix=CHANNEL)
    await layer.group_send(GROUP, {"type": "told", "told": TEXT})
    await layer.flush()


async def _measure(
    name: str,
    servers: list[Server],
    pages: list[Page],
    messages: int,
    write: Callable[[int], int],
) -> Spread:
    first = [Page(server.host, pages[0].cookie, pages[0].topic, pages[0].at) for server in servers]
    await open_all(first)
    await asyncio.sleep(1)
    before = sum(server.kilobytes for server in servers)
    await asyncio.to_thread(write, -1)  # nothing is loaded or compiled with the first message
    for page in pages:
        page.at += bool(page.topic)
    refused = await open_all(pages)
    assert not refused, f"{refused} sockets were refused"
    await until(lambda: all(page.texts or not page.topic for page in pages), PATIENCE)
    await asyncio.sleep(2)
    each = (sum(server.kilobytes for server in servers) - before) / len(pages)
    for page in pages:
        page.texts.clear()
    delays, deliveries = [], 0
    for number in range(messages):
        began = time.perf_counter()
        await asyncio.to_thread(write, number)
        await until(lambda: all(_has_items(page) or page.is_lost for page in pages), PATIENCE)
        came = [at for page in pages for at, text in page.texts if _is_item(page, text)]
        deliveries += len(came)
        delays.append((max(came, default=began + PATIENCE) - began) * 1000)
        for page in pages:
            page.texts.clear()
        await asyncio.sleep(0.3)
    if codes := {page.ended_with for page in pages if page.is_lost}:
        print(f"{name}: sockets ended with {sorted(codes)}")
    late = sorted(delays)[min(len(delays) - 1, int(len(delays) * 0.95))]
    return Spread(
        name,
        len(pages),
        messages,
        deliveries,
        sum(page.is_lost for page in pages),
        round(statistics.median(delays), 1),
        round(late, 1),
        round(max(delays), 1),
        round(each, 1),
    )


def _has_items(page: Page) -> bool:
    return any(_is_item(page, text) for _at, text in page.texts)


def _is_item(page: Page, text: bytes) -> bool:
    return b'"seq"' in text or not page.topic
