"""Looking for words in a whole space: each room answers for what it holds."""

from dataclasses import dataclass

from participation.base.text import folded
from participation.councils.registry import Found, Text, rooms
from participation.councils.space import Space

MOST_WORDS = 8
SHORTEST = 2


@dataclass(frozen=True)
class RoomFound:
    """What was found in one room, most recent first."""

    label: Text
    items: list[Found]


def words_in(typed: str) -> list[str]:
    """Give the words to look for: without accents or capitals, each once, at most eight."""
    words = dict.fromkeys(word for word in folded(typed).split() if len(word) >= SHORTEST)
    return list(words)[:MOST_WORDS]


def search(space: Space, words: list[str]) -> list[RoomFound]:
    """Ask each room what holds every word; rooms where nothing was found are left out."""
    found = [(room, list(room.find(space, words))) for room in rooms()]
    return [RoomFound(room.label or room.name, items) for room, items in found if items]
