"""The deadline rule, in the zones France lives in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import signing

from consultations import deadlines
from consultations.models import Consultation, State, Step, Timeliness

CLOSING = datetime(2027, 3, 31, 22, 0, tzinfo=UTC)  # 1 April, midnight in Paris
OPENING = CLOSING - timedelta(days=30)
BEFORE = CLOSING - timedelta(hours=1)
IN_TIME, IN_GRACE = Timeliness.IN_TIME, Timeliness.IN_GRACE


def open_step(**fields: object) -> Step:
    consultation = Consultation(state=State.OPEN, opens_at=OPENING, closes_at=CLOSING)
    step = Step(consultation=consultation)
    for name, value in fields.items():
        setattr(consultation if hasattr(consultation, name) else step, name, value)
    return step


@pytest.mark.parametrize(
    ("after", "opened_at", "expected"),
    [
        (timedelta(seconds=-1), BEFORE, IN_TIME),
        (timedelta(seconds=-1), None, IN_TIME),
        (timedelta(0), BEFORE, IN_GRACE),
        (timedelta(seconds=1), BEFORE, IN_GRACE),
        (timedelta(minutes=14), BEFORE, IN_GRACE),
        (timedelta(minutes=15), BEFORE, None),
        (timedelta(minutes=16), BEFORE, None),
        (timedelta(seconds=1), None, None),
        (timedelta(minutes=14), CLOSING, None),
    ],
)
def test_arrival_decides_and_grace_is_for_forms_opened_before(
    after: timedelta, opened_at: datetime | None, expected: Timeliness | None
) -> None:
    judged = deadlines.judge(open_step(), arrived_at=CLOSING + after, opened_at=opened_at)
    assert judged == expected


def test_nothing_is_received_before_the_opening() -> None:
    early = OPENING - timedelta(seconds=1)
    assert deadlines.judge(open_step(), arrived_at=early, opened_at=early) is None
    assert deadlines.judge(open_step(), arrived_at=OPENING, opened_at=OPENING) == IN_TIME


@pytest.mark.parametrize("state", [state for state in State if state != State.OPEN])
def test_only_an_open_consultation_receives(state: State) -> None:
    step = open_step()
    step.consultation.state = state
    assert deadlines.judge(step, arrived_at=BEFORE, opened_at=BEFORE) is None


def test_a_consultation_without_dates_receives_nothing() -> None:
    step = open_step()
    step.consultation.closes_at = None
    assert deadlines.judge(step, arrived_at=BEFORE, opened_at=BEFORE) is None


def test_a_step_that_closes_earlier_decides() -> None:
    step = open_step()
    step.closes_at = BEFORE
    late = BEFORE + timedelta(minutes=20)
    assert deadlines.judge(step, arrived_at=late, opened_at=OPENING) is None


@pytest.mark.parametrize(
    ("zone", "closing"),
    [
        ("Europe/Paris", "2026-10-25T00:00:00+00:00"),
        ("America/Guadeloupe", "2026-10-25T06:30:00+00:00"),
        ("Indian/Reunion", "2026-10-24T22:30:00+00:00"),
        ("Pacific/Noumea", "2026-10-24T15:30:00+00:00"),
        ("America/Miquelon", "2026-10-25T04:30:00+00:00"),
    ],
)
def test_the_same_wall_clock_is_another_instant_in_each_zone(zone: str, closing: str) -> None:
    instant = datetime.fromisoformat(closing)
    step = open_step(closes_at=instant, opens_at=instant - timedelta(days=9))
    step.consultation.zone = zone
    step.consultation.closes_at = instant
    just = timedelta(seconds=1)
    opened = instant - timedelta(hours=1)
    assert deadlines.judge(step, arrived_at=instant - just, opened_at=opened) == IN_TIME
    assert deadlines.judge(step, arrived_at=instant, opened_at=opened) == IN_GRACE


def test_the_hour_that_comes_twice_is_two_different_instants() -> None:
    """25 October 2026, 02:30 in Paris: closing at the first is an hour before the second."""
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=0)
    second = first.replace(fold=1)
    step = open_step()
    step.consultation.opens_at, step.consultation.closes_at = (
        (first - timedelta(days=1)).astimezone(UTC),
        first.astimezone(UTC),
    )
    opened = first.astimezone(UTC) - timedelta(hours=1)
    assert deadlines.judge(step, arrived_at=second.astimezone(UTC), opened_at=opened) is None


def test_the_stamp_of_a_form_comes_back_unless_it_was_altered() -> None:
    step = open_step()
    signed = deadlines.stamp(step, BEFORE)
    assert deadlines.read_stamp(step, signed) == BEFORE
    assert deadlines.read_stamp(step, signed[:-1] + ("a" if signed[-1] != "a" else "b")) is None
    assert deadlines.read_stamp(step, "") is None
    not_an_instant = signing.dumps("hier", salt=f"participation.form-opened.{step.pk}")
    assert deadlines.read_stamp(step, not_an_instant) is None


def test_the_stamp_of_one_step_is_worth_nothing_in_another() -> None:
    step, other = open_step(), open_step()
    step.pk, other.pk = 1, 2
    assert deadlines.read_stamp(other, deadlines.stamp(step, BEFORE)) is None
