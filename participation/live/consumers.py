"""The one socket of a page: it says what changed, and takes no command but what to follow."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest

from participation.base.limits import address_of
from participation.live.hub import RIGHT_ENDED, Hub, Key, hub_here
from participation.live.readers import Scope

MOST_TOPICS = 10
MOST_REFUSED = 3  # a page asks for a few topics; who tries one after another is let go
LONGEST_COMMAND = 1_000  # signs
MOST_COMMANDS = 20
IN_SECONDS = 10.0
MOST_WAITING = 100  # frames; a reader slower than that comes back and reads what it missed
NOT_TEXT, TOO_LONG = 1003, 1009
NOT_A_COMMAND, TOO_MANY, TOO_SLOW, BREAKDOWN = 4400, 4429, 4408, 1011

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class PageSocket:
    """Follow topics and forward what is told of them: `follow` (with `after`) and `leave`."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, hub: Hub) -> None:
        self.scope, self.receive, self.send, self.hub = scope, receive, send, hub
        self.followed: dict[str, Key] = {}
        self.language = language_of(scope)
        self.address = client_of(scope)
        self.waiting: asyncio.Queue[str | int] = asyncio.Queue(MOST_WAITING)
        self.heard: list[float] = []
        self.refused = 0

    def offer(self, text: str) -> None:
        """Put a frame in line; who reads too slowly is let go, and misses nothing by it."""
        try:
            self.waiting.put_nowait(text)
        except asyncio.QueueFull:
            self.end(TOO_SLOW)

    def end(self, code: int) -> None:
        """Close the socket; what was still in line is dropped."""
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(code)

    async def live(self) -> None:
        """Serve the socket until either side ends it."""
        await self.receive()  # the browser connects
        if not self.hub.admits(self):
            await self.send({"type": "websocket.close", "code": TOO_MANY})
            return
        self.hub.join(self)
        await self.send({"type": "websocket.accept"})
        both = [asyncio.create_task(self._speak()), asyncio.create_task(self._listen())]
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.hub.leave(self)
            for task in both:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*both, return_exceptions=True)

    async def _speak(self) -> None:
        while True:
            said = await self.waiting.get()
            if isinstance(said, int):
                await self.send({"type": "websocket.close", "code": said})
                return
            await self.send({"type": "websocket.send", "text": said})

    async def _listen(self) -> None:
        while True:
            event = await self.receive()
            if event["type"] == "websocket.disconnect":
                return
            code = await self._obey(event)
            if code:
                self.end(code)
                await asyncio.Event().wait()  # `_speak` closes, and with it all ends

    async def _obey(self, event: dict[str, Any]) -> int:
        """Do what a command says; gives the code to close with, or 0."""
        text = event.get("text")
        if text is None:
            return NOT_TEXT
        if len(text) > LONGEST_COMMAND:
            return TOO_LONG
        if self._is_in_a_hurry():
            return TOO_MANY
        command = command_in(text)
        if command is None:
            return NOT_A_COMMAND
        verb, topic, after = command
        if verb == "leave":
            self.hub.unfollow(self, topic)
            return 0
        if len(self.followed) >= MOST_TOPICS and topic not in self.followed:
            return NOT_A_COMMAND
        try:
            await self.hub.follow(self, topic, after)
        except Exception:  # noqa: BLE001  the database is away: the browser tries again later
            return BREAKDOWN
        self.refused += topic not in self.followed
        return RIGHT_ENDED if self.refused > MOST_REFUSED else 0

    def _is_in_a_hurry(self) -> bool:
        instant = time.monotonic()
        self.heard = [one for one in self.heard if one > instant - IN_SECONDS] + [instant]
        return len(self.heard) > MOST_COMMANDS


def command_in(text: str) -> tuple[str, str, int | None] | None:
    """Give the verb, the topic and the last change known; None for anything else."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not content.keys() <= {"follow", "leave", "after"}:
        return None
    verbs = [verb for verb in ("follow", "leave") if isinstance(content.get(verb), str)]
    after = content.get("after")
    is_number = type(after) is int and 0 <= after < 2**31
    if len(verbs) != 1 or (after is not None and not is_number):
        return None
    return verbs[0], content[verbs[0]], after


def language_of(scope: Scope) -> str:
    """Give the language of the page, which it says in its address (`?lang=en`)."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def client_of(scope: Scope) -> str:
    """Give the browser's address, behind the declared number of proxies and no other."""
    request = HttpRequest()
    forwarded = dict(scope["headers"]).get(b"x-forwarded-for")
    request.META["REMOTE_ADDR"] = (scope.get("client") or ("",))[0] or "0.0.0.0"  # noqa: S104
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded.decode("latin-1")
    return address_of(request)


async def page_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one socket: the application that `/ws/` leads to."""
    await PageSocket(scope, receive, send, hub_here()).live()
