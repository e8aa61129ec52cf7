"""One clock for everything."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory

from participation.base import clock


@pytest.mark.parametrize(
    ("zone", "end"),
    [
        ("Europe/Paris", datetime(2027, 3, 31, 22, tzinfo=UTC)),
        ("America/Guadeloupe", datetime(2027, 4, 1, 4, tzinfo=UTC)),
        ("Indian/Reunion", datetime(2027, 3, 31, 20, tzinfo=UTC)),
        ("Pacific/Noumea", datetime(2027, 3, 31, 13, tzinfo=UTC)),
        ("America/Miquelon", datetime(2027, 4, 1, 2, tzinfo=UTC)),
    ],
)
def test_until_31_march_ends_at_local_midnight(zone: str, end: datetime) -> None:
    assert clock.end_of_day(date(2027, 3, 31), zone) == end


def test_a_day_with_25_hours_still_ends_at_midnight() -> None:
    assert clock.end_of_day(date(2026, 10, 25), "Europe/Paris") == datetime(
        2026, 10, 25, 23, tzinfo=UTC
    )


def test_the_arrival_is_written_before_anything_else_takes_time(rf: RequestFactory) -> None:
    request = rf.get("/")
    with time_machine.travel(datetime(2027, 1, 1, 12, tzinfo=UTC), tick=False) as traveller:

        def slow_view(inner: object) -> HttpResponse:
            traveller.shift(60)
            return HttpResponse()

        clock.ArrivalMiddleware(slow_view)(request)
        assert clock.arrival(request) == datetime(2027, 1, 1, 12, tzinfo=UTC)
