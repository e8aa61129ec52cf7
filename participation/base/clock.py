"""One clock for everything: now, and the instant at which a request arrived."""

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


def end_of_day(day: date, zone: str) -> datetime:
    """Turn "until 31 March" into its exclusive end: 1 April, 00:00 on that zone's wall clock."""
    tomorrow = date(day.year, day.month, day.day) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


class ArrivalMiddleware:
    """Write the arrival instant on the request, before anything else can take time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.arrived_at = now()  # type: ignore[attr-defined]
        return self.get_response(request)
