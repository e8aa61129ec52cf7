"""What councils are made of."""

from participation.councils.models.council import (
    ActivityChange,
    Council,
    Coverage,
    HostOrganisation,
    RecognitionOrder,
)
from participation.councils.models.framework import College, Framework
from participation.councils.models.joining import Invitation, JoinRequest
from participation.councils.models.people import (
    Animation,
    ExceptionalAccess,
    Membership,
    Seat,
)
from participation.councils.models.regional import RegionalCoordinator
from participation.councils.models.traces import Attempt, Visit

__all__ = [
    "ActivityChange",
    "Animation",
    "Attempt",
    "College",
    "Council",
    "Coverage",
    "ExceptionalAccess",
    "Framework",
    "HostOrganisation",
    "Invitation",
    "JoinRequest",
    "Membership",
    "RecognitionOrder",
    "RegionalCoordinator",
    "Seat",
    "Visit",
]
