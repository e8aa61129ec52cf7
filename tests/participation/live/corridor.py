"""A room for tests: a corridor where people say things, kept in memory."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.utils.translation import get_language

from participation.live.bus import publish
from participation.live.streams import Item, Stream
from participation.live.topics import PUBLIC

TOPIC = "corridor.1"


class Corridor(Stream):
    """Members hear what is whispered, the public hears that somebody whispered."""

    kind = "corridor"

    def __init__(self) -> None:
        self.said: list[str] = []
        self.members: set[int] = set()
        self.is_public = True
        self.asked: list[Any] = []
        self.reads: list[tuple[str, int]] = []
        self.breaks = False
        self.shows_presence = False

    def audience(self, person: Any, room_id: int) -> str | None:
        if self.breaks:
            raise RuntimeError("The database is away.")
        self.asked.append(person.pk)
        if person.pk in self.members:
            return "members"
        return PUBLIC if self.is_public and room_id == 1 else None

    def room(self, room_id: int) -> Any:
        if self.breaks:
            raise RuntimeError("The database is away.")
        return SimpleNamespace(last_change=len(self.said))

    def changes(self, room_ids: Iterable[int]) -> dict[int, int]:
        return dict.fromkeys(room_ids, len(self.said))

    def state(self, room: Any) -> str:
        return "open"

    def presence(self, room_id: int, present: Any) -> str:
        return f"{present.number} {sorted(present.accounts)}" if self.shows_presence else ""

    def items(self, room: Any, *, audience: str, after: int, most: int) -> Iterable[Item]:
        self.reads.append((audience, after))
        for place, words in enumerate(self.said[after:][:most], start=after + 1):
            shown = words if audience == "members" else "…"
            yield Item(place, f"{get_language()}: {shown}")

    def say(self, *words: str) -> None:
        """Say things, and tell it."""
        self.whisper(*words)
        publish({"topic": TOPIC, "at": len(self.said)})

    def whisper(self, *words: str) -> None:
        """Say things that no news is sent of."""
        self.said += words


def frame(since: int, *items: str, at: int | None = None) -> dict[str, Any]:
    """Give what a follower of the corridor is told when these things were said since then."""
    reached = since + len(items) if at is None else at
    told = [{"seq": since + place, "html": html} for place, html in enumerate(items, start=1)]
    return {"topic": TOPIC, "since": since, "at": reached, "state": "open", "items": told}
