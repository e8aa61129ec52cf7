"""What the library holds."""

from participation.councils.library.models.calendar import CalendarDate
from participation.councils.library.models.guides import Guide, GuideVersion
from participation.councils.library.models.links import UsefulLink
from participation.councils.library.models.practices import GoodPractice, Reuse

__all__ = ["CalendarDate", "GoodPractice", "Guide", "GuideVersion", "Reuse", "UsefulLink"]
