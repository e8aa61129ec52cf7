"""What is lost when the network, a reader or a server fails."""

import asyncio
import os
import random
import signal
import time
import urllib.request
from collections.abc import Callable
from typing import Any

from benchmarks.live.clients import Page, open_all, until
from benchmarks.live.serving import SOCKETS, Server, pages, served

Write = Callable[[int], int]
CHANCE = random.Random(2027)


def writer(room: Any, members: list[Any]) -> Write:
    from participation.councils.threads.actions import post

    def write(number: int) -> int:
        return int(post(room, author=members[number % len(members)], text=f"N° {number}.").number)

    return write


def cuts(
    room: Any, members: list[Any], cookies: list[str], sockets: int, scale: float
) -> dict[str, Any]:
    """Cut three in ten at random for 2 to 120 s (scaled) while messages are written."""
    room.refresh_from_db()
    first, start = room.last_number, room.last_change
    write = writer(room, members)
    with served(SOCKETS, 2) as servers:
        readers = [
            Page(servers[n % 2].host, cookies[n % len(cookies)], room.topic, at=start)
            for n in range(sockets)
        ]
        return asyncio.run(_cut(readers, first, write, scale))


async def _cut(readers: list[Page], first: int, write: Write, scale: float) -> dict[str, Any]:
    await open_all(readers)
    await asyncio.sleep(1)
    gone = CHANCE.sample(readers, len(readers) * 3 // 10)
    written: list[int] = []
    late: list[float] = []

    async def leave(page: Page) -> None:
        page.cut()
        await asyncio.sleep(CHANCE.uniform(2, 120) * scale)
        page.read()
        began = time.perf_counter()
        await page.open()
        wanted = written[-1]

        def has_all() -> bool:
            page.read()
            return wanted in page.seen

        await until(has_all, 10)
        late.append(time.perf_counter() - began)

    leaving = [asyncio.create_task(leave(page)) for page in gone]
    number = 0
    while not all(task.done() for task in leaving):
        written.append(await asyncio.to_thread(write, number))
        number += 1
        await asyncio.sleep(max(0.5, 2 * scale))
    await asyncio.gather(*leaving)
    await asyncio.sleep(3)
    for page in readers:
        page.read()
    whole = list(range(first + 1, written[-1] + 1))
    return {
        "sockets": len(readers),
        "cut": len(gone),
        "messages": len(written),
        "incomplete": sum(sorted(page.seen) != whole for page in readers),
        "out of order": sum(page.order != sorted(page.order) for page in readers),
        "doubles": sum(page.twice for page in readers),
        "latest catch-up s": round(max(late), 2),
    }


def slow(room: Any, members: list[Any], cookies: list[str]) -> dict[str, Any]:
    """Let one reader take nothing while 300 messages are written; nine others look on."""
    room.refresh_from_db()
    first, start = room.last_number, room.last_change
    write = writer(room, members)
    with served(SOCKETS, 1) as (server,):
        readers = [
            Page(server.host, cookies[n % len(cookies)], room.topic, at=start) for n in range(10)
        ]
        return asyncio.run(_slow(server, readers, first, write))


async def _slow(server: Server, readers: list[Page], first: int, write: Write) -> dict[str, Any]:
    await open_all(readers)
    await asyncio.sleep(1)
    before, stuck = server.kilobytes, readers[0]
    assert stuck.wire is not None
    stuck.wire.transport.pause_reading()
    written = [await asyncio.to_thread(write, number) for number in range(300)]
    whole = list(range(first + 1, written[-1] + 1))

    def have_all() -> bool:
        for page in readers[1:]:
            page.read()
        return all(sorted(page.seen) == whole for page in readers[1:])

    others = await until(have_all, 20)
    grown = server.kilobytes - before
    stuck.cut()
    await stuck.open()

    def has_all() -> bool:
        stuck.read()
        return sorted(stuck.seen) == whole

    return {
        "messages": len(written),
        "others complete": others,
        "server grew MB": round(grown / 1000, 1),
        "slow reader complete at its return": await until(has_all, 10),
    }


def restart(cookies: list[str], topic: str, sockets: int) -> dict[str, Any]:
    """Start the web processes anew while pages are asked for, with so many sockets open."""
    with served(SOCKETS, 2) as servers, pages() as (address, pid):
        readers = [
            Page(servers[n % 2].host, cookies[n % len(cookies)], topic) for n in range(sockets)
        ]
        return asyncio.run(_restart(servers, readers, address, pid))


async def _restart(
    servers: list[Server], readers: list[Page], address: str, pid: int
) -> dict[str, Any]:
    await open_all(readers)
    asked = asyncio.create_task(_ask(f"{address}/aide/", seconds=12.0, each=20))
    await asyncio.sleep(2)
    os.kill(pid, signal.SIGHUP)  # granian starts its workers anew, one after another
    returning = [asyncio.create_task(_return(page)) for page in readers]
    for server in servers:
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
    await asyncio.gather(*returning)
    came = sorted(at for page in readers for at in page.came_back)
    answers = await asked
    return {
        "sockets": len(readers),
        "came back": len(came),
        "spread s": round(came[-1] - came[0], 1),
        "most in one second": max(sum(at <= one < at + 1 for one in came) for at in came),
        "requests": len(answers),
        "failed requests": sum(status != 200 for status in answers),
    }


async def _return(page: Page) -> None:
    assert page.wire is not None
    await page.wire.ended
    await page.come_back()


async def _ask(url: str, *, seconds: float, each: int) -> list[int]:
    """Ask for a page so many times a second; give the status of each answer, 0 for none."""

    def ask() -> int:
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return int(answer.status)
        except OSError:
            return 0

    tasks = []
    for _ in range(int(seconds * each)):
        tasks.append(asyncio.create_task(asyncio.to_thread(ask)))
        await asyncio.sleep(1 / each)
    return list(await asyncio.gather(*tasks))
