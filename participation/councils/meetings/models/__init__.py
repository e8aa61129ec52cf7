"""What meetings are made of."""

from participation.councils.meetings.models.convening import (
    Answer,
    Attendance,
    Convocation,
    Summons,
)
from participation.councils.meetings.models.following import Follower
from participation.councils.meetings.models.meeting import AgendaItem, FormerDate, Meeting
from participation.councils.meetings.models.minutes import Amendment, MinutesVersion
from participation.councils.meetings.models.registering import Registration
from participation.councils.meetings.models.sharing import CalendarLink, ObserverPass

__all__ = [
    "AgendaItem",
    "Amendment",
    "Answer",
    "Attendance",
    "CalendarLink",
    "Convocation",
    "Follower",
    "FormerDate",
    "Meeting",
    "MinutesVersion",
    "ObserverPass",
    "Registration",
    "Summons",
]
