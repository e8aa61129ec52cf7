"""Streams: rooms whose rows arrive one after another, and what each audience is shown of them."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation

from participation.live.models import LiveRoom

MOST = 500  # what somebody who was away is sent; beyond it the page is loaded again


@dataclass(frozen=True)
class Item:
    """One row as an audience may see it: its number in the room, and the element of the page."""

    seq: int
    html: str


@dataclass(frozen=True)
class Frame:
    """What became of a room between two of its changes; an empty one says that nothing did.

    `items` is None when too much happened, or when the room never had as many changes.
    """

    topic: str
    since: int
    at: int
    state: str
    items: list[Item] | None

    @property
    def told(self) -> dict[str, Any]:
        """Give what is sent, by the socket and to those who ask again and again alike."""
        return {"reload": self.topic} if self.items is None else asdict(self)

    @property
    def text(self) -> str:
        return json.dumps(self.told)


class Stream(ABC):
    """A kind of room that may be followed as `kind.id`; an app describes its own, and opens it."""

    kind: str
    rooms: type[LiveRoom]

    @abstractmethod
    def audience(self, person: Any, room_id: int) -> str | None:
        """Name the audience in which a person follows this room; None for who may not."""

    @abstractmethod
    def items(self, room: Any, *, audience: str, after: int, most: int) -> Iterable[Item]:
        """Give the rows changed after this change up to `room.last_change`, in order of number.

        At most `most` of them, each as the audience may see it, in the language that is active.
        """

    def state(self, room: Any) -> str:
        """Say in one word how the room is (`open`, `closed`): parts of the page show with it."""
        return ""

    def presence(self, room_id: int, present: Any) -> str:
        """Give the fragment that says who looks (`present.number`, `.accounts`); none by default.

        It replaces the element whose id is `presence`, and is the same for all who follow.
        """
        return ""

    def room(self, room_id: int) -> Any:
        """Give the room, or None once it is gone."""
        return self.rooms._meta.base_manager.filter(pk=room_id).first()

    def read(self, room_id: int, *, audience: str, language: str, after: int) -> Frame | None:
        """Give what changed after this change for one audience, in one language."""
        room = self.room(room_id)
        if room is None:
            return None
        items: list[Item] | None = []
        with translation.override(language):
            if room.last_change > after:
                found = self.items(room, audience=audience, after=after, most=MOST + 1)
                items = list(found)
        if room.last_change < after or len(items or ()) > MOST:
            items = None
        return Frame(f"{self.kind}.{room_id}", after, room.last_change, self.state(room), items)

    def changes(self, room_ids: Iterable[int]) -> dict[int, int]:
        """Give the last change of each room, in one query."""
        rows = self.rooms._meta.base_manager.filter(pk__in=list(room_ids))
        return dict(rows.values_list("pk", "last_change"))
