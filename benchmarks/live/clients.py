"""Pages that look, without a browser: a bare WebSocket client, so that the server is measured."""

import asyncio
import json
import os
import random
import time
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

CLOSE, PING = 0x8, 0x9


class Wire(asyncio.Protocol):
    """One socket: it notes when each text came, and reads it later."""

    def __init__(self, page: "Page") -> None:
        self.page, self.rest, self.is_open = page, b"", False
        self.transport: Any = None
        self.opened: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        key = b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {self.page.path} HTTP/1.1",
            f"Host: {self.page.host}",
            f"Origin: http://{self.page.host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            f"Cookie: {self.page.cookie}",
        ]
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        self.rest += data
        if not self.is_open:
            head, found, self.rest = self.rest.partition(b"\r\n\r\n")
            if not found:
                self.rest = head
                return
            self.is_open = head.startswith(b"HTTP/1.1 101")
            self.opened.set_result(self.is_open)
        while (frame := self._frame()) is not None:
            kind, text = frame
            if kind == 1:
                self.page.texts.append((at, text))
            elif kind == PING:
                self._write(0xA, text)
            elif kind == CLOSE:
                self.page.ended_with = int.from_bytes(text[:2], "big")
                self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_result(False)
        if not self.ended.done():
            self.ended.set_result(None)

    def _frame(self) -> tuple[int, bytes] | None:
        """Cut one whole frame off what came; server frames are never masked."""
        rest = self.rest
        if len(rest) < 2:
            return None
        size, start = rest[1] & 0x7F, 2
        if size >= 126:
            start = 4 if size == 126 else 10
            size = int.from_bytes(rest[2:start], "big") if len(rest) >= start else len(rest)
        if len(rest) < start + size:
            return None
        self.rest = rest[start + size :]
        return rest[0] & 0x0F, rest[start : start + size]

    def say(self, content: Any) -> None:
        self._write(0x1, json.dumps(content).encode())

    def _write(self, kind: int, data: bytes) -> None:
        mask = os.urandom(4)
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2)
        masked = bytes(sign ^ mask[place % 4] for place, sign in enumerate(data))
        self.transport.write(bytes([0x80 | kind]) + size + mask + masked)


@dataclass(eq=False)
class Page:
    """One page that follows a room, and comes back when it is cut, as `following.js` does."""

    host: str
    cookie: str = ""
    topic: str = ""
    at: int = 0
    path: str = "/ws/?lang=fr"
    texts: list[tuple[float, bytes]] = field(default_factory=list)
    came_back: list[float] = field(default_factory=list)
    seen: dict[int, float] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    twice: int = 0
    reloads: int = 0
    ended_with: int = 0
    wire: Wire | None = None

    @property
    def is_lost(self) -> bool:
        """Whether the server, or the network, has ended the socket."""
        return self.wire is None or self.wire.ended.done()

    async def open(self) -> bool:
        """Connect and follow from the last change on; say whether the server took it."""
        host, port = self.host.split(":")
        loop = asyncio.get_running_loop()
        _, wire = await loop.create_connection(lambda: Wire(self), host, int(port))
        self.wire = wire
        if not await wire.opened:
            return False
        if self.topic:
            wire.say({"follow": self.topic, "after": self.at})
        return True

    def cut(self) -> None:
        """Lose the network, without a word."""
        if self.wire is not None:
            self.wire.transport.abort()

    async def come_back(self, scale: float = 1.0) -> None:
        """Connect again after the waits of `following.js`, until it works; note when it did."""
        for tries in range(20):
            wait = 0.5 + random.random() * min(30.0, 10.0 * 2**tries)
            await asyncio.sleep(wait * scale)
            with suppress(OSError):
                if await self.open():
                    self.came_back.append(time.perf_counter())
                    return

    def read(self) -> None:
        """Read what came, as the page does: what it knows already is no double, it is replaced."""
        texts, self.texts = self.texts, []
        for at, text in texts:
            told = json.loads(text)
            self.reloads += "reload" in told
            if told.get("at", 0) <= self.at:
                continue
            for item in told.get("items", ()):
                self.twice += item["seq"] in self.seen
                self.seen.setdefault(item["seq"], at)
                self.order.append(item["seq"])
            self.at = told["at"]


async def open_all(pages: list[Page], at_once: int = 25) -> int:
    """Open all pages, a few at a time; give how many were refused."""
    refused = 0
    for start in range(0, len(pages), at_once):
        took = await asyncio.gather(*(page.open() for page in pages[start : start + at_once]))
        refused += took.count(False)
    return refused


async def until(is_so: Any, seconds: float) -> bool:
    """Wait until it is so, or until the time is over; say which."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        if is_so():
            return True
        await asyncio.sleep(0.02)
    return bool(is_so())
