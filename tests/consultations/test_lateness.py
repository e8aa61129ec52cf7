"""How late the promised answer is: computed on the consultation's own calendar, never stored."""

from datetime import UTC, date, datetime
from unittest import mock

import pytest

from consultations.models import Consultation, State

DUE = date(2027, 6, 30)
OPENED = datetime(2027, 3, 1, tzinfo=UTC)


def consultation(**fields: object) -> Consultation:
    defaults = {"state": State.CLOSED, "opened_at": OPENED, "response_due_on": DUE}
    return Consultation(**{**defaults, **fields})


@pytest.mark.parametrize(
    ("answered", "days"),
    [
        (datetime(2027, 6, 1, 10, tzinfo=UTC), 0),
        (datetime(2027, 6, 30, 21, 59, tzinfo=UTC), 0),  # 23:59 in Paris: still the promised day
        (datetime(2027, 6, 30, 22, 0, tzinfo=UTC), 1),  # midnight in Paris
        (datetime(2027, 7, 12, 8, tzinfo=UTC), 12),
    ],
)
def test_days_late_are_counted_from_the_promised_day(answered: datetime, days: int) -> None:
    answered_one = consultation(state=State.RESPONDED, responded_at=answered)
    assert answered_one.days_late == days
    assert not answered_one.is_overdue


@pytest.mark.parametrize(
    ("zone", "days"), [("Pacific/Noumea", 1), ("Europe/Paris", 0), ("America/Guadeloupe", 0)]
)
def test_the_day_is_that_of_the_zone(zone: str, days: int) -> None:
    answered = datetime(2027, 6, 30, 14, tzinfo=UTC)  # 1 July in Nouméa
    assert consultation(zone=zone, responded_at=answered).days_late == days


@pytest.mark.parametrize(
    ("today", "days"),
    [(datetime(2027, 6, 30, 12, tzinfo=UTC), 0), (datetime(2027, 7, 3, 12, tzinfo=UTC), 3)],
)
def test_without_an_answer_lateness_grows_each_day(today: datetime, days: int) -> None:
    with mock.patch("consultations.models.consultation.now", return_value=today):
        awaited = consultation()
        assert awaited.days_late == days
        assert awaited.is_overdue is (days > 0)


@pytest.mark.parametrize(
    "fields",
    [{"response_due_on": None}, {"opened_at": None}, {"state": State.WITHDRAWN}],
    ids=["nothing promised", "never opened", "withdrawn"],
)
def test_what_was_not_promised_is_not_late(fields: dict[str, object]) -> None:
    with mock.patch(
        "consultations.models.consultation.now", return_value=datetime(2028, 1, 1, tzinfo=UTC)
    ):
        assert consultation(**fields).days_late == 0


def test_nobody_can_write_how_late_it_is() -> None:
    with pytest.raises(AttributeError):
        consultation().days_late = 0  # type: ignore[misc]
