"""What happens in training."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class ProgrammeWritten(Event):
    subject = "programme_id"
    programme_id: int


@dataclass(frozen=True, kw_only=True)
class SessionEvent(Event):
    subject = "session_id"
    session_id: int


@dataclass(frozen=True, kw_only=True)
class SessionPlanned(SessionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SessionEdited(SessionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(SessionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PlacesSettled(SessionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TrainingAttendanceTaken(SessionEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class EnrolmentEvent(Event):
    subject = "enrolment_id"
    enrolment_id: int
    session_id: int


@dataclass(frozen=True, kw_only=True)
class Enrolled(EnrolmentEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class EnrolmentCancelled(EnrolmentEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PlaceGiven(EnrolmentEvent):
    """Somebody on the waiting list takes a place that became free."""
