"""Rooms: what each part of a private space tells of itself to the rest of the house."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path
from django.utils.functional import Promise

if TYPE_CHECKING:
    from participation.councils.models import Council
    from participation.councils.space import Space

Text = str | Promise


@dataclass(frozen=True)
class News:
    """One thing that happened in a space, for « depuis votre dernière visite »."""

    at: datetime
    text: str
    url: str
    by: str = ""
    is_for_me: bool = False  # a mention, a task, a vote that waits for me


@dataclass(frozen=True)
class Found:
    """One thing found by a search inside a space."""

    title: str
    excerpt: str
    url: str
    at: datetime


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the person: a vote, a task, an answer to a convocation."""

    text: str
    url: str
    until: date | None = None


@dataclass(frozen=True)
class Panel:
    """One section of a council's public page, or of the home of its space, with its title."""

    template: str
    context: dict[str, Any]


class Room:
    """One part of a space. An app's `room.py` holds a subclass instance named `room`.

    The home of the space, its menu, its search, its news and the public page are made of what
    the rooms give, so that adding a folder adds a room.
    """

    name: str  # also the namespace of its addresses
    label: Text = ""  # in the menu of the space; nothing for a room without a door of its own
    hint: Text = ""  # what one does there, in one sentence, said to whom comes for the first time
    rank: int = 100

    def url(self, council: "Council") -> str:
        """Where the menu of the space leads."""
        raise NotImplementedError

    def news(self, space: "Space", since: datetime) -> Iterable[News]:
        """What happened since, most recent first, at most fifty."""
        return ()

    def waiting(self, space: "Space") -> Iterable[Waiting]:
        """What waits for this person."""
        return ()

    def find(self, space: "Space", words: list[str]) -> Iterable[Found]:
        """What holds every word (folded by `participation.base.text.folded`), at most fifty."""
        return ()

    def home(self, space: "Space") -> Panel | None:
        """What the home of the space always shows: the next meeting, the last decisions."""
        return None

    def panel(self, council: "Council") -> Panel | None:
        """What the public page shows, of public things alone."""
        return None

    def personal_data(self, account: Any) -> Any:
        """What the room holds of a person, as JSON data; nothing if it holds nothing."""
        return None

    def forget(self, account: Any) -> None:
        """Take a person's name and words that may not stay, when their account is erased."""

    def tidy(self) -> int:
        """Do what the passing of time asks for; say how much was done. May run twice."""
        return 0


ProfilePanel = Callable[["Council"], Panel | None]
profile_panels: list[ProfilePanel] = []  # what layers above show on the public page
_rooms: list[Room] = []


def rooms() -> list[Room]:
    """Give every room, in the order of the menu."""
    if not _rooms:
        _rooms.extend(sorted(_installed(), key=lambda room: (room.rank, room.name)))
    return _rooms


def _installed() -> Iterator[Room]:
    for config in apps.get_app_configs():
        if config.name.startswith("participation.councils."):
            yield import_module(f"{config.name}.room").room


def urlpatterns() -> list[URLPattern | URLResolver]:
    """Give the addresses of each room; each says its own paths, public and private, in full."""
    return [path("", include((f"participation.councils.{name}.urls", name))) for name in _folders()]


def _folders() -> list[str]:
    names = [config.name for config in apps.get_app_configs()]
    return sorted(n.rsplit(".", 1)[1] for n in names if n.startswith("participation.councils."))
