"""What happens to a draw."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class DrawEvent(Event):
    subject = "draw_id"
    draw_id: int
    council_id: int


@dataclass(frozen=True, kw_only=True)
class DrawPrepared(DrawEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DrawEdited(DrawEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ListAdded(DrawEvent):
    list_id: int


@dataclass(frozen=True, kw_only=True)
class ListRemoved(DrawEvent):
    list_id: int


@dataclass(frozen=True, kw_only=True)
class DrawCommitted(DrawEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DrawDone(DrawEvent):
    """The seed was entered, and the lot fell."""


@dataclass(frozen=True, kw_only=True)
class PersonAnswered(DrawEvent):
    drawn_id: int


@dataclass(frozen=True, kw_only=True)
class DrawFinished(DrawEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DrawCancelled(DrawEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ContactsForgotten(DrawEvent):
    pass
