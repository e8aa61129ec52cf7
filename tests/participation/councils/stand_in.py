"""A room for tests, which says what it is told to say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from participation.base.text import folded
from participation.councils import registry
from participation.councils.models import Council
from participation.councils.registry import Found, News, Panel, Room, Waiting
from participation.councils.space import Space


@dataclass
class StandIn(Room):
    """A room called « Cuisine », of which a test fills the shelves."""

    name: str = "kitchen"
    label: str = "Cuisine"
    hint: str = "Préparez le café."
    said: list[News] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)
    shelves: list[Found] = field(default_factory=list)

    def url(self, council: Council) -> str:
        return f"{council.space_url}cuisine/"

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        return [item for item in self.said if item.at > since]

    def waiting(self, space: Space) -> Iterable[Waiting]:
        return self.waits

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        return [
            found
            for found in self.shelves
            if all(word in folded(f"{found.title} {found.excerpt}") for word in words)
        ]

    def home(self, space: Space) -> Panel | None:
        return Panel("councils/_news.html", {"items": self.said[:1], "zone": space.council.zone})


def alone(room: Room, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make it the only room of every space."""
    monkeypatch.setattr(registry, "_rooms", [room])
    return room
