"""What happens with the sites whose councils are shown beside ours."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class InstanceEvent(Event):
    subject = "instance_id"
    instance_id: int


@dataclass(frozen=True, kw_only=True)
class InstanceAdded(InstanceEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class InstanceHeard(InstanceEvent):
    """Its register took the place of what it had said before."""

    councils: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class InstanceFailed(InstanceEvent):
    """It no longer gives a register that can be taken over; told once, until it does again."""

    problem: str


@dataclass(frozen=True, kw_only=True)
class InstancePaused(InstanceEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class InstanceResumed(InstanceEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class InstanceKeyAccepted(InstanceEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class InstanceRemoved(InstanceEvent):
    pass
