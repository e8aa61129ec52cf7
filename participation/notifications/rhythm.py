"""When a notice leaves: at once, or with the summary of 18 h where the person lives."""

from datetime import datetime, time, timedelta

from django.conf import settings

from participation.base.clock import at_hour, local, now
from participation.notifications.kinds import Rhythm

HOUR = time(18)
DAY_OF_WEEK = 4  # Friday, as date.weekday() counts


def leaves_at(rhythm: str, zone: str = "", *, at: datetime | None = None) -> datetime | None:
    """Give the instant at which a notice of this rhythm leaves; None when it never does.

    Takes the zone of the person (IANA), or nothing for the zone of the site.
    """
    instant = at or now()
    if rhythm == Rhythm.NOTHING:
        return None
    if rhythm == Rhythm.AT_ONCE:
        return instant
    there = zone or settings.TIME_ZONE
    day = local(instant, there).date()
    if rhythm == Rhythm.WEEKLY:
        day += timedelta(days=(DAY_OF_WEEK - day.weekday()) % 7)
    found = at_hour(day, HOUR, there)
    if found <= instant:
        days = 7 if rhythm == Rhythm.WEEKLY else 1
        found = at_hour(day + timedelta(days=days), HOUR, there)
    return found
