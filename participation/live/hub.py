"""The hub of one process: what its sockets follow, read once for each audience and language."""

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async

from participation.live import bus
from participation.live.presence import Presence
from participation.live.readers import Asking, Scope
from participation.live.streams import Frame
from participation.live.topics import TOPICS, stream_in

log = logging.getLogger(__name__)
RECHECK_SECONDS = 4.0  # a right that ends closes the socket within five seconds
BEAT_SECONDS = 30.0  # a socket that hears nothing for longer is dead
MOST_PER_PERSON = 10
MOST_PER_ADDRESS = 100
RIGHT_ENDED = 4403


class Key(NamedTuple):
    """Who is told the same thing: followers of one topic, in one audience and one language."""

    topic: str
    audience: str
    language: str


class Follower(Protocol):
    """A socket, as the hub knows it."""

    scope: Scope
    language: str
    address: str
    followed: dict[str, Key]

    def offer(self, text: str) -> None: ...

    def end(self, code: int) -> None: ...


@dataclass(eq=False)
class Crowd:
    """Those who are told the same thing, and the last change they were told."""

    at: int
    followers: set[Follower] = field(default_factory=set)


class Hub:
    """Everything here runs in one event loop; the database is asked in its own thread."""

    def __init__(self) -> None:
        self.followers: set[Follower] = set()
        self.crowds: dict[str, dict[Key, Crowd]] = {}
        self.listening = asyncio.Event()
        self._woken = asyncio.Event()
        self._stale: set[str] = set()
        self._fragments: list[bus.News] = []
        self._asked_again = False
        self.presence = Presence()
        self._tasks: list[asyncio.Task[None]] = []

    # Who is here ----------------------------------------------------------------------------

    def admits(self, follower: Follower) -> bool:
        """Say whether one more socket of this person, from this address, is within the limits."""
        pk = follower.scope["user"].pk
        theirs = [one for one in self.followers if pk and one.scope["user"].pk == pk]
        near = [one for one in self.followers if one.address == follower.address]
        return len(theirs) < MOST_PER_PERSON and len(near) < MOST_PER_ADDRESS

    def join(self, follower: Follower) -> None:
        """Count a socket in; the first one wakes the hub."""
        self.followers.add(follower)
        if not self._tasks:
            work = (bus.listen(self.hear, self.listening), self._tell_news(), self._keep_time())
            self._tasks = [asyncio.create_task(one) for one in work]

    def leave(self, follower: Follower) -> None:
        """Count a socket out; the last one sends the hub to sleep."""
        for topic in list(follower.followed):
            self.unfollow(follower, topic)
        self.followers.discard(follower)
        if not self.followers:
            for task in self._tasks:
                task.cancel()
            self._tasks = []
            self.listening.clear()

    # What they follow -----------------------------------------------------------------------

    async def follow(self, follower: Follower, topic: str, after: int | None) -> None:
        """Tell a socket of a topic from now on, and what it missed since the change `after`."""
        await self.listening.wait()
        audience = await in_database(lambda: Asking().audience(follower.scope, topic))
        if audience is None:
            follower.offer(json.dumps({"refused": topic}))
            return
        self.unfollow(follower, topic)
        key = Key(topic, audience, follower.language)
        missed = await self._missed(key, after) if stream_in(topic) else None
        crowd = self.crowds.setdefault(topic, {}).setdefault(key, Crowd(missed.at if missed else 0))
        crowd.followers.add(follower)
        follower.followed[topic] = key
        self.presence.shown.pop(key, None)  # who arrives is told as well
        follower.offer(json.dumps({"following": topic}))
        if missed is not None:
            self._wake(topic)  # something may have come between the reading and this line
            follower.offer(missed.text)

    def unfollow(self, follower: Follower, topic: str) -> None:
        """Tell a socket no more of a topic; one that it does not follow is no error."""
        key = follower.followed.pop(topic, None)
        if key is None:
            return
        crowds = self.crowds[topic]
        crowds[key].followers.discard(follower)
        if not crowds[key].followers:
            del crowds[key]
        if not crowds:
            del self.crowds[topic]

    async def _missed(self, key: Key, after: int | None) -> Frame | None:
        """Give what was missed, up to what the others have been told at least."""
        while True:
            frame = await read(key, after)
            crowd = self.crowds.get(key.topic, {}).get(key)
            if frame is None or crowd is None or frame.at >= crowd.at:
                return frame

    # What happens ---------------------------------------------------------------------------

    def hear(self, news: bus.News) -> None:
        """Take news in; called in the loop, returns at once."""
        if "rights" in news:
            self._asked_again = True
            self._woken.set()
        elif "present" in news:
            if news["present"] in self.crowds:
                self.presence.hear(news)
        elif "again" in news:
            self._wake(*self.crowds)
        elif news["topic"] in self.crowds:
            if "html" in news:
                self._fragments.append(news)
                self._woken.set()
            else:
                self._wake(news["topic"])

    def _wake(self, *topics: str) -> None:
        self._stale.update(topics)
        self._woken.set()

    async def _tell_news(self) -> None:
        """Tell what happened, one thing after another: rights first, then words."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                await self._tell_what_waits()
            except Exception:  # the next round looks again
                log.exception("news not told")

    async def _tell_what_waits(self) -> None:
        await self._ask_if_told()
        fragments, self._fragments = self._fragments, []
        for news in fragments:
            text = json.dumps({name: news[name] for name in ("topic", "target", "html")})
            for crowd in self.crowds.get(news["topic"], {}).values():
                _offer(crowd, text)
        while self._stale:
            await self._tell(self._stale.pop())

    async def _tell(self, topic: str) -> None:
        """Read a room once for each crowd, and tell it what it has not been told."""
        for key, crowd in list(self.crowds.get(topic, {}).items()):
            frame = await read(key, crowd.at)
            await self._ask_if_told()  # those who lost their right meanwhile hear none of it
            if frame is not None and frame.at != crowd.at:
                crowd.at = frame.at
                _offer(crowd, frame.text)

    async def _keep_time(self) -> None:
        """Ask again who may follow what, look for missed news, and show that the socket lives."""
        rounds, beats = 0, max(1, round(BEAT_SECONDS / RECHECK_SECONDS))
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            rounds += 1
            await self._ask_again()
            with suppress(Exception):  # a database that is away is asked again next time
                self._wake(*await self._behind())
                await self._show_presence()
            if rounds % beats == 0:
                for follower in list(self.followers):
                    follower.offer('{"alive": true}')

    async def _show_presence(self) -> None:
        """Tell who looks, to the other processes and to those who look."""
        keys = [key for by_key in self.crowds.values() for key in by_key]
        said = self.presence.counted(self.crowds)
        await in_database(lambda: bus.publish_all(said))
        for key, text in await in_database(lambda: self.presence.fragments(keys)):
            if key in self.crowds.get(key.topic, {}):
                _offer(self.crowds[key.topic][key], text)

    async def _behind(self) -> list[str]:
        told = {topic: list(crowds.values()) for topic, crowds in self.crowds.items()}
        late: list[str] = await in_database(lambda: behind(told))
        return late

    async def _ask_if_told(self) -> None:
        if self._asked_again:
            self._asked_again = False
            await self._ask_again()

    async def _ask_again(self) -> None:
        """Close each socket whose reader no longer follows a topic in the audience they were in."""
        asked = [(one, key) for one in self.followers for key in one.followed.values()]
        asking, rest = Asking(), iter(asked)
        while True:
            try:
                ended, is_done = await in_database(lambda: asking.lost(rest))
            except Exception:  # noqa: BLE001  when nobody can tell, the door closes
                log.warning("rights not rechecked")
                ended, is_done = [one for one, _ in asked], True
            for follower in ended:
                follower.end(RIGHT_ENDED)
                self.leave(follower)
            if is_done:
                return


def _offer(crowd: Crowd, text: str) -> None:
    for follower in list(crowd.followers):
        follower.offer(text)


def behind(told: dict[str, list[Crowd]]) -> list[str]:
    """Give the topics whose rooms have changes that some crowd was not told: a query for a kind."""
    rooms: dict[str, dict[int, str]] = {}
    for topic in told:
        kind, _, identifier = topic.partition(".")
        rooms.setdefault(kind, {})[int(identifier)] = topic
    late = []
    for kind, topics in rooms.items():
        stream = TOPICS[kind].stream
        for room_id, at in (stream.changes(topics) if stream else {}).items():
            if any(crowd.at != at for crowd in told[topics[room_id]]):
                late.append(topics[room_id])
    return late


async def in_database(ask: Callable[[], Any]) -> Any:
    """Ask the database outside the loop."""
    return await database_sync_to_async(ask)()


async def read(key: Key, after: int | None) -> Frame | None:
    """Read a room for those of one key; without `after`, from its last change on."""
    found = stream_in(key.topic)
    assert found is not None
    stream, room_id = found

    def frame() -> Frame | None:
        since = stream.changes([room_id]).get(room_id, 0) if after is None else after
        return stream.read(room_id, audience=key.audience, language=key.language, after=since)

    result: Frame | None = await in_database(frame)
    return result


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub_here() -> Hub:
    """Give the hub of this event loop: one for a process that serves sockets."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
