"""News that goes up: events are recorded with the change, and heard after the commit."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Protocol, TypeVar

KINDS: dict[str, type["Event"]] = {}
LISTENERS: dict[str, list["Listener"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, told by ids alone: people's words and names stay in their rows.

    A subclass is named in the past tense. `subject` names the field whose id the journal
    files the line under; a field called `consultation_id` files it under the consultation too.
    """

    subject: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        known = KINDS.setdefault(cls.__name__, cls)
        if known.__module__ != cls.__module__:  # the journal finds a kind again by its name
            raise TypeError(f"{cls.__name__} is already an event of {known.__module__}")

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> "Event":
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in payload.items() if name in known})

    def payload(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Heard:
    """What a listener is given: the event, and the journal line that makes a repeat harmless."""

    event: Any
    entry_id: int


Listener = Callable[[Heard], None]
ListenerT = TypeVar("ListenerT", bound=Listener)


class Recorder(Protocol):
    def __call__(self, event: Event, *, actor: Any) -> Any: ...


_recorder: list[Recorder] = []


def use_recorder(recorder: Recorder) -> None:
    """Say who writes events down; the journal does, when the apps are ready."""
    _recorder[:] = [recorder]


def record(event: Event, *, actor: Any) -> Any:
    """Write the event down in the current transaction; listeners hear it after the commit.

    Takes the event and the account that acted (None for the public or the clock). Gives the
    journal line. Raises RuntimeError outside a transaction: an event without its change is a lie.
    """
    return _recorder[0](event, actor=actor)


def listen(*kinds: type[Event]) -> Callable[[ListenerT], ListenerT]:
    """Register a listener; it may run twice for one event and must then change nothing more."""

    def register(listener: ListenerT) -> ListenerT:
        for kind in kinds:
            LISTENERS.setdefault(kind.__name__, []).append(listener)
        return listener

    return register
