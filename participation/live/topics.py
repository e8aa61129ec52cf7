"""Topics that may be followed: for each kind, in which audience a person follows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from participation.live.streams import Stream

PUBLIC = "public"  # the audience of those who are told what anybody is told
Audience = Callable[[Any, int], str | None]


@dataclass(frozen=True)
class Kind:
    """A kind of topic: who follows it in which audience, and the stream of its rows, if any."""

    audience: Audience
    stream: Stream | None = None


TOPICS: dict[str, Kind] = {}


def open_topic(kind: str, audience: Audience) -> None:
    """Allow a kind of topic (`consultation`) on which fragments are pushed.

    `audience(person, id)` names the audience in which a person follows it, or None for those who
    may not. It is asked when somebody begins to follow and again every few seconds, except of
    those in `PUBLIC`: they are told what anybody is told.
    """
    TOPICS[kind] = Kind(audience)


def open_stream(stream: Stream) -> None:
    """Allow the topics of a stream: `kind.id` is told each change of the rows of that room."""
    TOPICS[stream.kind] = Kind(stream.audience, stream)


def kind_of(topic: str) -> tuple[Kind, int] | None:
    """Give the kind and the id that `kind.id` names; nothing for anything malformed."""
    kind, _, identifier = topic.partition(".")
    if kind not in TOPICS or not identifier.isascii() or not identifier.isdecimal():
        return None
    return (TOPICS[kind], int(identifier)) if len(identifier) <= 18 else None


def audience_of(person: Any, topic: str) -> str | None:
    """Name the audience in which this person follows the topic; None for who may not."""
    found = kind_of(topic)
    return found[0].audience(person, found[1]) if found else None


def stream_in(topic: str) -> tuple[Stream, int] | None:
    """Give the stream behind a topic and the id of its room; None for other topics."""
    found = kind_of(topic)
    return (found[0].stream, found[1]) if found and found[0].stream else None
