"""What happens in a debate besides its contributions; ids alone."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class DebateEvent(Event):
    subject = "step_id"
    consultation_id: int
    step_id: int


class DebateSlowed(DebateEvent):
    pass


class DebateQuickened(DebateEvent):
    pass


class DebatePaused(DebateEvent):
    pass


class DebateResumed(DebateEvent):
    pass


class DebateSynthesisWritten(DebateEvent):
    pass


class DebateSynthesisPublished(DebateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PointAdded(DebateEvent):
    point_id: int


@dataclass(frozen=True, kw_only=True)
class ArgumentEvent(DebateEvent):
    contribution_id: int


class ArgumentPinned(ArgumentEvent):
    pass


class ArgumentUnpinned(ArgumentEvent):
    pass


class ArgumentGrouped(ArgumentEvent):
    pass


class UsefulChanged(ArgumentEvent):
    """Somebody found a message useful, or no longer does; the journal does not say who."""
