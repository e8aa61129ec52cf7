"""How long before a meeting its members are convened, and how long the council asks."""

from dataclasses import dataclass

from participation.base.clock import now
from participation.councils.meetings.models import Meeting
from participation.councils.meetings.models.convening import days_between


@dataclass(frozen=True)
class Notice:
    """Days asked and days left, were the convocation sent now; whole days of the calendar."""

    asked: int
    left: int

    @property
    def is_short(self) -> bool:
        return self.left < self.asked


def notice_of(meeting: Meeting) -> Notice:
    """Count the notice that members would have now."""
    council = meeting.council
    left = days_between(now(), meeting.starts_at, council.zone)
    return Notice(asked=council.notice_days, left=left)
