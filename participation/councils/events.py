"""What happens to councils and the people in them."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class CouncilEvent(Event):
    subject = "council_id"
    council_id: int


@dataclass(frozen=True, kw_only=True)
class CouncilCreated(CouncilEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CouncilEdited(CouncilEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CouncilActivityChanged(CouncilEvent):
    activity: str


@dataclass(frozen=True, kw_only=True)
class CoverageEvent(CouncilEvent):
    coverage_id: int


@dataclass(frozen=True, kw_only=True)
class NeighbourhoodCovered(CoverageEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CoverageDated(CoverageEvent):
    """The days from which and until which a council covers a neighbourhood were changed."""


@dataclass(frozen=True, kw_only=True)
class CoverageRemoved(CoverageEvent):
    """A neighbourhood that was never covered was taken out of the register."""


@dataclass(frozen=True, kw_only=True)
class OrderEvent(CouncilEvent):
    order_id: int


@dataclass(frozen=True, kw_only=True)
class OrderRecorded(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OrderCorrected(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OrderAnnulled(OrderEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class FrameworkWritten(Event):
    subject = "framework_id"
    framework_id: int


@dataclass(frozen=True, kw_only=True)
class FrameworkRemoved(Event):
    subject = "framework_id"
    framework_id: int


@dataclass(frozen=True, kw_only=True)
class HostCreated(Event):
    subject = "host_id"
    host_id: int


@dataclass(frozen=True, kw_only=True)
class HostEdited(Event):
    subject = "host_id"
    host_id: int


@dataclass(frozen=True, kw_only=True)
class RegionalCoordinatorEvent(Event):
    subject = "coordinator_id"
    coordinator_id: int


@dataclass(frozen=True, kw_only=True)
class RegionalCoordinatorNamed(RegionalCoordinatorEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RegionalCoordinatorEdited(RegionalCoordinatorEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class RegionalCoordinatorEnded(RegionalCoordinatorEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MandateEvent(CouncilEvent):
    membership_id: int


@dataclass(frozen=True, kw_only=True)
class MemberSeated(MandateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SubstituteSeated(MandateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SeatGiven(MandateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MandateEndSet(MandateEvent):
    """A mandate was given a last day to come."""


@dataclass(frozen=True, kw_only=True)
class MandateExtended(MandateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MandateRenewed(MandateEvent):
    """A new mandate begins where another ends; the person stays inside."""


@dataclass(frozen=True, kw_only=True)
class MandateEnded(MandateEvent):
    """A mandate is over: its person is outside from now on."""


@dataclass(frozen=True, kw_only=True)
class CoordinationGiven(MandateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CoordinationLeft(MandateEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MandateChanged(MandateEvent):
    """A member changed how they are named, or agreed to the charter."""


@dataclass(frozen=True, kw_only=True)
class SeatsSet(CouncilEvent):
    college_id: int


@dataclass(frozen=True, kw_only=True)
class CharterChanged(CouncilEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class AnimationAgreed(CouncilEvent):
    animation_id: int


@dataclass(frozen=True, kw_only=True)
class AnimationEnded(CouncilEvent):
    animation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationSent(CouncilEvent):
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(CouncilEvent):
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class JoinAsked(CouncilEvent):
    request_id: int


@dataclass(frozen=True, kw_only=True)
class JoinDeclined(CouncilEvent):
    request_id: int


@dataclass(frozen=True, kw_only=True)
class JoinWithdrawn(CouncilEvent):
    request_id: int


@dataclass(frozen=True, kw_only=True)
class ExceptionalAccessOpened(CouncilEvent):
    access_id: int
