"""What happens to meetings, told by ids."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class MeetingEvent(Event):
    subject = "meeting_id"
    meeting_id: int
    council_id: int


@dataclass(frozen=True, kw_only=True)
class MeetingPrepared(MeetingEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MeetingChanged(MeetingEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MeetingAnnounced(MeetingEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MeetingPostponed(MeetingEvent):
    former_date_id: int


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(MeetingEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class AgendaChanged(MeetingEvent):
    item_id: int


@dataclass(frozen=True, kw_only=True)
class MeetingConvened(MeetingEvent):
    convocation_id: int


@dataclass(frozen=True, kw_only=True)
class MemberTold(MeetingEvent):
    """Somebody without a letter was told by telephone, by post, or in person."""

    summons_id: int


@dataclass(frozen=True, kw_only=True)
class ConvocationAnswered(MeetingEvent):
    membership_id: int


@dataclass(frozen=True, kw_only=True)
class AttendanceTaken(MeetingEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MinutesWritten(MeetingEvent):
    version_id: int


@dataclass(frozen=True, kw_only=True)
class AmendmentProposed(MeetingEvent):
    amendment_id: int


@dataclass(frozen=True, kw_only=True)
class AmendmentAnswered(MeetingEvent):
    amendment_id: int


@dataclass(frozen=True, kw_only=True)
class MinutesPutToVote(MeetingEvent):
    version_id: int
    ballot_id: int


@dataclass(frozen=True, kw_only=True)
class MinutesApproved(MeetingEvent):
    version_id: int


@dataclass(frozen=True, kw_only=True)
class MinutesPublished(MeetingEvent):
    version_id: int


@dataclass(frozen=True, kw_only=True)
class MinutesUnpublished(MeetingEvent):
    version_id: int


@dataclass(frozen=True, kw_only=True)
class MinutesLate(MeetingEvent):
    """The day to publish the minutes is over, and they are not."""


@dataclass(frozen=True, kw_only=True)
class ObserverInvited(MeetingEvent):
    pass_id: int


@dataclass(frozen=True, kw_only=True)
class ObserverRefused(MeetingEvent):
    """A pass was taken back."""

    pass_id: int


@dataclass(frozen=True, kw_only=True)
class FollowAsked(Event):
    """An address was left; its owner has still to confirm it."""

    subject = "council_id"
    council_id: int
    follower_id: int


@dataclass(frozen=True, kw_only=True)
class FollowConfirmed(Event):
    subject = "council_id"
    council_id: int
    follower_id: int


@dataclass(frozen=True, kw_only=True)
class CalendarLinkMade(Event):
    subject = "council_id"
    council_id: int


@dataclass(frozen=True, kw_only=True)
class CalendarLinkRevoked(Event):
    subject = "council_id"
    council_id: int


@dataclass(frozen=True, kw_only=True)
class NoticeRuleSet(Event):
    """How many days before a meeting its members are convened."""

    subject = "council_id"
    council_id: int


@dataclass(frozen=True, kw_only=True)
class RegistrationEvent(MeetingEvent):
    registration_id: int


@dataclass(frozen=True, kw_only=True)
class RegistrationAsked(RegistrationEvent):
    """An address was left; its owner has still to confirm it."""


@dataclass(frozen=True, kw_only=True)
class RegistrationConfirmed(RegistrationEvent):
    """Somebody comes, or waits for a place."""


@dataclass(frozen=True, kw_only=True)
class RegistrationEnded(RegistrationEvent):
    """Somebody gave up, or was taken off the list."""


@dataclass(frozen=True, kw_only=True)
class PlaceFreed(RegistrationEvent):
    """Somebody who waited has a place."""
