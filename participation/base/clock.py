"""One clock for everything: now, and the instant at which a request arrived."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """Give the present instant, aware, in UTC."""
    return _told.get() or timezone.now()


@contextmanager
def living_at(instant: datetime) -> Iterator[None]:
    """Let this thread believe it is another instant: the demonstration lives through its past."""
    token = _told.set(instant)
    try:
        yield
    finally:
        _told.reset(token)


def arrival(request: HttpRequest) -> datetime:
    """Give the instant at which the request reached the application, aware, in UTC."""
    instant: datetime = getattr(request, "arrived_at", None) or now()
    return instant


def local(instant: datetime, zone: str) -> datetime:
    """Show an instant on the wall clock of a zone (IANA name)."""
    return instant.astimezone(ZoneInfo(zone))


def start_of_day(day: date, zone: str) -> datetime:
    """Give the first instant of a day on that zone's wall clock."""
    midnight = date(day.year, day.month, day.day)  # never the time of a datetime
    return datetime.combine(midnight, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """Turn "until 31 March" into its exclusive end: 1 April, 00:00 on that zone's wall clock."""
    return start_of_day(day + timedelta(days=1), zone)


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later; a day that month lacks is its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def at_hour(day: date, hour: time, zone: str) -> datetime:
    """Give the instant of an hour on a zone's wall clock; one that comes twice is the first.

    Raises ValueError for an hour that the change to summer time leaps over.
    """
    wall = datetime.combine(day, hour)
    found = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if local(found, zone).replace(tzinfo=None) != wall:
        raise ValueError("the clock leaps over this hour")
    return found


class ArrivalMiddleware:
    """Write the arrival instant on the request, before anything else can take time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.arrived_at = now()  # type: ignore[attr-defined]
        return self.get_response(request)
